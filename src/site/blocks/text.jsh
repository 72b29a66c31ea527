text("a < b");
