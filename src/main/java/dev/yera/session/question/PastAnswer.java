package dev.yera.session.question;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer of another session, whose blocks had other ids.
 *
 * @param blockType of the question
 * @param value the answer; of a form a list of its fields' values in the order in which they were
 *     asked, or null
 */
public record PastAnswer(String blockType, Object value) {
  /** As two members of JSON. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("block_type", blockType);
    members.put("value", value);
    return members;
  }

  /** Reads what {@link #members} wrote. */
  public static PastAnswer of(Object members) {
    Map<?, ?> map = (Map<?, ?>) members;
    return new PastAnswer((String) map.get("block_type"), map.get("value"));
  }

  /** The values of a form's fields; empty for what is no form. */
  public List<?> fields() {
    return value instanceof List<?> values ? values : List.of();
  }
}
