markdown("Hello, **Ada**!")
