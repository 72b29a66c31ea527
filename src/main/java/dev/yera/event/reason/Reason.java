package dev.yera.event.reason;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why something is refused, as an answer that does not fit, or a part of that, so that it can be
 * told in any language.
 *
 * @param key what its words are called
 * @param values what stands in their gaps, by the names of the gaps: texts, and other reasons
 */
public record Reason(Wording key, Map<String, Object> values) {
  /** The most characters of a text in JSON: the whole of it is in the English words beside it. */
  static final int LONGEST = 100;

  private static final Pattern GAP = Pattern.compile("\\{([a-z]{1,20})\\}");

  /** The names of the gaps in these words, in their order. */
  static List<String> gaps(String words) {
    return GAP.matcher(words).results().map(gap -> gap.group(1)).distinct().toList();
  }

  /** What it is in a problem's JSON. */
  public Map<String, Object> members() {
    return members(LONGEST);
  }

  /**
   * The same with whole texts, or more of them.
   *
   * @param longest the most characters of each text, with an ellipsis for the rest; at least two
   */
  public Map<String, Object> members(int longest) {
    Map<String, Object> told = new LinkedHashMap<>();
    values.forEach(
        (name, value) ->
            told.put(
                name,
                value instanceof Reason part
                    ? part.members(longest)
                    : Excerpt.of(value.toString(), longest)));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("key", key.wireName());
    members.put("values", told);
    return members;
  }

  /** It in English. */
  @Override
  public String toString() {
    return GAP.matcher(key.english()).replaceAll(this::filled);
  }

  private String filled(MatchResult gap) {
    return Matcher.quoteReplacement(values.get(gap.group(1)).toString());
  }
}
