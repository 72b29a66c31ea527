package dev.yera.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentDispositionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "attachment; filename=a.txt | a.txt",
        "attachment; FILENAME = \"a; \\\"b\\\".txt\" ; x=y | a; \"b\".txt",
        "attachment; filename=\"a.txt\"; filename*=utf-8'en'%E2%82%AC.txt | €.txt",
        "attachment; filename*=UTF-8''a%20b; filename=c | a b",
        "attachment; filename*=latin1''a; filename=c | c",
        "attachment; filename=\"never closed | never closed"
      })
  void itSaysAName(String header, String name) {
    assertThat(ContentDisposition.name(header)).contains(name);
  }

  @ParameterizedTest
  @CsvSource({"attachment", "attachment;", "x; filename*=UTF-8''%e2%82", "x; filename*=UTF-8''%2"})
  void whatSaysNoneOrCannotBeReadSaysNone(String header) {
    assertThat(ContentDisposition.name(header)).isEmpty();
  }

  @Test
  void aLongOneIsReadAsAnyOther() {
    String name = "\\\"".repeat(100_000);
    assertThat(ContentDisposition.name("x; filename=\"" + name + "\""))
        .contains("\"".repeat(100_000));
    assertThat(ContentDisposition.name("x" + "; filename=\"".repeat(100_000))).isPresent();
    assertThat(ContentDisposition.name(null)).isEmpty();
  }
}
