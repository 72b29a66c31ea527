package dev.yera.catalog;

/** How an app talks (contract, section 4). */
public enum Protocol {
  /** One JSON object per line. */
  EVENTS,
  /** Plain text, as a console program does. */
  TEXT
}
