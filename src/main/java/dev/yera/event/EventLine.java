package dev.yera.event;

import dev.yera.event.block.Markdown;
import dev.yera.event.block.Text;
import dev.yera.event.json.Json;
import dev.yera.event.json.MalformedJsonException;
import dev.yera.event.json.Timestamps;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The kinds of line in an app's output. {@link #parse} checks a line once, as a stream; it builds a
 * tree only for a line that has to be changed.
 */
public sealed interface EventLine {
  /** The first of the three bytes of U+FEFF; no JSON object begins with it. */
  byte BYTE_ORDER_MARK = (byte) 0xEF;

  /**
   * A complete chunk of content: its bytes go to the viewers unchanged.
   *
   * @param blockId the block it belongs to
   * @param chunkId its number within the block
   */
  record Whole(String blockId, int chunkId) implements EventLine {}

  /**
   * An event to be checked and completed by {@link OutputEvent#complete}.
   *
   * @param members the members as the app wrote them
   */
  record Partial(Map<String, Object> members) implements EventLine {}

  /** {@code {"type":"ready"}}: a worker is ready for its start line. */
  record Ready() implements EventLine {}

  /**
   * Not an event.
   *
   * @param text the line, with U+FFFD for bytes that are not UTF-8
   */
  record Stray(String text) implements EventLine {}

  /** Classifies a line, given without its end. */
  static EventLine parse(byte[] bytes, int offset, int length) {
    Traits traits = Traits.of(bytes, offset, length);
    if (traits == Traits.DIRTY) {
      // Not UTF-8, or bytes that an SSE frame cannot carry: start again from clean text.
      byte[] clean =
          new String(bytes, offset, length, StandardCharsets.UTF_8)
              .getBytes(StandardCharsets.UTF_8);
      return tree(clean, 0, clean.length);
    }
    // A byte order mark is no error of the app, but must not get into the middle of a frame.
    boolean marked = length > 0 && bytes[offset] == BYTE_ORDER_MARK;
    Whole whole = marked ? null : WholeEvent.check(bytes, offset, length);
    return whole != null ? whole : tree(bytes, offset, length);
  }

  private static EventLine tree(byte[] utf8, int offset, int length) {
    try {
      if (Json.readLine(utf8, offset, length) instanceof Map<?, ?> map) {
        @SuppressWarnings("unchecked") // objects made by Json have string keys
        Map<String, Object> members = (Map<String, Object>) map;
        boolean ready = "ready".equals(members.get("type")) && !members.containsKey("block_type");
        return ready ? new Ready() : new Partial(members);
      }
    } catch (MalformedJsonException notJson) {
      // A program may print what it likes; the caller reports the line.
    }
    return new Stray(new String(utf8, offset, length, StandardCharsets.UTF_8));
  }

  /** Whether the bytes can be part of a frame unchanged. */
  enum Traits {
    CLEAN,
    DIRTY;

    static Traits of(byte[] bytes, int offset, int length) {
      boolean ascii = true;
      for (int i = offset; i < offset + length; i++) {
        byte b = bytes[i];
        if (b < 0) {
          ascii = false;
        } else if (b < ' ') {
          return DIRTY;
        }
      }
      if (ascii) {
        return CLEAN;
      }
      String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
      return text.indexOf('\uFFFD') >= 0 ? DIRTY : CLEAN;
    }
  }

  /** Checks for a chunk of markdown or text with all eight members valid. */
  final class WholeEvent {
    private static final int ALL_EIGHT = 0xFF;

    private WholeEvent() {}

    static Whole check(byte[] utf8, int offset, int length) {
      try (JsonParser parser = Json.parser(utf8, offset, length)) {
        return parser.nextToken() == JsonToken.START_OBJECT ? members(parser) : null;
      } catch (JacksonException notJson) {
        return null;
      }
    }

    private static Whole members(JsonParser parser) {
      int seen = 0;
      String blockId = null;
      int chunkId = 0;
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        JsonToken token = parser.nextToken();
        int member =
            switch (name) {
              case "event_class" -> isContent(parser, token) ? 1 : 0;
              case "block_type" -> isStreamedText(parser, token) ? 2 : 0;
              case "block_id" -> {
                blockId = token == JsonToken.VALUE_STRING ? parser.getString() : "";
                yield blockId.isEmpty() ? 0 : 4;
              }
              case "data" -> token == JsonToken.START_OBJECT && hasContent(parser) ? 8 : 0;
              case "timestamp" -> isTimestamp(parser, token) ? 16 : 0;
              case "chunk_id" -> {
                chunkId = smallNumber(parser, token);
                yield chunkId >= 0 ? 32 : 0;
              }
              case "app" -> token == JsonToken.START_OBJECT && isCall(parser) ? 64 : 0;
              case "parent_block_id" -> isNullOrId(parser, token) ? 128 : 0;
              default -> 0;
            };
        if (member == 0 || (seen & member) != 0) {
          return null;
        }
        seen |= member;
      }
      return seen == ALL_EIGHT && parser.nextToken() == null ? new Whole(blockId, chunkId) : null;
    }

    private static boolean isContent(JsonParser parser, JsonToken token) {
      return token == JsonToken.VALUE_STRING && parser.getString().equals("content");
    }

    private static boolean isStreamedText(JsonParser parser, JsonToken token) {
      if (token != JsonToken.VALUE_STRING) {
        return false;
      }
      String type = parser.getString();
      return type.equals(Markdown.TYPE) || type.equals(Text.TYPE);
    }

    private static boolean isTimestamp(JsonParser parser, JsonToken token) {
      return token == JsonToken.VALUE_STRING && Timestamps.isWireForm(parser.getString());
    }

    private static boolean isNullOrId(JsonParser parser, JsonToken token) {
      return token == JsonToken.VALUE_NULL
          || (token == JsonToken.VALUE_STRING && parser.getStringLength() > 0);
    }

    private static int smallNumber(JsonParser parser, JsonToken token) {
      return token == JsonToken.VALUE_NUMBER_INT
              && parser.getNumberType() == JsonParser.NumberType.INT
          ? parser.getIntValue()
          : -1;
    }

    /** Only {@code content}: any other member may contain a NaN, and is checked as a tree. */
    private static boolean hasContent(JsonParser parser) {
      boolean content =
          "content".equals(parser.nextName()) && parser.nextToken() == JsonToken.VALUE_STRING;
      return content && parser.nextToken() == JsonToken.END_OBJECT;
    }

    private static boolean isCall(JsonParser parser) {
      return "name".equals(parser.nextName())
          && parser.nextToken() == JsonToken.VALUE_STRING
          && "instance_id".equals(parser.nextName())
          && smallNumber(parser, parser.nextToken()) >= 0
          && parser.nextToken() == JsonToken.END_OBJECT;
    }
  }
}
