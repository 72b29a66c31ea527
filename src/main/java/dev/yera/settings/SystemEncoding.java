package dev.yera.settings;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Checks whether file names, command lines and environments can be encoded for the system. Java
 * encodes them in the locale with which the server was started and replaces characters outside it
 * by question marks, so such text is refused before.
 */
public final class SystemEncoding {
  private static final String NAMES = System.getProperty("sun.jnu.encoding", "unknown");

  /** The replacement for bytes of a name that are not characters. */
  private static final char NO_CHARACTER = '\uFFFD';

  private SystemEncoding() {}

  /** What is wrong with the server's locale, and how to fix it; empty if it uses UTF-8. */
  public static Optional<String> complaint() {
    // Until Java 17 the command line of a process is in the default charset.
    return isUtf8(NAMES) && isUtf8(Charset.defaultCharset().name())
        ? Optional.empty()
        : Optional.of(
            "this server was started without a UTF-8 locale (its system encoding is %s): start it with LC_ALL=C.UTF-8 in its environment"
                .formatted(isUtf8(NAMES) ? Charset.defaultCharset().name() : NAMES));
  }

  private static boolean isUtf8(String charset) {
    return Charset.isSupported(charset) && Charset.forName(charset).equals(StandardCharsets.UTF_8);
  }

  /** Why this text cannot be encoded for the system; empty if it can. */
  public static Optional<String> refusal(String text) {
    if (StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
      return Optional.empty();
    }
    return complaint()
        .or(
            () ->
                StandardCharsets.UTF_8.newEncoder().canEncode(text)
                    ? Optional.empty()
                    : Optional.of("it has half of a surrogate pair, which is not a character"));
  }

  /** Why this existing path cannot be passed as text; empty if it can. */
  public static Optional<String> refusal(Path known) {
    String text = known.toString();
    return text.indexOf(NO_CHARACTER) < 0
        ? refusal(text)
        : complaint().or(() -> Optional.of("it has a name that is not UTF-8"));
  }
}
