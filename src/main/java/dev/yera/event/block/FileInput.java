package dev.yera.event.block;

import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Asks for a file, or for several: the answer is a list of ids of files of the session.
 *
 * @param accept media types ({@code image/*} too) and endings ({@code .csv}); empty for any
 * @param maxBytes the largest size of each file; null for any
 * @param multiple whether the answer may have more than one file
 * @param defaultValue files of the session that are chosen at first, as objects
 * @param asked what all questions have
 */
public record FileInput(
    List<String> accept,
    Long maxBytes,
    boolean multiple,
    List<Map<String, Object>> defaultValue,
    Asked asked)
    implements Prompt, TakesFiles {
  static final String TYPE = "file_input";

  static FileInput read(Members data) {
    List<String> accept = TakesFiles.accept(data);
    Number most = data.number("max_bytes", null);
    boolean isSize =
        most == null || (most.longValue() >= 1 && most.doubleValue() == most.longValue());
    most = data.sensible("max_bytes", most, isSize, "a whole number of 1 or more", null);
    return new FileInput(
        accept == null ? List.of() : accept,
        most == null ? null : most.longValue(),
        data.bool("multiple", false),
        TakesFiles.first(data),
        Asked.read(data));
  }

  @Override
  public boolean takes(Object value) {
    return TakesFiles.areIds(value)
        && !files(value).isEmpty()
        && (multiple || files(value).size() == 1);
  }

  @Override
  public Reason expectation() {
    return multiple ? ReasonKey.FILES.with(MOST) : ReasonKey.FILE.with();
  }

  @Override
  public List<?> files(Object answer) {
    return answer instanceof List<?> files ? files : List.of();
  }

  @Override
  public Object with(Object answer, UnaryOperator<Object> other) {
    if (!(answer instanceof List<?> files)) {
      return answer;
    }
    List<Object> others = new ArrayList<>();
    for (Object file : files) {
      others.add(other.apply(file));
    }
    return others;
  }

  @Override
  public FileInput again(Object answer, String error) {
    return new FileInput(
        accept, maxBytes, multiple, TakesFiles.shown(files(answer)), asked.again(error));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("label", asked.label());
    members.put("accept", accept);
    members.put("max_bytes", maxBytes);
    members.put("multiple", multiple);
    if (!defaultValue.isEmpty()) {
      members.put("default_value", defaultValue);
    }
    asked.putRest(members);
    return Collections.unmodifiableMap(members);
  }
}
