package dev.yera.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventPropertiesTest {
  @Provide
  Arbitrary<OutputEvent> events() {
    return AnyEvent.events();
  }

  @Provide
  Arbitrary<Object> values() {
    return AnyEvent.values();
  }

  @Provide
  Arbitrary<String> texts() {
    return AnyEvent.texts();
  }

  @Property
  void anyEventThroughJsonComesBackTheSame(@ForAll("events") OutputEvent event) {
    assertThat(Wire.complete(event.json())).isEqualTo(event);
  }

  @Property
  void anyEventIsOneLineOfUtf8WithAllEightMembers(@ForAll("events") OutputEvent event) {
    byte[] json = event.json();
    assertThat(new String(json, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8))
        .isEqualTo(json);
    for (byte b : json) {
      assertThat(b < 0 || b >= ' ').isTrue();
    }
    assertThat(Wire.members(json).keySet())
        .containsExactly(
            "event_class",
            "block_type",
            "block_id",
            "data",
            "timestamp",
            "chunk_id",
            "app",
            "parent_block_id");
  }

  @Property
  void anyLineOfOursIsReadAsTheEventItIs(@ForAll("events") OutputEvent event) {
    byte[] json = event.json();
    EventLine line = EventLine.parse(json, 0, json.length);
    if (line instanceof EventLine.Whole whole) {
      assertThat(whole).isEqualTo(new EventLine.Whole(event.blockId().value(), event.chunkId()));
    } else {
      assertThat(line).isEqualTo(new EventLine.Partial(Wire.members(json)));
    }
  }

  @Property
  void anyValueThroughJsonComesBackTheSame(@ForAll("values") Object value) {
    assertThat(Json.read(Json.bytes(value))).isEqualTo(value);
  }

  @Property
  void anyAnswerReachesTheAppTheSame(
      @ForAll("texts") String block, @ForAll("texts") String type, @ForAll("values") Object value) {
    InputEvent.Input input = new InputEvent.Input(block, type, value);
    assertThat(InputEvent.read(new String(input.json(), StandardCharsets.UTF_8))).isEqualTo(input);
  }

  @Property
  void anyArgumentReachesTheAppTheSame(@ForAll("values") Object value) {
    InputEvent.Start start =
        new InputEvent.Start(
            "session",
            "some.app",
            Collections.singletonList(value),
            Map.of(),
            List.of(),
            null,
            StartUser.UNKNOWN);
    assertThat(InputEvent.read(new String(start.json(), StandardCharsets.UTF_8))).isEqualTo(start);
  }
}
