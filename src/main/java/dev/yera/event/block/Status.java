package dev.yera.event.block;

import java.util.Locale;

/** The state of the work of an {@link Action} or a {@link Spinner}. */
public enum Status {
  /** In progress. */
  ACTIVE,
  /** Done. */
  COMPLETE,
  /** Failed. */
  FAILED;

  /** The name on the wire, e.g. {@code active}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
