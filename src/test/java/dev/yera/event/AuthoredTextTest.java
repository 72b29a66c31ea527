package dev.yera.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as editors save them. */
class AuthoredTextTest {
  private static final String TEXT = "{\r\n\"name\": \"Grüße 😀\"}\r\n";

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void aMarkSaysWhatItIsAndIsNoPartOfIt(String encoding) {
    byte[] file = ("\uFEFF" + TEXT).getBytes(Charset.forName(encoding));
    assertThat(AuthoredText.of(file)).isEqualTo(TEXT);
  }

  @Test
  void withoutAMarkItIsUtf8() {
    assertThat(AuthoredText.of(TEXT.getBytes(StandardCharsets.UTF_8))).isEqualTo(TEXT);
    assertThat(AuthoredText.of(new byte[0])).isEmpty();
    assertThat(AuthoredText.of("{".getBytes(StandardCharsets.UTF_8))).isEqualTo("{");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16LE, '', UTF-16 without a byte order mark",
    "UTF-16BE, '', UTF-16 without a byte order mark",
    "UTF-32LE, \uFEFF, UTF-32",
    "UTF-32BE, \uFEFF, UTF-32",
    "UTF-32BE, '', UTF-32",
    "ISO-8859-15, '', in another encoding than UTF-8"
  })
  void otherEncodingsAreRefusedByName(String encoding, String mark, String name) {
    byte[] file = (mark + TEXT.replace("😀", "")).getBytes(Charset.forName(encoding));
    assertThatThrownBy(() -> AuthoredText.of(file))
        .isInstanceOf(UnreadableEncodingException.class)
        .hasMessage("it is " + name + ": save it as UTF-8");
  }

  @Test
  void halfACharacterIsRefused() {
    byte[] file = {(byte) 0xFF, (byte) 0xFE, '{', 0, '}'};
    assertThatThrownBy(() -> AuthoredText.of(file)).hasMessageContaining("broken UTF-16");
  }
}
