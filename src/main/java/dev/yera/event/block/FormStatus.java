package dev.yera.event.block;

import java.util.Locale;

/** Where a {@link FormBlock} is. */
public enum FormStatus {
  /** Its fields are still being put in. */
  OPEN,
  /** All its fields are there: it can be answered. */
  AWAITING;

  /** The name on the wire, e.g. {@code open}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
