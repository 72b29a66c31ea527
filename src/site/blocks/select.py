cake = select("Cake", ["Apple", "Plum"])
