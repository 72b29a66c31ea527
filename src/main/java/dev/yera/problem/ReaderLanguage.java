package dev.yera.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;

/**
 * The language of a page's reader: the one that they like best of those that there are texts in.
 * The pages themselves are in English; a file {@code pages/texts.<language>.js} has other words.
 */
public final class ReaderLanguage {
  private static final String OWN = "en";

  private ReaderLanguage() {}

  /** Two or three letters; empty for what is in the page. */
  public static Optional<String> of(HttpServletRequest request) {
    return Collections.list(request.getLocales()).stream()
        .map(Locale::getLanguage)
        .filter(each -> each.matches("[a-z]{2,3}"))
        .filter(each -> each.equals(OWN) || hasTexts(each, request))
        .findFirst()
        .filter(each -> !each.equals(OWN));
  }

  private static boolean hasTexts(String language, HttpServletRequest request) {
    return request
        .getServletContext()
        .getResourcePaths("/pages/")
        .contains("/pages/texts." + language + ".js");
  }
}
