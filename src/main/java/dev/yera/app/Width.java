package dev.yera.app;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How wide the page of an app is. */
public enum Width {
  /** As text reads well. */
  NORMAL,

  /** The whole window, for tables and charts. */
  WIDE;

  /** Its name in the protocol. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of this name in the protocol. */
  public static Optional<Width> parse(String wireName) {
    return Stream.of(values()).filter(each -> each.wireName().equals(wireName)).findFirst();
  }
}
