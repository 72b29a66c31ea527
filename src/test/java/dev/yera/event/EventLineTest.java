package dev.yera.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLineTest {
  private static final String WHOLE =
      "{\"event_class\":\"content\",\"block_type\":\"markdown\",\"block_id\":\"b\","
          + "\"data\":{\"content\":\"hi\"},\"timestamp\":\"2026-11-22T10:00:00.123456Z\","
          + "\"chunk_id\":3,\"app\":{\"name\":\"a\",\"instance_id\":0},\"parent_block_id\":null}";

  private static EventLine parse(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return EventLine.parse(bytes, 0, bytes.length);
  }

  private static String changed(String part, String by) {
    assertThat(WHOLE).contains(part);
    return WHOLE.replace(part, by);
  }

  @Test
  void aChunkThatHasAllMembersNeedsNothing() {
    assertThat(parse(WHOLE)).isEqualTo(new EventLine.Whole("b", 3));
    assertThat(parse(changed("markdown", "text"))).isEqualTo(new EventLine.Whole("b", 3));
    assertThat(parse(changed(":null", ":\"p\""))).isEqualTo(new EventLine.Whole("b", 3));
    assertThat(parse(changed("hi", "é 😀 \\n \\ud83d"))).isEqualTo(new EventLine.Whole("b", 3));
  }

  @Test
  void onlyTheRangeIsLookedAt() {
    byte[] bytes = ("junk" + WHOLE + "junk").getBytes(StandardCharsets.UTF_8);
    assertThat(EventLine.parse(bytes, 4, bytes.length - 8)).isEqualTo(new EventLine.Whole("b", 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // left out
        "\"parent_block_id\":null} -> \"x\":null}",
        "\"chunk_id\":3, -> ",
        // not as it has to be
        "\"content\",\"block_type\" -> \"prompt\",\"block_type\"",
        "markdown -> table",
        "\"block_id\":\"b\" -> \"block_id\":\"\"",
        "\"block_id\":\"b\" -> \"block_id\":7",
        "{\"content\":\"hi\"} -> {\"content\":7}",
        "{\"content\":\"hi\"} -> {}",
        "10:00:00.123456Z -> 10:00:00Z",
        "2026-11-22 -> 2026-02-30",
        "\"chunk_id\":3 -> \"chunk_id\":-3",
        "\"chunk_id\":3 -> \"chunk_id\":3.0",
        "\"chunk_id\":3 -> \"chunk_id\":3000000000",
        "\"instance_id\":0 -> \"instance_id\":-1",
        "\"parent_block_id\":null -> \"parent_block_id\":\"\"",
        // more than there has to be
        "{\"content\":\"hi\"} -> {\"content\":\"hi\",\"more\":NaN}",
        "\"instance_id\":0 -> \"instance_id\":0,\"more\":NaN",
        "\"parent_block_id\":null} -> \"parent_block_id\":null,\"more\":1}",
        "\"chunk_id\":3 -> \"chunk_id\":3,\"chunk_id\":4"
      })
  void anyOtherEventIsLookedAt(String change) {
    String[] sides = change.split(" -> ", -1);
    assertThat(parse(changed(sides[0], sides[1]))).isInstanceOf(EventLine.Partial.class);
  }

  @Test
  void aCompletedEventSaysWhatTheTreeSays() {
    String twice = changed("\"data\":{", "\"data\":{\"content\":\"first\"},\"data\":{");
    EventLine.Partial partial = (EventLine.Partial) parse(twice);
    assertThat(partial.members()).containsEntry("data", Json.read("{\"content\":\"hi\"}"));
  }

  @Test
  void aWorkerSaysThatItIsReady() {
    assertThat(parse("{\"type\":\"ready\"}")).isEqualTo(new EventLine.Ready());
    assertThat(parse("{\"type\":\"ready\",\"block_type\":\"markdown\"}"))
        .isInstanceOf(EventLine.Partial.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "{\"block_type\":",
        "[1]",
        "null",
        "5",
        "{} {}",
        "{\"a\":1} trailing",
        "{'a':1}"
      })
  void whatIsNoJsonObjectIsStray(String line) {
    assertThat(parse(line)).isEqualTo(new EventLine.Stray(line));
  }

  @Test
  void whiteSpaceAroundTheObjectDoesNotMatter() {
    assertThat(parse(" \t" + WHOLE + " ")).isInstanceOf(EventLine.Partial.class);
    assertThat(parse("  " + WHOLE)).isIn(new EventLine.Whole("b", 3), partial());
  }

  private static EventLine partial() {
    return new EventLine.Partial(Wire.members(WHOLE));
  }

  @Test
  void bytesThatAreNoUtf8BecomeReplacementCharacters() {
    byte[] bytes = WHOLE.replace("hi", "h?").getBytes(StandardCharsets.UTF_8);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("h?") + 1] = (byte) 0xFF;
    EventLine.Partial partial = (EventLine.Partial) EventLine.parse(bytes, 0, bytes.length);
    assertThat(partial.members()).containsEntry("data", Json.read("{\"content\":\"h\uFFFD\"}"));
    byte[] stray = {'h', (byte) 0xC3};
    assertThat(EventLine.parse(stray, 0, 2)).isEqualTo(new EventLine.Stray("h\uFFFD"));
  }

  @Test
  void aReplacementCharacterOfTheAppsOwnStays() {
    EventLine.Partial partial = (EventLine.Partial) parse(changed("hi", "\uFFFD"));
    assertThat(partial.members()).containsEntry("data", Json.read("{\"content\":\"\uFFFD\"}"));
  }

  @Test
  void separatorsThatOnlyJavaScriptEndsLinesAtAreNotLineEnds() {
    for (String separator : List.of("\u2028", "\u2029", "\u0085")) {
      assertThat(parse(changed("hi", separator))).isEqualTo(new EventLine.Whole("b", 3));
    }
  }
}
