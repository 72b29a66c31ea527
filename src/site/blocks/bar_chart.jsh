record Day(int day, int rain) {}
chart(List.of(new Day(1, 4), new Day(2, 7))).x("day").y("rain", "teal").bars();
