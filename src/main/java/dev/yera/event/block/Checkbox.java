package dev.yera.event.block;

import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks for yes or no.
 *
 * @param defaultValue whether it is ticked at first
 * @param asked what all questions have
 */
public record Checkbox(boolean defaultValue, Asked asked) implements Prompt {
  static final String TYPE = "checkbox";

  static Checkbox read(Members data) {
    return new Checkbox(data.bool("default_value", false), Asked.read(data));
  }

  @Override
  public boolean takes(Object value) {
    return value instanceof Boolean;
  }

  @Override
  public Reason expectation() {
    return ReasonKey.TRUE_OR_FALSE.with();
  }

  @Override
  public Checkbox again(Object answer, String error) {
    return new Checkbox(Boolean.TRUE.equals(answer), asked.again(error));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("label", asked.label());
    members.put("default_value", defaultValue);
    asked.putRest(members);
    return Collections.unmodifiableMap(members);
  }
}
