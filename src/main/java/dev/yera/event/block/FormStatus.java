package dev.yera.event.block;

import java.util.Locale;

/** The state of a {@link FormBlock}. */
public enum FormStatus {
  /** Fields are still being added. */
  OPEN,
  /** All fields are present: it can be answered. */
  AWAITING;

  /** The name on the wire, e.g. {@code open}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
