package dev.yera.event.reason;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why an answer or an argument does not fit, or a part of that, so that it can be told in any
 * language.
 *
 * @param key what its words are called
 * @param values what stands in their gaps, by the names of the gaps: texts, and other reasons
 */
public record Reason(ReasonKey key, Map<String, Object> values) {
  /** The most characters of a text in JSON: the whole of it is in the English words beside it. */
  static final int LONGEST = 100;

  static final Pattern GAP = Pattern.compile("\\{([a-z]{1,20})\\}");

  /** What it is in a problem's JSON. */
  public Map<String, Object> members() {
    Map<String, Object> told = new LinkedHashMap<>();
    values.forEach(
        (name, value) ->
            told.put(
                name,
                value instanceof Reason part
                    ? part.members()
                    : Excerpt.of(value.toString(), LONGEST)));
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
