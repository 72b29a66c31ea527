package dev.yera.catalog;

/** The protocol of an app (see "The lines of an app" in {@code protocol.md}). */
public enum Protocol {
  /** One JSON object per line. */
  EVENTS,
  /** Plain text, as a console program does. */
  TEXT,
  /** A console program on a pseudo-terminal of its own, which is told line by line. */
  TERMINAL,
  /** The same, which is told what is typed as it is typed. */
  TERMINAL_KEYS;

  /** Whether the app runs on a terminal. */
  public boolean isOnTerminal() {
    return this == TERMINAL || this == TERMINAL_KEYS;
  }

  /** Whether the app is a program that was not written for this server. */
  public boolean isConsole() {
    return this != EVENTS;
  }
}
