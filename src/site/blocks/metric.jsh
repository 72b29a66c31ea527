metric("Open orders", 42, -3, Better.DOWN);
