package dev.yera.terminal;

/** Keys that mean something to a terminal itself, as it is at first. */
public final class Keys {
  /** Ctrl-C: a signal for what runs in the foreground. */
  public static final byte[] INTERRUPT = {3};

  /** Ctrl-D: the end of input for who reads lines. */
  public static final byte[] END_OF_INPUT = {4};

  private Keys() {}
}
