package dev.yera.event.block;

import java.util.Locale;

/** Who says a {@link Markdown}. */
public enum Speaker {
  /** A person. */
  USER,
  /** A model, or another program that answers. */
  ASSISTANT,
  /** Who set it up. */
  SYSTEM;

  /** The name on the wire, e.g. {@code user}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
