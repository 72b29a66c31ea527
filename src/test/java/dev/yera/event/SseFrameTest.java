package dev.yera.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseFrameTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 9, 10, 99, 100, 12_345, Integer.MAX_VALUE, Long.MAX_VALUE})
  void isAnIdAnObjectAndAnEmptyLine(long id) {
    byte[] payload = "...{\"a\":\"é\"}...".getBytes(StandardCharsets.UTF_8);
    byte[] to = new byte[100];
    int end = SseFrame.write(id, payload, 3, payload.length - 6, to, 10);
    assertThat(new String(to, 10, end - 10, StandardCharsets.UTF_8))
        .isEqualTo("id: " + id + "\ndata: {\"a\":\"é\"}\n\n");
    assertThat(SseFrame.size(id, payload.length - 6)).isEqualTo(end - 10);
  }

  @Test
  void aCommentIsALineThatNoClientShows() {
    assertThat(SseFrame.comment("still here")).asString().isEqualTo(": still here\n\n");
  }

  @Test
  void aStreamBeginsWithACommentAndTheTimeToComeBackAfter() {
    assertThat(SseFrame.opening(2000)).asString().isEqualTo(": yera\nretry: 2000\n\n");
  }
}
