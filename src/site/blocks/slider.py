cups = slider("How many cups?", 1, 9)
