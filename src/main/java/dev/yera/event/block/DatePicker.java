package dev.yera.event.block;

import java.time.LocalDate;
import java.util.Map;

/**
 * Asks for a day.
 *
 * @param defaultDate the initial day
 * @param label the question, or null
 */
public record DatePicker(LocalDate defaultDate, String label) implements Block {
  static final String TYPE = "date_picker";

  static DatePicker read(Members data) {
    return new DatePicker(data.date("default_date"), data.nullableString("label"));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.PROMPT;
  }

  @Override
  public Map<String, Object> members() {
    return Members.of(
        "default_date", defaultDate == null ? null : defaultDate.toString(), "label", label);
  }
}
