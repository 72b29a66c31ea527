package dev.yera.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no UTF-8 is replaced as the Encoding Standard of browsers says, wherever it is cut. */
class Utf8PiecesTest {
  @ParameterizedTest
  @CsvSource({
    "41e282ac42, A€B",
    "41ff42, A�B",
    "e28241, �A",
    "eda08041, ���A",
    "edb08041, ���A",
    "f09f9841, �A",
    "f0808041, ���A",
    "f490808041, ����A",
    "c0af41, ��A",
    "e282, �",
    "eda0, ��",
    "ed9f41, �A"
  })
  void whatIsNoCharacter(String hex, String expected) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    for (int cut = 0; cut <= bytes.length; cut++) {
      Utf8Pieces pieces = new Utf8Pieces();
      byte[] rest = Arrays.copyOfRange(bytes, cut, bytes.length);
      String text = pieces.next(bytes, cut) + pieces.next(rest, rest.length) + pieces.end();
      assertThat(text).as("cut at " + cut).isEqualTo(expected);
    }
  }
}
