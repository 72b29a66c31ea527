package dev.yera.executor;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What every process of a session carries in its environment, and by which what left the session's
 * process group is found. All marks have one length, so none is the beginning of another.
 *
 * @param value the session's id
 */
public record Mark(UUID value) {
  /** The variable that carries it (contract, section 4). */
  public static final String VARIABLE = "YERA_SESSION_ID";

  /** The entry as it stands in {@code /proc/<pid>/environ}. */
  byte[] entry() {
    return (VARIABLE + "=" + value).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
