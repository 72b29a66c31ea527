package dev.yera.problem;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The language of a page's reader: the one that they like best of those that there are texts in.
 * The pages themselves are in English; a file {@code pages/texts.<language>.js} has other words.
 */
public final class ReaderLanguage {
  private static final String OWN = "en";

  private ReaderLanguage() {}

  /** Two or three letters; empty for what is in the page. */
  public static Optional<String> of(HttpServletRequest request) {
    return of(Collections.list(request.getLocales()).stream(), request.getServletContext());
  }

  /**
   * The same of a reader who likes these languages.
   *
   * @param languages best first
   */
  public static Optional<String> of(Stream<Locale> languages, ServletContext context) {
    return languages
        .map(Locale::getLanguage)
        .filter(each -> each.matches("[a-z]{2,3}"))
        .filter(
            each -> each.equals(OWN) || context.getResourcePaths("/pages/").contains(texts(each)))
        .findFirst()
        .filter(each -> !each.equals(OWN));
  }

  /** Where the texts in a language would be, in the application. */
  public static String texts(String language) {
    return "/pages/texts." + language + ".js";
  }
}
