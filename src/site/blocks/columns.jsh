columns(
    2,
    () -> {
      markdown("left");
      markdown("right");
    });
