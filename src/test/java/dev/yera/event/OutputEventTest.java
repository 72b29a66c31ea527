package dev.yera.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.event.block.BlockId;
import dev.yera.event.block.Border;
import dev.yera.event.block.MalformedEventException;
import dev.yera.event.block.Markdown;
import dev.yera.event.block.Table;
import dev.yera.event.block.Text;
import dev.yera.event.json.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputEventTest {
  @Test
  void theShortestEventIsCompletedByTheServer() {
    Wire.Received received =
        Wire.receive("{\"block_type\":\"markdown\",\"data\":{\"content\":\"hi\"}}");
    assertThat(received.event())
        .isEqualTo(
            new OutputEvent(
                new BlockId("given"),
                new Markdown("hi"),
                Wire.NOW,
                7,
                AppCall.first("given.app"),
                null));
    assertThat(received.complaints()).isEmpty();
  }

  @Test
  void whatTheAppSaysOfItsEventStands() {
    OutputEvent event =
        Wire.receive(
                """
                {"block_type":"text","block_id":"mine","chunk_id":3,"parent_block_id":"around",
                 "timestamp":"2001-02-03T04:05:06Z","app":{"name":"my.part","instance_id":2},
                 "data":{"content":"hi"}}
                """)
            .event();
    assertThat(event)
        .isEqualTo(
            new OutputEvent(
                new BlockId("mine"),
                new Text("hi"),
                Instant.parse("2001-02-03T04:05:06Z"),
                3,
                new AppCall("my.part", 2),
                new BlockId("around")));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "block_id|5",
        "data|[]",
        "data|'text'",
        "timestamp|'yesterday'",
        "timestamp|0",
        "chunk_id|1.5",
        "chunk_id|'1'",
        "chunk_id|2147483648",
        "app|'me'",
        "parent_block_id|{}"
      })
  void aMemberOfTheWrongTypeIsReplacedAndReported(String name, String value) {
    Wire.Received received =
        Wire.receive(
            "{\"block_type\":\"markdown\",\"%s\":%s}".formatted(name, value.replace('\'', '"')));
    assertThat(received.event()).isEqualTo(Wire.receive("markdown", "{}").event());
    assertThat(received.complaints()).singleElement().asString().startsWith(name + " is not");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"block_id\":\"\"",
        "\"chunk_id\":-1",
        "\"app\":{\"name\":\"x\",\"instance_id\":-1}",
        "\"app\":{}",
        "\"parent_block_id\":\"\"",
        "\"block_id\":null,\"data\":null,\"timestamp\":null,\"chunk_id\":null,\"app\":null"
      })
  void aMemberThatSaysNothingIsFilledIn(String member) {
    assertThat(Wire.receive("{\"block_type\":\"markdown\",%s}".formatted(member)).event())
        .isEqualTo(Wire.receive("markdown", "{}").event());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"block_type\":\"\"}", "{\"block_type\":1}", "{\"type\":\"x\"}"})
  void withoutABlockTypeItIsNoEvent(String line) {
    assertThatThrownBy(() -> Wire.receive(line))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageContaining("block_type");
  }

  @Test
  void timeIsCutToTheMicrosecondsOfTheWire() {
    OutputEvent event =
        new OutputEvent(
            new BlockId("b"),
            new Text(""),
            Instant.parse("2026-11-22T10:00:00.123456789Z"),
            0,
            AppCall.first("a"),
            null);
    assertThat(event.timestamp()).isEqualTo("2026-11-22T10:00:00.123456Z");
    assertThat(Wire.complete(event.json())).isEqualTo(event);
  }

  @Test
  void infiniteAndMissingNumbersAreNull() {
    OutputEvent event =
        Wire.receive("table", "{\"rows\":[[NaN,Infinity,-Infinity,1]],\"score\":NaN}").event();
    assertThat(Json.text(event.data()))
        .isEqualTo("{\"columns\":[],\"rows\":[[null,null,null,1]],\"border\":true,\"score\":null}");
    OutputEvent ours =
        new OutputEvent(
            new BlockId("b"),
            new Table(
                List.of("a", "b"),
                List.of(List.of(Double.NaN, Float.NEGATIVE_INFINITY)),
                Border.ALL),
            Wire.NOW,
            0,
            AppCall.first("a"),
            null);
    assertThat(Json.text(Wire.complete(ours.json()).data())).contains("[[null,null]]");
  }
}
