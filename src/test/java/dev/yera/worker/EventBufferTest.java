package dev.yera.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.AnyEvent;
import dev.yera.event.AppCall;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Markdown;
import dev.yera.event.block.Speaker;
import dev.yera.event.block.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The fast way gives the bytes of the usual way. */
class EventBufferTest {
  private static final AppCall APP = new AppCall("an.app", 3);
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.000007Z");

  @Property
  void aPieceOfTextIsRenderedAsEveryEventIs(@ForAll("anyText") String content) {
    BlockId id = new BlockId("b");
    rendersAsUsual(new OutputEvent(id, new Markdown(content), NOW, 0, APP, null));
    rendersAsUsual(new OutputEvent(id, new Text(content), NOW, 12_345, APP, new BlockId("päd\"")));
  }

  @Test
  void whatHasMoreThanItsContentLosesNothing() {
    BlockId id = new BlockId("b");
    for (Block block :
        List.of(
            new Markdown("Hi", Speaker.ASSISTANT, "Ada"),
            new Markdown("Hi", Speaker.USER, null),
            new Markdown("Hi", null, "Ada"),
            new Text("lost", true))) {
      rendersAsUsual(event(id, block, NOW, 0));
    }
  }

  @Property
  void anyBlockIsRenderedAsEveryEventIs(@ForAll("anyBlock") Block block) {
    rendersAsUsual(event(new BlockId("b"), block, NOW, 0));
  }

  @Provide
  Arbitrary<Block> anyBlock() {
    return AnyEvent.blocks();
  }

  @Provide
  Arbitrary<String> anyText() {
    Arbitrary<Character> any =
        Arbitraries.oneOf(
            Arbitraries.chars().ascii(),
            Arbitraries.chars().all(),
            Arbitraries.chars().range('\ud800', '\udfff'),
            Arbitraries.of('"', '\\', '?', '\u0000', '\u007f', '\ud83d', '\ude00'));
    return any.array(char[].class).ofMaxSize(40).map(String::new);
  }

  @Test
  void successivePiecesShareWhatIsTheSame() {
    EventBuffer buffer = new EventBuffer(8);
    BlockId one = new BlockId("one");
    BlockId two = new BlockId("two");
    OutputEvent[] events = {
      event(one, new Markdown("a"), NOW, 0),
      event(one, new Markdown("b"), NOW.plusMillis(999), 1),
      event(one, new Markdown("c"), NOW.plusSeconds(1), 2),
      event(two, new Markdown("d"), NOW.minusSeconds(5), 0),
      event(two, new Text("e"), NOW, 1),
      event(one, new Text("f"), NOW, Integer.MAX_VALUE),
    };
    StringBuilder expected = new StringBuilder();
    for (OutputEvent event : events) {
      buffer.add(event);
      expected.append(usual(event));
    }
    assertThat(drained(buffer)).isEqualTo(expected.toString());
    assertThat(buffer.length()).isZero();
  }

  private static OutputEvent event(BlockId id, Block block, Instant time, int chunk) {
    return new OutputEvent(id, block, time, chunk, APP, null);
  }

  private static void rendersAsUsual(OutputEvent event) {
    EventBuffer buffer = new EventBuffer(8);
    buffer.add(event);
    assertThat(drained(buffer)).isEqualTo(usual(event));
  }

  private static String usual(OutputEvent event) {
    return new String(event.json(), StandardCharsets.UTF_8) + "\n";
  }

  private static String drained(EventBuffer buffer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      buffer.drainTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
