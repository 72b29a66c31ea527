package dev.yera.event.block;

import java.util.Locale;

/** Which change of a {@link Metric} is good. */
public enum Better {
  /** More is better. */
  UP,
  /** Less is better. */
  DOWN;

  /** The name on the wire, e.g. {@code up}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
