package dev.yera.session.diagnostic;

import java.time.Instant;
import java.util.Locale;

/**
 * A line that an app printed and that is no event, or a remark of the server about its output.
 *
 * @param text one line without its line end
 */
public record Diagnostic(Instant timestamp, Source source, String text) {
  /** The source of a line. */
  public enum Source {
    /** A stray line of standard output. */
    STDOUT,
    /** Standard error. */
    STDERR,
    /** The server. */
    SERVER;

    /** The name on the wire. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
