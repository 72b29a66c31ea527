text("a < b")
