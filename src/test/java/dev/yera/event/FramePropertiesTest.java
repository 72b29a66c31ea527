package dev.yera.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.StreamException;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Markdown;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What we encode, a third party's parser reads the same. */
class FramePropertiesTest {
  @Provide
  Arbitrary<String> texts() {
    return AnyEvent.texts();
  }

  @Provide
  Arbitrary<OutputEvent> events() {
    return AnyEvent.events();
  }

  @Property
  void anyTextComesBackTheSame(
      @ForAll @Size(min = 1, max = 5) List<@From("texts") String> texts,
      @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long firstId)
      throws StreamException {
    ByteArrayOutputStream stream = opened();
    for (int i = 0; i < texts.size(); i++) {
      append(stream, firstId + i, markdown(texts.get(i)));
      stream.writeBytes(SseFrame.comment("still here"));
    }
    List<MessageEvent> messages = ThirdPartyParser.messages(stream.toByteArray());
    assertThat(messages).hasSameSizeAs(texts);
    for (int i = 0; i < texts.size(); i++) {
      MessageEvent message = messages.get(i);
      assertThat(message.getLastEventId()).isEqualTo(Long.toString(firstId + i));
      assertThat(message.getEventName()).isEqualTo("message");
      OutputEvent event = Wire.complete(message.getData().getBytes(StandardCharsets.UTF_8));
      assertThat(event.block()).isEqualTo(new Markdown(texts.get(i)));
    }
  }

  @Property
  void anyEventComesBackTheSame(@ForAll("events") OutputEvent event) throws StreamException {
    ByteArrayOutputStream stream = opened();
    append(stream, 1, event);
    MessageEvent message = ThirdPartyParser.messages(stream.toByteArray()).get(0);
    assertThat(Wire.complete(message.getData().getBytes(StandardCharsets.UTF_8))).isEqualTo(event);
  }

  private static OutputEvent markdown(String text) {
    return new OutputEvent(
        new BlockId("b"), new Markdown(text), Wire.NOW, 0, AppCall.first("some.app"), null);
  }

  private static ByteArrayOutputStream opened() {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(SseFrame.opening(2000));
    return stream;
  }

  private static void append(ByteArrayOutputStream stream, long id, OutputEvent event) {
    byte[] json = event.json();
    byte[] frame = new byte[SseFrame.size(id, json.length)];
    int end = SseFrame.write(id, json, 0, json.length, frame, 0);
    assertThat(end).isEqualTo(frame.length);
    stream.writeBytes(frame);
  }
}
