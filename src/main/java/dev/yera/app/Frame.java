package dev.yera.app;

/** Whether a layout has a border. */
public enum Frame {
  /** Without. */
  PLAIN,
  /** With. */
  BORDERED;

  boolean border() {
    return this == BORDERED;
  }
}
