record Day(int day, int rain) {}
lineChart(List.of(new Day(1, 4), new Day(2, 7)), "day", "rain");
