package dev.yera.worker;

import dev.yera.app.LineLimit;
import dev.yera.event.AppCall;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Markdown;
import dev.yera.event.block.Text;
import dev.yera.event.json.Timestamps;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Buffers events as lines of bytes until they are written. Renders pieces of text directly, because
 * an app may send hundreds of thousands a second; the bytes equal those of {@link
 * OutputEvent#json()}.
 */
final class EventBuffer {
  private static final byte[] MARKDOWN =
      ascii("{\"event_class\":\"content\",\"block_type\":\"markdown\",\"block_id\":");
  private static final byte[] TEXT =
      ascii("{\"event_class\":\"content\",\"block_type\":\"text\",\"block_id\":");
  private static final byte[] DATA = ascii(",\"data\":{\"content\":");
  private static final byte[] TIMESTAMP = ascii("},\"timestamp\":\"");
  private static final byte[] CHUNK_ID = ascii("\",\"chunk_id\":");
  private static final byte[] APP = ascii(",\"app\":{\"name\":");
  private static final byte[] INSTANCE_ID = ascii(",\"instance_id\":");
  private static final byte[] PARENT = ascii("},\"parent_block_id\":");
  private static final byte[] QUOTE = ascii("\"");
  private static final byte[] CODE = ascii("\\u00");
  private static final byte[] NULL = ascii("null");
  private static final byte[] END = ascii("}\n");
  private static final byte[] LINE_END = ascii("\n");
  private static final byte[] HEX = ascii("0123456789ABCDEF");

  /** The most bytes of a character: an escape. */
  private static final int WIDEST = 6;

  private byte[] bytes;
  private int length;

  private byte[] lastHead;
  private BlockId lastId;
  private AppCall lastApp;
  private byte[] before;
  private byte[] after;
  private long second = Long.MIN_VALUE;
  private byte[] stamp;

  EventBuffer(int size) {
    bytes = new byte[size];
  }

  int length() {
    return length;
  }

  /** Writes the buffered bytes and empties the buffer. */
  void drainTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }

  void add(OutputEvent event) {
    if (!(event.extra().isEmpty() && fast(event))) {
      put(LineLimit.render(event));
      put(LINE_END);
    }
  }

  /** Renders a piece that is nothing but its content; false for all else. */
  private boolean fast(OutputEvent event) {
    Block block = event.block();
    if (block instanceof Markdown markdown) {
      return markdown.role() == null
          && markdown.name() == null
          && piece(MARKDOWN, markdown.content(), event);
    }
    return block instanceof Text text && !text.isError() && piece(TEXT, text.content(), event);
  }

  /** Renders a piece; does nothing and returns false if the content needs the general renderer. */
  @SuppressWarnings("ReferenceEquality") // successive pieces of a block share these objects
  private boolean piece(byte[] head, String content, OutputEvent event) {
    int start = length;
    if (head != lastHead || event.blockId() != lastId || event.app() != lastApp) {
      remember(head, event);
    }
    put(before);
    if (!string(content)) {
      length = start;
      return false;
    }
    put(TIMESTAMP);
    timestamp(event.timestamp());
    put(CHUNK_ID);
    number(event.chunkId());
    put(after);
    return true;
  }

  /** Remembers the part that successive pieces of one block share, to render it only once. */
  private void remember(byte[] head, OutputEvent event) {
    int start = length;
    put(head);
    string(event.blockId().value());
    put(DATA);
    before = Arrays.copyOfRange(bytes, start, length);
    length = start;
    put(APP);
    string(event.app().name());
    put(INSTANCE_ID);
    number(event.app().instanceId());
    put(PARENT);
    if (event.parentBlockId() == null) {
      put(NULL);
    } else {
      string(event.parentBlockId().value());
    }
    put(END);
    after = Arrays.copyOfRange(bytes, start, length);
    length = start;
    lastHead = head;
    lastId = event.blockId();
    lastApp = event.app();
  }

  /** Renders the time; within a second only the digits after the point differ. */
  private void timestamp(Instant instant) {
    if (instant.getEpochSecond() != second) {
      second = instant.getEpochSecond();
      stamp = ascii(Timestamps.format(instant));
    }
    int micros = instant.getNano() / 1000;
    for (int i = stamp.length - 2; i > stamp.length - 8; i--) {
      stamp[i] = (byte) ('0' + micros % 10);
      micros /= 10;
    }
    put(stamp);
  }

  /** Renders a string; false if it has half a surrogate pair, which has no UTF-8. */
  private boolean string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (isPlain(utf8)) {
      put(QUOTE);
      put(utf8);
      put(QUOTE);
      return true;
    }
    room(utf8.length * WIDEST + 2);
    int lostAndReal = 0;
    bytes[length++] = '"';
    for (byte b : utf8) {
      character(b);
      lostAndReal += b == '?' ? 1 : 0;
    }
    bytes[length++] = '"';
    return lostAndReal == 0 || lostAndReal == questionMarks(text);
  }

  private static boolean isPlain(byte[] utf8) {
    for (byte b : utf8) {
      if (b < ' ' || b == '"' || b == '\\' || b == '?') {
        return false;
      }
    }
    return true;
  }

  private static int questionMarks(String text) {
    int count = 0;
    for (int i = text.indexOf('?'); i >= 0; i = text.indexOf('?', i + 1)) {
      count++;
    }
    return count;
  }

  private void character(byte b) {
    switch (b) {
      case '"', '\\' -> escape(b);
      case '\n' -> escape('n');
      case '\r' -> escape('r');
      case '\t' -> escape('t');
      case '\b' -> escape('b');
      case '\f' -> escape('f');
      default -> {
        if (b >= 0 && b < ' ') {
          put(CODE);
          bytes[length++] = HEX[b >> 4];
          bytes[length++] = HEX[b & 0xF];
        } else {
          bytes[length++] = b;
        }
      }
    }
  }

  private void escape(int letter) {
    bytes[length++] = '\\';
    bytes[length++] = (byte) letter;
  }

  private void number(int number) {
    int digits = 1;
    for (int rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    room(digits);
    int rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private void put(byte[] some) {
    room(some.length);
    System.arraycopy(some, 0, bytes, length, some.length);
    length += some.length;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
