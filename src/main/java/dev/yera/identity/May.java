package dev.yera.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a share lets its holder do. */
public enum May {
  /** Look on. */
  VIEW,
  /** Look on, answer and end. */
  ANSWER;

  Set<Right> rights() {
    return switch (this) {
      case VIEW -> Set.of(Right.VIEW);
      case ANSWER -> Set.of(Right.VIEW, Right.ANSWER, Right.END);
    };
  }

  /** Its name in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of this name. */
  public static Optional<May> of(Object wireName) {
    return Stream.of(values()).filter(each -> each.wireName().equals(wireName)).findFirst();
  }
}
