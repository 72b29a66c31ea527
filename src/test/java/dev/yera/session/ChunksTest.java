package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChunksTest {
  private final Chunks chunks = new Chunks();

  private int say(String block) {
    int chunk = chunks.next(block);
    chunks.seen(block, chunk);
    return chunk;
  }

  @Test
  void aBlockCountsItsOwnChunksFromZero() {
    assertThat(say("a")).isEqualTo(0);
    assertThat(say("a")).isEqualTo(1);
    assertThat(say("b")).isEqualTo(0);
    assertThat(say("a")).isEqualTo(2);
    assertThat(say("b")).isEqualTo(1);
    assertThat(say("a")).isEqualTo(3);
  }

  @Test
  void askingDoesNotCount() {
    assertThat(chunks.next("a")).isEqualTo(0);
    assertThat(chunks.next("a")).isEqualTo(0);
  }

  @Test
  void theAppsOwnNumberCounts() {
    chunks.seen("a", 41);
    assertThat(say("a")).isEqualTo(42);
    assertThat(say("b")).isEqualTo(0);
    assertThat(say("a")).isEqualTo(43);
  }

  @Test
  void afterTheHighestNumberItBeginsAnew() {
    chunks.seen("a", Integer.MAX_VALUE);
    assertThat(chunks.next("a")).isEqualTo(0);
  }

  @Test
  void aBlockIsRememberedWhileThousandsSpeak() {
    say("a");
    for (int i = 0; i < 9_000; i++) {
      say("other" + i);
    }
    assertThat(chunks.next("a")).isEqualTo(1);
  }
}
