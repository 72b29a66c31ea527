package dev.yera.terminal;

/** Keys that mean something to a terminal itself, as it is at first. */
public final class Keys {
  private Keys() {}

  /** Ctrl-C: a signal for what runs in the foreground. */
  public static byte[] interrupt() {
    return new byte[] {3};
  }

  /** Ctrl-D: the end of input for who reads lines. */
  public static byte[] endOfInput() {
    return new byte[] {4};
  }
}
