package dev.yera.event.block;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last event of every started session (see "Exit" in {@code protocol.md}).
 *
 * @param exitCode 0 for success
 * @param reason one sentence for the user
 * @param returnType the type of the return value, {@code NoneType} without one
 * @param returnValue the return value as text, or null
 * @param durationSeconds from the start of the session to its end, or null if not known yet
 * @param error what went wrong, or null
 * @param models what was used of language models, by their names on the server; empty for none
 */
public record Exit(
    int exitCode,
    String reason,
    String returnType,
    String returnValue,
    Double durationSeconds,
    Failure error,
    Map<String, ModelUse> models)
    implements Block {
  /** The reason if an app returned. */
  public static final String COMPLETED = "Yera program completed successfully.";

  /** The reason if the user quit, or the app on the user's behalf. */
  public static final String QUIT = "User quit";

  /** The return type of an app that returns nothing. */
  public static final String NO_VALUE = "NoneType";

  static final String TYPE = "exit";

  /** Keeps a copy of the models, in their order. */
  public Exit {
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
  }

  /** One without language models. */
  public Exit(
      int exitCode,
      String reason,
      String returnType,
      String returnValue,
      Double durationSeconds,
      Failure error) {
    this(exitCode, reason, returnType, returnValue, durationSeconds, error, Map.of());
  }

  /** The same, which says what was used of language models. */
  public Exit with(Map<String, ModelUse> used) {
    return new Exit(exitCode, reason, returnType, returnValue, durationSeconds, error, used);
  }

  /** The exit with this {@code data}, as {@link #members} gives it. */
  public static Exit of(Map<String, Object> data) {
    return read(new Members("data.", data, complaint -> {}));
  }

  static Exit read(Members data) {
    int exitCode = data.integer("exit_code", 0);
    Number given = data.number("duration_seconds", null);
    boolean isDuration = given == null || given.doubleValue() >= 0;
    Number seconds = data.sensible("duration_seconds", given, isDuration, "0 or more", null);
    return new Exit(
        exitCode,
        data.string("reason", exitCode == 0 ? COMPLETED : "Exit code " + exitCode),
        data.string("return_type", NO_VALUE),
        data.nullableString("return_value"),
        seconds == null ? null : seconds.doubleValue(),
        data.nested("error").map(Failure::read).orElse(null),
        data.nested("models").map(ModelUse::read).orElse(Map.of()));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.LIFECYCLE;
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members =
        new LinkedHashMap<>(
            Members.of(
                "exit_code", exitCode,
                "reason", reason,
                "return_type", returnType,
                "return_value", returnValue,
                "duration_seconds", durationSeconds,
                "error", error == null ? null : error.data()));
    if (!models.isEmpty()) {
      members.put("models", ModelUse.data(models));
    }
    return members;
  }
}
