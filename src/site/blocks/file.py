file(b"day,rain\nMon,0.5\n", name="rain.csv")
