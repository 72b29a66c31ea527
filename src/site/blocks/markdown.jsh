markdown("Hello, **Ada**!");
