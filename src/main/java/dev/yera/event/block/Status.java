package dev.yera.event.block;

import java.util.Locale;

/** How far the work of an {@link Action} or a {@link Spinner} is. */
public enum Status {
  /** Going on. */
  ACTIVE,
  /** Done. */
  COMPLETE,
  /** Ended by a failure. */
  FAILED;

  /** The name on the wire, e.g. {@code active}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
