package dev.yera.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Lines come out as they went in, whatever the pipe does with them. */
class InputTest {
  private static Input of(String text, int atOnce) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Input(
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] to, int offset, int length) {
            return super.read(to, offset, Math.min(length, atOnce));
          }
        });
  }

  @Test
  void linesAreCutAtTheirEnds() throws IOException {
    for (int atOnce = 1; atOnce < 12; atOnce++) {
      Input input = of("one\n\nzwölf 😀\nhalf", atOnce);
      assertThat(input.next()).isEqualTo("one");
      assertThat(input.next()).isEmpty();
      assertThat(input.next()).isEqualTo("zwölf 😀");
      assertThat(input.next()).isNull();
    }
  }

  @Test
  void aLineMayBeLong() throws IOException {
    String longLine = "é".repeat(100_000);
    Input input = of(longLine + "\n" + longLine + "\nend\n", 5_000);
    assertThat(input.next()).isEqualTo(longLine);
    assertThat(input.next()).isEqualTo(longLine);
    assertThat(input.next()).isEqualTo("end");
    assertThat(input.next()).isNull();
  }

  @Test
  void nothingIsTheEnd() throws IOException {
    assertThat(new Input(InputStream.nullInputStream()).next()).isNull();
  }
}
