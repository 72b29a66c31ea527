package dev.yera.settings;

/**
 * Where sessions are kept, as {@code yera.store} says it.
 *
 * @param text as written: of a database its address, which may have a password in it
 */
public record StorePlace(StoreKind kind, String text) {
  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  static StorePlace of(String text) {
    if (text.startsWith("jdbc:postgresql:")) {
      return new StorePlace(StoreKind.POSTGRESQL, text);
    }
    if (text.startsWith("java:")) {
      return new StorePlace(StoreKind.DATA_SOURCE, text);
    }
    return switch (text) {
      case "files" -> new StorePlace(StoreKind.FILES, text);
      case "memory" -> new StorePlace(StoreKind.MEMORY, text);
      default -> throw new IllegalArgumentException(text);
    };
  }
}
