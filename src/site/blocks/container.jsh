container(Frame.BORDERED, () -> markdown("inside"));
