package dev.yera.terminal;

/** What becomes of what is typed on a terminal. */
public enum EchoMode {
  /** The terminal shows it. */
  ON,
  /** A line is read that nobody is to see, as a password is. */
  OFF,
  /** The program reads each key by itself, and shows of it what it wants. */
  RAW
}
