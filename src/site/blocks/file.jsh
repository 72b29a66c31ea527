file("rain.csv", "day,rain\nMon,0.5\n");
