package dev.yera.event.block;

import java.util.List;
import java.util.Map;

/**
 * The error of a failed session: the {@code error} of an {@link Exit}.
 *
 * @param errorType the class of the error, or the server's name for the reason
 * @param message what happened
 * @param stderr the last lines of the process' error output, at most {@value #STDERR_LINES}
 */
public record Failure(String errorType, String message, List<String> stderr) {
  /** How many lines of error output an exit event carries. */
  public static final int STDERR_LINES = 20;

  /** Keeps a copy of the lines. */
  public Failure {
    stderr = List.copyOf(stderr);
  }

  static Failure read(Members error) {
    return new Failure(
        error.string("error_type", "Error"), error.string("message", ""), error.strings("stderr"));
  }

  Map<String, Object> data() {
    return Members.of("error_type", errorType, "message", message, "stderr", stderr);
  }
}
