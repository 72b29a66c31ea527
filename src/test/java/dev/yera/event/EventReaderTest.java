package dev.yera.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.json.Json;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way for the next chunk of a block comes to what the long way comes to. */
class EventReaderTest {
  private static final String FIRST =
      "{\"event_class\":\"content\",\"block_type\":\"markdown\",\"block_id\":\"b\","
          + "\"data\":{\"content\":\"first, \\\"{chunk_id}\\\"\"},"
          + "\"timestamp\":\"2026-11-22T10:00:59.123456Z\",\"chunk_id\":0,"
          + "\"app\":{\"name\":\"a\",\"instance_id\":0},\"parent_block_id\":null}";

  private static byte[] utf8(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private static String chunk(String content, String timestamp, String chunkId) {
    return FIRST
        .replace("first, \\\"{chunk_id}\\\"", content)
        .replace("2026-11-22T10:00:59.123456Z", timestamp)
        .replace("\"chunk_id\":0", "\"chunk_id\":" + chunkId);
  }

  private static ChunkPattern pattern(String line) {
    return ChunkPattern.of(utf8(line), 0, utf8(line).length);
  }

  private static int shortWay(String line) {
    byte[] bytes = utf8("junk" + line + "junk");
    return pattern(FIRST).chunkOf(bytes, 4, bytes.length - 8);
  }

  /** Both ways, for a line that comes after {@link #FIRST}. */
  private static void assertBothWaysAgree(byte[] line) {
    EventReader reader = new EventReader();
    reader.read(utf8(FIRST), 0, utf8(FIRST).length);
    assertThat(reader.read(line, 0, line.length)).isEqualTo(EventLine.parse(line, 0, line.length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "a longer one", "é 😀", "\\n \\\" \\\\", "{\\\"a\\\":1}", "\u2028"})
  void theNextChunkTakesTheShortWay(String content) {
    String next = chunk(content, "2026-11-22T10:00:00.000000Z", "17");
    assertThat(shortWay(next)).isEqualTo(17);
    assertBothWaysAgree(utf8(next));
  }

  @Test
  void membersMayBeWrittenWithSpaces() {
    String spaced = FIRST.replace("\":", "\": ").replace(",\"", ", \"");
    byte[] next = utf8(spaced.replace("\"chunk_id\": 0", "\"chunk_id\": 1"));
    assertThat(pattern(spaced).chunkOf(next, 0, next.length)).isEqualTo(1);
  }

  @Test
  void inAnotherOrderThereIsNoShortWay() {
    String chunkId = "\"chunk_id\":0,";
    String first =
        FIRST.replace(chunkId, "").replace("{\"event_class\"", "{" + chunkId + "\"event_class\"");
    assertThat(EventLine.parse(utf8(first), 0, utf8(first).length))
        .isInstanceOf(EventLine.Whole.class);
    assertThat(pattern(first)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"chunk_id\":0 -> \"chunk_id\":00",
        "\"chunk_id\":0 -> \"chunk_id\":-1",
        "\"chunk_id\":0 -> \"chunk_id\":1.0",
        "\"chunk_id\":0 -> \"chunk_id\":1e1",
        "\"chunk_id\":0 -> \"chunk_id\":3000000000",
        "\"chunk_id\":0 -> \"chunk_id\":",
        ":59.123456Z -> :60.123456Z",
        ":59.123456Z -> :59.12345Z",
        ":59.123456Z -> :59.123456",
        ":59.123456Z -> :5a.123456Z",
        "10:00 -> 10:01",
        "first -> \\u0041",
        "first -> \\x",
        "first -> \t",
        "first -> \"",
        "first -> \uFFFD",
        "\"b\" -> \"c\"",
        "null} -> null}}",
        "null} -> null",
      })
  void whatDoesNotFitGoesTheLongWay(String change) {
    String[] parts = change.split(" -> ", -1);
    assertThat(FIRST).contains(parts[0]);
    String line = FIRST.replace(parts[0], parts[1]);
    assertThat(shortWay(line)).isEqualTo(-1);
    assertBothWaysAgree(utf8(line));
  }

  @Test
  void everyBeginningOfALineGoesTheLongWay() {
    byte[] line = utf8(FIRST);
    for (int length = 0; length < line.length; length++) {
      assertThat(pattern(FIRST).chunkOf(line, 0, length)).as("%d bytes", length).isEqualTo(-1);
    }
  }

  @Provide
  Arbitrary<String> contents() {
    return AnyEvent.texts().map(text -> Json.text(text)).map(s -> s.substring(1, s.length() - 1));
  }

  @Property
  void anyTextAgrees(@ForAll("contents") String content, @ForAll @IntRange(min = 0) int chunk) {
    assertBothWaysAgree(
        utf8(chunk(content, "2026-11-22T10:00:01.000000Z", Integer.toString(chunk))));
  }

  @Provide
  Arbitrary<String> fragments() {
    return Arbitraries.of(
        "\"", "\\", "{", "}", ":", ",", "0", "9", "-", ".", "Z", "\t", "\uFEFF", "\\u0000", "é",
        " ");
  }

  @Property(tries = 5000)
  void aDamagedLineAgrees(
      @ForAll("fragments") String fragment,
      @ForAll @IntRange(max = 300) int at,
      @ForAll @IntRange(max = 3) int cut) {
    int start = Math.min(at, FIRST.length());
    int end = Math.min(start + cut, FIRST.length());
    assertBothWaysAgree(utf8(FIRST.substring(0, start) + fragment + FIRST.substring(end)));
  }

  @Property(tries = 5000)
  void aLineWithADamagedByteAgrees(@ForAll byte damaged, @ForAll @IntRange(max = 300) int at) {
    byte[] line = utf8(chunk("h é 😀 i", "2026-11-22T10:00:01.000000Z", "12"));
    line[Math.min(at, line.length - 1)] = damaged;
    assertBothWaysAgree(line);
  }
}
