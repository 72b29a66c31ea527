package dev.yera.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.AppCall;
import dev.yera.event.OutputEvent;
import dev.yera.event.StartUser;
import dev.yera.event.block.Markdown;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A long text is sent in pieces that come together again. */
class ProseTest {
  /** Hears what is said, and is asked nothing. */
  private record Heard(List<OutputEvent> events) implements Wire {
    @Override
    public void send(OutputEvent event) {
      events.add(event);
    }

    @Override
    public Object answer(OutputEvent question) {
      throw new AssertionError("prose asks nothing: " + question);
    }
  }

  private static List<String> pieces(String text) {
    List<OutputEvent> events = new ArrayList<>();
    Run run = new Run("an.app", new Heard(events), Clock.systemUTC(), null, StartUser.UNKNOWN);
    OpenBlock block = new OpenBlock(Place.top(run, AppCall.first("an.app")), run.nextBlockId());
    new Prose(block, Markdown::new).append(text);
    List<String> pieces = new ArrayList<>();
    for (OutputEvent event : events) {
      pieces.add(((Markdown) event.block()).content());
    }
    return pieces;
  }

  @Property(tries = 30)
  void noPieceIsTooLongAndNoneIsBroken(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 0x10FFFF) Integer> alphabet,
      @ForAll @IntRange(min = 1, max = 300_000) int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < length; i++) {
      int character = alphabet.get(i % alphabet.size());
      boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
      text.appendCodePoint(half ? 'x' : character);
    }
    List<String> pieces = pieces(text.toString());
    assertThat(String.join("", pieces)).isEqualTo(text.toString());
    assertThat(pieces)
        .allSatisfy(
            piece -> {
              byte[] utf8 = piece.getBytes(StandardCharsets.UTF_8);
              assertThat(utf8.length).isLessThanOrEqualTo(Prose.LONGEST_PIECE);
              assertThat(new String(utf8, StandardCharsets.UTF_8)).isEqualTo(piece);
            });
    int bytes = text.toString().getBytes(StandardCharsets.UTF_8).length;
    assertThat(pieces).hasSizeBetween(1, 1 + bytes / (Prose.LONGEST_PIECE - 4));
  }

  @Property(tries = 1)
  void whatJustFitsIsOnePiece() {
    assertThat(pieces("x".repeat(Prose.LONGEST_PIECE))).hasSize(1);
    assertThat(pieces("x".repeat(Prose.LONGEST_PIECE + 1))).hasSize(2);
    assertThat(pieces("")).containsExactly("");
  }
}
