String cake = select("Cake", "Apple", "Plum");
