package dev.yera.session.diagnostic;

import java.time.Instant;
import java.util.Locale;

/**
 * Something an app printed that is no event, or that the server has to say about what it printed.
 *
 * @param text one line without its end
 */
public record Diagnostic(Instant timestamp, Source source, String text) {
  /** Where it comes from. */
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
