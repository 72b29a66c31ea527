package dev.yera.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom an app runs for: who created its session, and what their browser said then. Immutable.
 *
 * @param name what people call them, or null
 * @param groups those they are in, or null for somebody without a name
 * @param locale a language tag, e.g. {@code de-CH}, or null
 * @param timeZone the name of a time zone, e.g. {@code Europe/Zurich}, or null
 */
public record StartUser(String name, List<String> groups, String locale, String timeZone) {
  /** Somebody of whom nothing is known. */
  public static final StartUser UNKNOWN = new StartUser(null, null, null, null);

  /** The value of {@code user} in the start line. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", name);
    members.put("groups", groups);
    members.put("locale", locale);
    members.put("time_zone", timeZone);
    return members;
  }

  /** Reads what {@link #members} wrote; what is missing is not known. */
  public static StartUser of(Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      return UNKNOWN;
    }
    return new StartUser(
        text(members.get("name")),
        texts(members.get("groups")),
        text(members.get("locale")),
        text(members.get("time_zone")));
  }

  private static String text(Object value) {
    return value instanceof String text ? text : null;
  }

  private static List<String> texts(Object value) {
    if (!(value instanceof List<?> list)) {
      return null;
    }
    // No lambda: the first one costs a child process 14 ms of its start.
    List<String> texts = new ArrayList<>();
    for (Object each : list) {
      texts.add((String) each);
    }
    return texts;
  }
}
