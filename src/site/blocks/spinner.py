with spinner("Looking"):
    found = ["a.csv"]
