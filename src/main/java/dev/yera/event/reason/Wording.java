package dev.yera.event.reason;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * English words with gaps, which other languages have by their name. Implemented by enums whose
 * names are told apart across all of them.
 */
public interface Wording {
  /** Its words, with gaps in braces; a gap may be there more than once. */
  String english();

  /** What it is called in Java. */
  String name();

  /** What it is called in JSON and in catalogues. */
  default String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The reason.
   *
   * @param values what stands in the gaps, in their order: reasons, and what is told as a text
   * @throws IllegalArgumentException if there are not as many as gaps
   */
  default Reason with(Object... values) {
    List<String> gaps = Reason.gaps(english());
    if (gaps.size() != values.length) {
      throw new IllegalArgumentException(this + " has other gaps: " + gaps);
    }
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      named.put(gaps.get(i), values[i] instanceof Reason ? values[i] : String.valueOf(values[i]));
    }
    return new Reason(this, Collections.unmodifiableMap(named));
  }
}
