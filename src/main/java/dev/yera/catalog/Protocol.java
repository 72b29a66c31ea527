package dev.yera.catalog;

/** The protocol of an app (see "The lines of an app" in {@code protocol.md}). */
public enum Protocol {
  /** One JSON object per line. */
  EVENTS,
  /** Plain text, as a console program does. */
  TEXT
}
