package dev.yera.event.block;

import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Asks for a message of a chat: a text, files, or both.
 *
 * @param placeholder what is shown while nothing is entered, or null
 * @param accept media types and endings of files that may come along; empty for no files
 * @param defaultValue what is entered at first, as an answer is; or null
 * @param asked what all questions have
 */
public record ChatInput(String placeholder, List<String> accept, Object defaultValue, Asked asked)
    implements Prompt, TakesFiles {
  static final String TYPE = "chat_input";
  private static final String TEXT = "text";
  private static final String FILES = "files";
  private static final Set<String> MEMBERS = Set.of(TEXT, FILES);

  static ChatInput read(Members data) {
    List<String> accept = TakesFiles.accept(data);
    Object first = data.any("default_value");
    boolean isMessage =
        first == null || (first instanceof Map<?, ?> said && said.get(TEXT) instanceof String);
    first = data.sensible("default_value", first, isMessage, "an object with a text", null);
    return new ChatInput(
        data.nullableString("placeholder"),
        accept == null ? List.of() : accept,
        first(first),
        Asked.read(data));
  }

  private static Object first(Object said) {
    return said instanceof Map<?, ?> message
        ? message(
            message.get(TEXT),
            message.get(FILES) instanceof List<?> files ? TakesFiles.shown(files) : List.of())
        : null;
  }

  private static Map<String, Object> message(Object text, List<?> files) {
    return Members.of(TEXT, text, FILES, files);
  }

  @Override
  public boolean takes(Object value) {
    return value instanceof Map<?, ?> message
        && message.keySet().equals(MEMBERS)
        && message.get(TEXT) instanceof String text
        && TakesFiles.areIds(message.get(FILES))
        && (accept.isEmpty() ? !text.isBlank() : !(text.isBlank() && files(value).isEmpty()))
        && (!accept.isEmpty() || files(value).isEmpty());
  }

  @Override
  public Reason expectation() {
    return accept.isEmpty() ? ReasonKey.MESSAGE.with() : ReasonKey.MESSAGE_WITH_FILES.with(MOST);
  }

  @Override
  public Long maxBytes() {
    return null;
  }

  @Override
  public List<?> files(Object answer) {
    return answer instanceof Map<?, ?> message && message.get(FILES) instanceof List<?> files
        ? files
        : List.of();
  }

  @Override
  public Object with(Object answer, UnaryOperator<Object> other) {
    if (!(answer instanceof Map<?, ?> message)) {
      return answer;
    }
    List<Object> others = new ArrayList<>();
    for (Object file : files(answer)) {
      others.add(other.apply(file));
    }
    return message(message.get(TEXT), others);
  }

  @Override
  public ChatInput again(Object answer, String error) {
    return new ChatInput(placeholder, accept, first(answer), asked.again(error));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    Members.put(members, "label", asked.label());
    members.put("placeholder", placeholder);
    members.put("accept", accept);
    Members.put(members, "default_value", defaultValue);
    asked.putRest(members);
    return Collections.unmodifiableMap(members);
  }
}
