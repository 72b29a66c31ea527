package dev.yera.model;

import dev.yera.event.json.Json;
import dev.yera.event.json.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of an answer on their way to the app, line by line. The provider is asked to tell the
 * tokens in an event of its own; an app that did not ask for that does not see it. For one thread.
 */
final class StreamedAnswer {
  /** A longer line is passed on as it comes, and not looked at. */
  private static final int LONGEST_LINE = 1 << 20;

  private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] USAGE = "\"usage\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FINISH = "\"finish_reason\"".getBytes(StandardCharsets.US_ASCII);

  /** With blanks and the end of the line. */
  private static final int LONGEST_DONE = 20;

  private final boolean wantsUsage;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
  private boolean isTooLong;
  private boolean endOfHidden;
  private boolean haveEnded;
  private long events;
  private Optional<TokenBook.Count> usage = Optional.empty();

  StreamedAnswer(boolean wantsUsage) {
    this.wantsUsage = wantsUsage;
  }

  /**
   * Takes bytes of the provider.
   *
   * @param to gets what the app is to be sent now
   */
  void take(byte[] bytes, int length, ByteArrayOutputStream to) {
    int begin = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        line.write(bytes, begin, i + 1 - begin);
        begin = i + 1;
        endLine(to);
      }
    }
    line.write(bytes, begin, length - begin);
    if (line.size() > LONGEST_LINE) {
      isTooLong = true;
    }
    if (isTooLong) {
      flush(to);
    }
  }

  /** What is left at the end. */
  void end(ByteArrayOutputStream to) {
    haveEnded = haveEnded || ends(line.toByteArray());
    flush(to);
  }

  private void flush(ByteArrayOutputStream to) {
    to.writeBytes(line.toByteArray());
    line.reset();
  }

  private void endLine(ByteArrayOutputStream to) {
    byte[] whole = line.toByteArray();
    boolean isHidden = false;
    if (isTooLong) {
      isTooLong = false;
      haveEnded = true; // nobody has looked
      events++;
    } else if (begins(whole)) {
      events++;
      haveEnded = haveEnded || ends(whole);
      isHidden = lastIndexOf(USAGE, whole) >= 0 && look(whole) && !wantsUsage;
      endOfHidden = isHidden;
    } else if (endOfHidden) {
      isHidden = new String(whole, StandardCharsets.US_ASCII).isBlank();
      endOfHidden = false;
    }
    if (!isHidden) {
      to.writeBytes(whole);
    }
    line.reset();
  }

  private static boolean begins(byte[] whole) {
    for (int i = 0; i < DATA.length; i++) {
      if (i >= whole.length || whole[i] != DATA[i]) {
        return false;
      }
    }
    return true;
  }

  private static int lastIndexOf(byte[] word, byte[] whole) {
    for (int i = whole.length - word.length; i >= 0; i--) {
      int same = 0;
      while (same < word.length && whole[i + same] == word[same]) {
        same++;
      }
      if (same == word.length) {
        return i;
      }
    }
    return -1;
  }

  /** Whether it is the mark at the end, or gives a reason, whichever, why there is no more text. */
  private static boolean ends(byte[] whole) {
    if (!begins(whole)) {
      return false;
    }
    int at = lastIndexOf(FINISH, whole);
    if (at < 0) {
      return whole.length < LONGEST_DONE
          && new String(whole, DATA.length, whole.length - DATA.length, StandardCharsets.US_ASCII)
              .strip()
              .equals("[DONE]");
    }
    int value = at + FINISH.length;
    while (value < whole.length && (whole[value] == ' ' || whole[value] == ':')) {
      value++;
    }
    return value + 1 < whole.length && whole[value] == '"' && whole[value + 1] != '"';
  }

  /** Whether it tells the tokens and nothing else. */
  private boolean look(byte[] whole) {
    try {
      Object event = Json.read(whole, DATA.length, whole.length - DATA.length, Json.MAX_DEPTH);
      if (event instanceof Map<?, ?> members) {
        Optional<TokenBook.Count> told = ToldUsage.of(members.get("usage"));
        usage = told.or(() -> usage);
        return told.isPresent() && List.of().equals(members.get("choices"));
      }
    } catch (MalformedJsonException notOurs) {
      return false;
    }
    return false;
  }

  /** The tokens that the provider told; empty if it did not, or not yet. */
  Optional<TokenBook.Count> usage() {
    return usage;
  }

  /** Whether the provider has said that this is all. */
  boolean haveEnded() {
    return haveEnded;
  }

  /** How many events there were: about as many as tokens. */
  long events() {
    return events;
  }
}
