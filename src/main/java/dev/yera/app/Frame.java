package dev.yera.app;

/** Whether a layout has a border. */
public enum Frame {
  /** Without a border. */
  PLAIN,
  /** With a border. */
  BORDERED;

  boolean border() {
    return this == BORDERED;
  }
}
