package dev.yera.api;

import java.util.List;
import java.util.Locale;

/** What the header {@code Accept-Language} says. */
final class AcceptedLanguages {
  private AcceptedLanguages() {}

  /**
   * The languages that a client likes, best first; without {@code *}, which is any.
   *
   * @param header may be null; one that is not understood says nothing, as it is asked of nobody
   */
  static List<Locale> of(String header) {
    try {
      return header == null
          ? List.of()
          : Locale.LanguageRange.parse(header).stream()
              .filter(range -> range.getWeight() > 0)
              .map(range -> Locale.forLanguageTag(range.getRange()))
              .filter(each -> !each.getLanguage().isEmpty())
              .toList();
    } catch (IllegalArgumentException notUnderstood) {
      return List.of();
    }
  }
}
