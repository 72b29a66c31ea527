package dev.yera.event.block;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a user thinks of a block. */
public enum Rating {
  UP,
  DOWN;

  /** The name on the wire, e.g. {@code up}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The rating of this name; empty if there is none. */
  public static Optional<Rating> of(String wireName) {
    return Stream.of(values()).filter(each -> each.wireName().equals(wireName)).findFirst();
  }
}
