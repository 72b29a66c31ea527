package dev.yera.event.block;

import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks for a day.
 *
 * @param defaultDate the initial day
 * @param asked what all questions have
 */
public record DatePicker(LocalDate defaultDate, Asked asked) implements Prompt {
  static final String TYPE = "date_picker";

  /** What every question has its default in when it is asked again. */
  private static final String DEFAULT_VALUE = "default_value";

  /** Only a label. */
  public DatePicker(LocalDate defaultDate, String label) {
    this(defaultDate, Asked.of(label));
  }

  static DatePicker read(Members data) {
    LocalDate typed = data.date(DEFAULT_VALUE);
    LocalDate first = data.date("default_date");
    return new DatePicker(typed == null ? first : typed, Asked.read(data));
  }

  @Override
  public boolean takes(Object value) {
    try {
      return value instanceof String text
          && text.length() == "2026-11-22".length()
          && LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeException notADate) {
      return false;
    }
  }

  @Override
  public Reason expectation() {
    return ReasonKey.DATE.with();
  }

  @Override
  public DatePicker again(Object answer, String error) {
    LocalDate day = answer == null ? defaultDate : LocalDate.parse((String) answer);
    return new DatePicker(day, asked.again(error));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    String day = defaultDate == null ? null : defaultDate.toString();
    members.put("default_date", day);
    members.put("label", asked.label());
    if (asked.error() != null) {
      Members.put(members, DEFAULT_VALUE, day);
    }
    asked.putRest(members);
    return Collections.unmodifiableMap(members);
  }
}
