package dev.yera.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
  /** Lines as text, and whether one was too long. */
  private static final class Lines implements LineSplitter.Lines {
    final List<String> lines = new ArrayList<>();
    int tooLong;

    @Override
    public void line(byte[] bytes, int offset, int length) {
      assertThat(tooLong).isZero();
      lines.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void tooLong() {
      tooLong++;
    }
  }

  private static Lines split(int longest, String... reads) {
    Lines lines = new Lines();
    LineSplitter splitter = new LineSplitter(longest, lines);
    for (String read : reads) {
      byte[] bytes = read.getBytes(StandardCharsets.UTF_8);
      splitter.put(bytes, bytes.length);
    }
    splitter.end();
    return lines;
  }

  @Test
  void aLineEndsWithLfOrCrLf() {
    assertThat(split(10, "a\nb\r\n\n\r\nc").lines).containsExactly("a", "b", "", "", "c");
  }

  @Test
  void aCrInsideALineIsPartOfIt() {
    assertThat(split(10, "a\rb\n\rc\r\r\n").lines).containsExactly("a\rb", "\rc\r");
  }

  @Test
  void aLineMayComeInPieces() {
    assertThat(split(10, "a", "b", "c\nd", "\r", "\ne").lines).containsExactly("abc", "d", "e");
  }

  @Test
  void onlyTheGivenLengthOfTheBufferCounts() {
    Lines lines = new Lines();
    LineSplitter splitter = new LineSplitter(10, lines);
    splitter.put(new byte[] {'a', '\n', 'b', '\n'}, 3);
    splitter.end();
    assertThat(lines.lines).containsExactly("a", "b");
  }

  @Test
  void theLongestLineIsTakenWithEitherEnd() {
    assertThat(split(3, "abc\nabc\r\nabc").lines).containsExactly("abc", "abc", "abc");
    assertThat(split(3, "ab", "c\nab", "c\r", "\nabc").lines).containsExactly("abc", "abc", "abc");
  }

  @Test
  void aLongerLineIsToldOnceAndNothingAfterIt() {
    for (String[] reads :
        new String[][] {
          {"ok\nabcd\nafter\n"},
          {"ok\nab", "cd", "ef\n", "after\n"},
          {"ok\n", "abcd"},
          {"ok\nabcd", "\r\n", "after"},
          {"ok\nabc\rd\n"}
        }) {
      Lines lines = split(3, reads);
      assertThat(lines.lines).containsExactly("ok");
      assertThat(lines.tooLong).isEqualTo(1);
    }
  }

  @Test
  void anEndlessLineTakesNoMoreMemoryThanTheLongest() {
    Lines lines = new Lines();
    LineSplitter splitter = new LineSplitter(100_000, lines);
    byte[] piece = new byte[60_000];
    splitter.put(piece, piece.length);
    assertThat(lines.tooLong).isZero();
    splitter.put(piece, piece.length);
    assertThat(lines.tooLong).isEqualTo(1);
  }

  @Provide
  Arbitrary<String> output() {
    return Arbitraries.of("a", "é", "😀", "\n", "\r\n", "\r", "bc", "\0")
        .list()
        .ofMaxSize(40)
        .map(pieces -> String.join("", pieces));
  }

  @Property
  void theLinesDoNotDependOnHowTheyCame(
      @ForAll("output") String output, @ForAll @IntRange(min = 1, max = 7) int step) {
    Lines whole = split(1000, output);
    Lines cut = new Lines();
    LineSplitter splitter = new LineSplitter(1000, cut);
    byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += step) {
      byte[] read = Arrays.copyOfRange(bytes, at, Math.min(at + step, bytes.length));
      splitter.put(read, read.length);
    }
    splitter.end();
    assertThat(cut.lines).isEqualTo(whole.lines);
    String last = output.endsWith("\n") || output.isEmpty() ? output : output + "\n";
    assertThat(String.join("", whole.lines.stream().map(line -> line + "\n").toList()))
        .isEqualTo(last.replace("\r\n", "\n"));
  }
}
