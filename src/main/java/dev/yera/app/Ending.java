package dev.yera.app;

import dev.yera.event.block.EndReason;
import dev.yera.event.block.Exit;
import dev.yera.event.block.Failure;
import java.util.List;

/**
 * How a run ended (see "Exit" in {@code protocol.md}).
 *
 * @param exit the block of the exit event
 * @param error the app's uncaught exception, or null
 */
public record Ending(Exit exit, Throwable error) {
  /** The longest text in an exit event, so the event fits a line for any result or exception. */
  private static final int LONGEST = 16 * 1024;

  static Ending left(Exit exit) {
    return new Ending(exit, null);
  }

  /** The app returned. */
  public static Ending returned(String returnType, Object value) {
    String text = value == null ? null : cut(String.valueOf(value));
    return new Ending(new Exit(0, Exit.COMPLETED, returnType, text, null, null), null);
  }

  /** The app, or the code that runs it, threw this. */
  public static Ending failed(Throwable error) {
    String type = error.getClass().getName();
    String message = error.getMessage() == null ? "" : cut(error.getMessage());
    Failure failure = new Failure(type, message, List.of());
    String reason = message.isEmpty() ? type : message;
    return new Ending(new Exit(1, reason, Exit.NO_VALUE, null, null, failure), error);
  }

  /** The user interrupted it, and it did not go on. */
  static Ending interrupted() {
    String words = new AppInterrupted().getMessage();
    Failure failure = new Failure(EndReason.INTERRUPTED.errorType(), words, List.of());
    return new Ending(new Exit(130, words, Exit.NO_VALUE, null, null, failure), null);
  }

  static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST).concat("…");
  }
}
