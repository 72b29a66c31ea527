line_chart([{"day": 1, "rain": 4}, {"day": 2, "rain": 7}], "day", "rain")
