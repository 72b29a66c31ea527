package dev.yera.event.block;

import java.util.Locale;

/** How the cells of a column of a {@link Table} are shown. */
public enum Format {
  /** A number, with the reader's separators. */
  NUMBER,
  /** A part of 1, as percent. */
  PERCENT,
  /** A day or a time, in the reader's language. */
  DATE,
  /** An address of the web or of mail, to be followed. */
  LINK;

  /** The name on the wire, e.g. {@code number}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
