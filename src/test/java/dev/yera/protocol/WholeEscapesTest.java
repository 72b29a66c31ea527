package dev.yera.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No piece of a terminal's output ends within an escape sequence. */
class WholeEscapesTest {
  /**
   * ECMA-48, section 5.4 and 5.6, as an expression: written from the standard, not from the code.
   */
  private static final Pattern WHOLE =
      Pattern.compile(
          "(?:[^\\x1b\\x90\\x98\\x9b\\x9d-\\x9f]"
              + "|\\x1b[ -/]*[0-OQ-WYZ\\\\`-~]"
              + "|(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]"
              + "|(?:\\x1b[]PX^_]|[\\x90\\x98\\x9d-\\x9f])[^\\x07\\x18\\x1a\\x1b\\x9c]*(?:\\x07|\\x9c|\\x1b\\\\))*",
          Pattern.DOTALL);

  private static List<String> pieces(List<String> given) {
    WholeEscapes escapes = new WholeEscapes();
    List<String> pieces = new ArrayList<>();
    given.forEach(each -> pieces.add(escapes.next(each)));
    pieces.add(escapes.end());
    return pieces;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[31m",
        "\u001b[?1049h",
        "\u001b[38;2;1;2;3m",
        "\u001b(B",
        "\u001b7",
        "\u001b]0;a title\u0007",
        "\u001b]8;;http://x\u001b\\",
        "\u001bP$qm\u001b\\",
        "\u009b31m",
        "\u009d0;title\u009c"
      })
  void aSequenceComesWholeWhereverItIsCut(String sequence) {
    for (int i = 1; i < sequence.length(); i++) {
      assertThat(pieces(List.of("a" + sequence.substring(0, i), sequence.substring(i) + "b")))
          .as("cut at " + i)
          .containsExactly("a", sequence + "b", "");
    }
  }

  @Test
  void whatNeverEndsIsPassedOnAtLast() {
    String open = "\u001b]0;" + "x".repeat(20_000);
    assertThat(pieces(List.of(open, "y"))).containsExactly(open, "y", "");
    assertThat(pieces(List.of("a\u001b["))).containsExactly("a", "\u001b[");
  }

  @Test
  void cancelEndsASequence() {
    assertThat(pieces(List.of("\u001b[3\u0018", "b"))).containsExactly("\u001b[3\u0018", "b", "");
  }

  @Property
  void nothingIsLostWhateverIsPrinted(@ForAll("printed") List<String> given) {
    assertThat(String.join("", pieces(given))).isEqualTo(String.join("", given));
  }

  @Property
  void eachPieceIsWholeIfAllIs(@ForAll("sequences") List<String> sequences, @ForAll int seed) {
    String all = String.join("", sequences);
    List<String> cut = new ArrayList<>();
    java.util.Random random = new java.util.Random(seed);
    for (int at = 0; at < all.length(); ) {
      int end = Math.min(all.length(), at + 1 + random.nextInt(7));
      cut.add(all.substring(at, end));
      at = end;
    }
    List<String> pieces = pieces(cut);
    assertThat(String.join("", pieces)).isEqualTo(all);
    assertThat(pieces).allMatch(piece -> WHOLE.matcher(piece).matches());
  }

  @Provide
  Arbitrary<List<String>> printed() {
    Arbitrary<String> any =
        Arbitraries.oneOf(
            Arbitraries.strings()
                .withChars(
                    '\u001b', '[', ']', 'P', '\\', '\u0007', ';', '1', 'm', 'h', ' ', '\u009b')
                .withChars('\u0018', '\u009d', '\u009c', 'x', 'ä')
                .ofMaxLength(12),
            Arbitraries.strings().ofMaxLength(20));
    return any.list().ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<String>> sequences() {
    return Arbitraries.of(
            "text",
            "ä",
            "\r\n",
            "\u001b[1;31m",
            "\u001b[2J",
            "\u001b[?25l",
            "\u001b(0",
            "\u001b=",
            "\u001b]0;t\u0007",
            "\u001b]8;;u\u001b\\",
            "\u001bP1$r0m\u001b\\",
            "\u009b1m",
            "\u001b[1 q",
            "\u001b_x\u001b\\",
            "\u001bM")
        .list()
        .ofMaxSize(20);
  }
}
