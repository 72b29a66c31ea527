package dev.yera.app;

import dev.yera.event.block.Exit;
import dev.yera.event.block.Failure;
import java.util.List;

/**
 * How a run ended (contract, section 3, "Exit").
 *
 * @param exit what the exit event says
 * @param error what the app did not catch, or null
 */
public record Ending(Exit exit, Throwable error) {
  /** No text in an exit event is longer: whatever an app returns or throws, the event fits. */
  private static final int LONGEST = 16 * 1024;

  static Ending left(Exit exit) {
    return new Ending(exit, null);
  }

  /** The app returned. */
  public static Ending returned(String returnType, Object value) {
    String text = value == null ? null : cut(String.valueOf(value));
    return new Ending(new Exit(0, Exit.COMPLETED, returnType, text, null, null), null);
  }

  /** The app, or what was needed to run it, threw this. */
  public static Ending failed(Throwable error) {
    String type = error.getClass().getName();
    String message = error.getMessage() == null ? "" : cut(error.getMessage());
    Failure failure = new Failure(type, message, List.of());
    String reason = message.isEmpty() ? type : message;
    return new Ending(new Exit(1, reason, Exit.NO_VALUE, null, null, failure), error);
  }

  static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST).concat("…");
  }
}
