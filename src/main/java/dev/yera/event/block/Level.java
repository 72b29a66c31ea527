package dev.yera.event.block;

import java.util.Locale;

/** How much a {@link Notice} matters. */
public enum Level {
  /** Good to know. */
  INFO,
  /** Something went well. */
  SUCCESS,
  /** Something may go wrong. */
  WARNING,
  /** Something went wrong. */
  ERROR;

  /** The name on the wire, e.g. {@code info}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
