package dev.yera.event;

import static dev.yera.fuzz.Bytes.any;
import static dev.yera.fuzz.Bytes.damaged;
import static dev.yera.fuzz.Bytes.oneIn;
import static dev.yera.fuzz.Bytes.oneOf;

import dev.yera.event.block.BlockType;
import dev.yera.event.json.Json;
import dev.yera.fuzz.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;

/**
 * What apps may write: events of every kind, whole and damaged, members of any type, JSON that is
 * none, and bytes. For use within a {@code JqwikSession}.
 */
public final class HostileOutput {
  private static final int SHAPES = 400;
  private static final List<String> WORDS =
      List.of(
          "\"",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "null",
          "true",
          "NaN",
          "-Infinity",
          "-",
          "0",
          "1e9",
          "1e999999999",
          "-1e-999999999",
          "0.1",
          "123456789012345678901234567890",
          " ",
          "\r",
          "\t",
          "\0",
          "\u007f",
          "\u001b[31m",
          "\u00ef\u00bb\u00bf",
          "\u00e2\u0080\u00a8",
          "\u00ed\u00a0\u0080",
          "\u00f0\u009f",
          "\u00c0\u0080",
          "\u00ff",
          "\\u0000",
          "\\ud800",
          "\\udc00",
          "\\u000a",
          "id: 7",
          "data: {}",
          "\"data\":{}",
          "\"data\":null",
          "\"chunk_id\":1,",
          "\"chunk_id\":2147483647,",
          "\"chunk_id\":2147483648,",
          "\"block_id\":\"b\",",
          "\"parent_block_id\":\"b\",",
          "\"type\":\"ready\",",
          "\"block_type\":\"form\",",
          "\"block_type\":\"exit\",",
          "\"block_type\":\"\",",
          "\"event_class\":\"control\",",
          "\"timestamp\":\"9999-12-31T23:59:59.999999Z\",");

  private static final List<String> TYPES =
      Stream.concat(
              Stream.of(BlockType.values()).map(BlockType::wireName), Stream.of("kwargs", "", "é"))
          .toList();

  /** Of the event, and of the data of all block types. */
  private static final List<String> MEMBERS =
      List.of(
          "content",
          "columns",
          "rows",
          "border",
          "data",
          "x",
          "y",
          "colour",
          "horizontal",
          "stack",
          "label",
          "options",
          "min_value",
          "max_value",
          "default_value",
          "step",
          "default_date",
          "message",
          "status",
          "n",
          "value",
          "block_type",
          "exit_code",
          "reason",
          "return_type",
          "return_value",
          "duration_seconds",
          "error",
          "error_type",
          "stderr",
          "app_name",
          "stream",
          "end_of_input");

  private static final List<String> IDS = List.of("a", "b", "c", "f", "", "\\ud800", "é");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "2",
          "1.5",
          "1e400",
          "-0.0",
          "NaN",
          "Infinity",
          "2147483648",
          "9223372036854775808",
          "\"\"",
          "\"horizontal\"",
          "\"open\"",
          "\"awaiting\"",
          "\"active\"",
          "\"2026-02-29\"",
          "\"2026-11-22\"",
          "[]",
          "[\"a\",\"b\"]",
          "[1,null]",
          "[[1],[2,3]]",
          "[{\"x\":1}]",
          "{}",
          "{\"error_type\":1,\"stderr\":[1]}");

  /** Questions that are as they should be, and the forms that some are in. */
  private static final List<String> ASKED =
      List.of(
          "text_input\",\"data\":{\"label\":null}",
          "buttons\",\"data\":{\"options\":[\"a\",\"b\"],\"label\":null}",
          "slider\",\"data\":{\"min_value\":1,\"max_value\":9,\"step\":1,\"label\":null}",
          "date_picker\",\"data\":{\"default_date\":\"2026-11-22\",\"label\":null}",
          "form\",\"data\":{\"border\":true,\"status\":\"open\"}",
          "form\",\"data\":{\"border\":true,\"status\":\"awaiting\"}",
          "columns\",\"data\":{\"n\":2,\"border\":false}");

  private static final List<String> ANSWERS =
      List.of(
          "\"x\"",
          "\"a\"",
          "\"b\"",
          "5",
          "9.0",
          "\"2026-11-22\"",
          "{}",
          "{\"a\":\"x\"}",
          "{\"a\":5}",
          "{\"a\":\"x\",\"b\":5}",
          "{\"b\":\"a\",\"c\":\"2026-11-22\"}");

  private final List<byte[]> events;
  private final List<String> values;

  /**
   * Output of many shapes.
   *
   * @param random chooses the events and values that all lines are made of: jqwik takes its time
   */
  public HostileOutput(Random random) {
    events = some(AnyEvent.events(), random).map(OutputEvent::json).toList();
    values = some(AnyEvent.values(), random).map(Json::text).toList();
  }

  private static <T> Stream<T> some(Arbitrary<T> arbitrary, Random random) {
    RandomGenerator<T> generator = arbitrary.generator(1000);
    return Stream.generate(() -> generator.next(random).value()).limit(SHAPES);
  }

  /** One line without its end; but damage may have put ends into it. */
  public byte[] line(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> oneOf(random, events);
      case 1, 2 -> asked(random);
      case 3 -> damaged(oneIn(2, random) ? oneOf(random, events) : asked(random), random, WORDS);
      case 4, 5, 6 -> members(random).getBytes(StandardCharsets.UTF_8);
      case 7 -> damaged(members(random).getBytes(StandardCharsets.UTF_8), random, WORDS);
      case 8 -> Bytes.of(words(random, 40));
      default -> any(random, 200);
    };
  }

  /** A few words, many times: what takes more than its share of time or memory shows here. */
  public byte[] unit(Random random) {
    return Bytes.of((oneIn(2, random) ? "{" : "") + words(random, 3));
  }

  private static String words(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most); i >= 0; i--) {
      text.append(oneOf(random, WORDS));
    }
    return text.toString();
  }

  private static byte[] asked(Random random) {
    String parent = oneIn(2, random) ? "null" : '"' + oneOf(random, IDS) + '"';
    return Bytes.of(
        "{\"block_id\":\"%s\",\"parent_block_id\":%s,\"block_type\":\"%s}"
            .formatted(oneOf(random, IDS), parent, oneOf(random, ASKED)));
  }

  /** An answer that some question takes. */
  public static String answer(Random random) {
    return oneOf(random, ANSWERS);
  }

  private String members(Random random) {
    StringBuilder text = new StringBuilder("{\"block_type\":\"" + oneOf(random, TYPES) + '"');
    text.append(",\"data\":{");
    String comma = "";
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(comma).append('"').append(oneOf(random, MEMBERS)).append("\":");
      text.append(value(random));
      comma = ",";
    }
    text.append('}');
    for (String name : List.of("block_id", "parent_block_id")) {
      if (oneIn(2, random)) {
        text.append(",\"%s\":\"%s\"".formatted(name, oneOf(random, IDS)));
      }
    }
    for (String name :
        List.of("chunk_id", "timestamp", "app", "event_class", "data", "type", "block_id")) {
      if (oneIn(8, random)) {
        text.append(",\"%s\":%s".formatted(name, value(random)));
      }
    }
    return text.append('}').toString();
  }

  /** Any value, as JSON or as what Python writes. */
  public String value(Random random) {
    return oneIn(3, random) ? oneOf(random, values) : oneOf(random, VALUES);
  }
}
