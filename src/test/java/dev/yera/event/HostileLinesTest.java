package dev.yera.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.yera.event.block.MalformedEventException;
import dev.yera.event.json.Json;
import dev.yera.event.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an app writes, the line becomes an event or is refused; the server goes on. */
class HostileLinesTest {
  private static final String WHOLE =
      "{\"event_class\":\"content\",\"block_type\":\"markdown\",\"block_id\":\"b\","
          + "\"data\":{\"content\":\"h i\"},\"timestamp\":\"2026-11-22T10:00:00.123456Z\","
          + "\"chunk_id\":3,\"app\":{\"name\":\"a\",\"instance_id\":0},\"parent_block_id\":null}";

  /** What the viewers would get of a line; null if nothing. */
  private static byte[] sent(byte[] line) {
    EventLine parsed = EventLine.parse(line, 0, line.length);
    if (parsed instanceof EventLine.Whole) {
      return line;
    }
    if (parsed instanceof EventLine.Partial partial) {
      try {
        return Wire.receive(Json.text(partial.members())).event().json();
      } catch (MalformedEventException refused) {
        return null;
      }
    }
    return null;
  }

  private static String sent(String line) {
    byte[] sent = sent(line.getBytes(StandardCharsets.UTF_8));
    return sent == null ? null : new String(sent, StandardCharsets.UTF_8);
  }

  @Test
  void aByteOrderMarkDoesNotReachTheViewers() {
    assertThat(sent("\uFEFF" + WHOLE)).isEqualTo(WHOLE);
  }

  @Test
  void aRawCarriageReturnDoesNotBreakTheFrame() {
    assertThat(sent(WHOLE.replace("h i", "h\ri"))).isNull();
    assertThat(sent(WHOLE.replace(",\"data\"", ",\r\"data\""))).isEqualTo(WHOLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "\u0001", "\t", "\u001b[31m", "\b"})
  void aRawControlCharacterIsNoJson(String control) {
    String line = WHOLE.replace("h i", control);
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    assertThat(EventLine.parse(bytes, 0, bytes.length)).isEqualTo(new EventLine.Stray(line));
  }

  @ParameterizedTest
  @ValueSource(ints = {600, 100_000, 1_000_000})
  void deepNestingIsRefusedAndOverflowsNothing(int depth) {
    for (String open : new String[] {"[", "{\"a\":", "{\"block_type\":\"x\",\"data\":{\"a\":["}) {
      String line = open.repeat(depth);
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      assertThat(EventLine.parse(bytes, 0, bytes.length)).isInstanceOf(EventLine.Stray.class);
    }
    assertThat(sent(WHOLE.replace("\"h i\"", "[".repeat(depth) + "]".repeat(depth)))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "-1e999999999",
        "1e-999999999",
        "1e2147483647",
        "1e-2147483647",
        "1e2147483648",
        "1e99999999999999999999",
        "123456789012345678901234567890.5e999999999"
      })
  void aNumberThatIsShortToWriteAndLongToComputeCostsNothing(String number) {
    for (String data :
        new String[] {
          "\"block_type\":\"slider\",\"data\":{\"max_value\":%s}",
          "\"block_type\":\"slider\",\"data\":{\"min_value\":%s}",
          "\"block_type\":\"slider\",\"data\":{\"step\":%s,\"default_value\":%1$s}",
          "\"block_type\":\"table\",\"data\":{\"rows\":[[%s]]}",
          "\"block_type\":\"exit\",\"data\":{\"exit_code\":%s,\"duration_seconds\":%1$s}",
          "\"block_type\":\"text\",\"chunk_id\":%s"
        }) {
      String line = "{" + data.formatted(number) + "}";
      assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () -> assertThatCode(() -> sent(line)).doesNotThrowAnyException(),
          line);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "-1e400",
        "0.1e310",
        "1e99999",
        "-1e999999999",
        "NaN",
        "Infinity",
        "-Infinity"
      })
  void whatIsNoFiniteNumberIsNullHoweverDeep(String number) {
    assertThat(sent("{\"block_type\":\"mine\",\"data\":{\"n\":[{\"m\":%s}]}}".formatted(number)))
        .contains("\"data\":{\"n\":[{\"m\":null}]}");
    assertThat(
            sent("{\"block_type\":\"table\",\"data\":{\"rows\":[[%s,1e308]]}}".formatted(number)))
        .contains("[[null,1.0E308]]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "9999-12-31T23:59:59-18:00"
      })
  void aTimeThatNoClientKnowsIsReplaced(String time) {
    String sent = sent("{\"block_type\":\"text\",\"timestamp\":\"%s\"}".formatted(time));
    assertThat(sent).contains("\"timestamp\":\"2026-11-22T10:00:00.123456Z\"");
  }

  @Test
  void halfASurrogatePairInANameIsNoJson() {
    assertThat(sent("{\"block_type\":\"text\",\"data\":{\"\\ud83d\":1}}")).isNull();
  }

  @Test
  void aLongNumberIsRefusedWithTheLine() {
    for (String number :
        List.of("1".repeat(1_001), "1".repeat(100_000), "0." + "1".repeat(2_000))) {
      assertThatThrownBy(() -> Json.read("{\"n\":" + number + "}"))
          .isInstanceOf(MalformedJsonException.class)
          .hasMessage("it has a number of more than 1000 characters");
    }
    assertThat(Json.text(Json.read("1".repeat(1_000)))).hasSize(1_000);
  }

  @Provide
  Arbitrary<String> fragments() {
    return Arbitraries.of(
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "null",
        "NaN",
        "-",
        "0",
        "1e9",
        " ",
        "\r",
        "\t",
        "\uFEFF",
        "\u2028",
        "\\u0000",
        "\\ud800",
        "\"data\":{}",
        "\"chunk_id\":1,",
        "😀");
  }

  @Property(tries = 2000)
  void aDamagedLineIsAnEventOrNone(
      @ForAll("fragments") String fragment,
      @ForAll @IntRange(max = 300) int at,
      @ForAll @IntRange(max = 12) int cut) {
    int start = Math.min(at, WHOLE.length());
    int end = Math.min(start + cut, WHOLE.length());
    String line = WHOLE.substring(0, start) + fragment + WHOLE.substring(end);
    assertIsOneEventOrNone(line.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 2000)
  void aLineWithADamagedByteIsAnEventOrNone(
      @ForAll byte damaged, @ForAll @IntRange(max = 300) int at) {
    byte[] line = WHOLE.replace("h i", "h é 😀 i").getBytes(StandardCharsets.UTF_8);
    line[Math.min(at, line.length - 1)] = damaged;
    assertIsOneEventOrNone(line);
  }

  @Property
  void anyBytesAreAnEventOrNone(@ForAll byte[] line) {
    assertIsOneEventOrNone(line);
  }

  private static void assertIsOneEventOrNone(byte[] line) {
    byte[] sent = sent(line);
    if (sent != null) {
      // Nothing is left to complain about, and the bytes are what their event is rendered to.
      OutputEvent event = Wire.complete(sent);
      assertThat(Wire.members(event.json())).isEqualTo(Wire.members(sent));
      assertThat(new String(sent, StandardCharsets.UTF_8))
          .doesNotContain("\r", "\n", "\0", "\uFEFF{");
    }
  }
}
