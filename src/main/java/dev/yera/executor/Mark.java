package dev.yera.executor;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Identifies the processes of a session, by an environment variable; finds those that left the
 * process group. All marks have the same length, so none is a prefix of another.
 *
 * @param value the session's id
 */
public record Mark(UUID value) {
  /** The environment variable of the mark. */
  public static final String VARIABLE = "YERA_SESSION_ID";

  /** The entry as in {@code /proc/<pid>/environ}. */
  byte[] entry() {
    return (VARIABLE + "=" + value).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
