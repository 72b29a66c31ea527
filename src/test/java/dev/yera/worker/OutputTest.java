package dev.yera.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.AppCall;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Markdown;
import dev.yera.event.block.TextInput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What somebody waits for leaves on the thread that says it: here there is no other. */
class OutputTest {
  private static final Instant NOW = Instant.parse("2026-11-26T14:00:00Z");

  private final ByteArrayOutputStream server = new ByteArrayOutputStream();
  private final Output output = new Output(server);

  @Test
  void whatComesAfterAPauseLeavesAtOnce() {
    say(new Markdown("first"));
    assertThat(left()).contains("first");
  }

  @Test
  void aQuestionLeavesAtOnceWithWhatWasSaidBefore() {
    say(new Markdown("first"));
    say(new Markdown("second"));
    say(new TextInput("third?"));
    assertThat(left()).containsSubsequence("first", "second", "third?");
  }

  @Test
  void whatAnAnswerCausesLeavesAtOnce() {
    say(new TextInput("question?"));
    output.answered();
    say(new Markdown("effect"));
    assertThat(left()).containsSubsequence("question?", "effect");
  }

  @Test
  void whatFillsTheBufferDoesNotWait() {
    String piece = "x".repeat(4000);
    for (int i = 0; i < 6; i++) {
      say(new Markdown(piece));
    }
    assertThat(left().lines().count()).isGreaterThanOrEqualTo(5);
  }

  private void say(Block block) {
    output.send(new OutputEvent(new BlockId("b"), block, NOW, 0, AppCall.first("an.app"), null));
  }

  private String left() {
    return server.toString(StandardCharsets.UTF_8);
  }
}
