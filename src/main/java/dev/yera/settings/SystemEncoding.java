package dev.yera.settings;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the system is told file names, command lines and environments: as the locale says with which
 * the server was started. Java puts a question mark where that has no bytes for a character; so
 * what cannot be told is refused before.
 */
public final class SystemEncoding {
  private static final String NAMES = System.getProperty("sun.jnu.encoding", "unknown");

  /** What stands for bytes of a name that are no characters. */
  private static final char NO_CHARACTER = '\uFFFD';

  private SystemEncoding() {}

  /** What is wrong with the server's locale, and how to mend it; empty if it has UTF-8. */
  public static Optional<String> complaint() {
    // Until Java 17 the words for a process are in the default charset.
    return isUtf8(NAMES) && isUtf8(Charset.defaultCharset().name())
        ? Optional.empty()
        : Optional.of(
            "this server was started without a UTF-8 locale (its system encoding is %s): start it with LC_ALL=C.UTF-8 in its environment"
                .formatted(isUtf8(NAMES) ? Charset.defaultCharset().name() : NAMES));
  }

  private static boolean isUtf8(String charset) {
    return Charset.isSupported(charset) && Charset.forName(charset).equals(StandardCharsets.UTF_8);
  }

  /** Why the system cannot be told this text; empty if it can. */
  public static Optional<String> refusal(String text) {
    if (StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
      return Optional.empty();
    }
    return complaint()
        .or(
            () ->
                StandardCharsets.UTF_8.newEncoder().canEncode(text)
                    ? Optional.empty()
                    : Optional.of("it has half of a surrogate pair, which is no character"));
  }

  /** Why the system cannot be told this path as text, though it knows it; empty if it can. */
  public static Optional<String> refusal(Path known) {
    String text = known.toString();
    return text.indexOf(NO_CHARACTER) < 0
        ? refusal(text)
        : complaint().or(() -> Optional.of("it has a name that is not UTF-8"));
  }
}
