package dev.yera.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.block.FileType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypeTest {
  @ParameterizedTest
  @CsvSource({
    "text/CSV; charset=utf-8, a.png, text/csv",
    ", a.PNG, image/png",
    "application/octet-stream, a.png, image/png",
    "'a/b\r\nX: y', a.csv, text/csv",
    "nonsense, a.unknown, application/octet-stream",
    ", noending, application/octet-stream"
  })
  void itIsWhatItsSenderSaysOrElseWhatItsNameSays(String said, String name, String type) {
    assertThat(FileType.of(said, name)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, true",
    "image/svg+xml, false",
    "video/mp4, true",
    "audio/ogg, true",
    "application/pdf, true",
    "text/html, false",
    "application/octet-stream, false"
  })
  void onlyWhatCannotRunIsShown(String type, boolean isShown) {
    assertThat(FileType.isShown(type)).isEqualTo(isShown);
  }

  @Test
  void wishesAreTypesAndEndings() {
    assertThat(FileType.isOneOf(List.of(), "a", "x/y")).isTrue();
    assertThat(FileType.isOneOf(List.of("image/*"), "a", "image/png")).isTrue();
    assertThat(FileType.isOneOf(List.of("image/*"), "a", "imagery/png")).isFalse();
    assertThat(FileType.isOneOf(List.of("text/plain", ".CSV"), "a.csv", "x/y")).isTrue();
    assertThat(FileType.isOneOf(List.of(".csv"), "csv", "text/csv")).isFalse();
    assertThat(List.of(".csv", "image/*", "*/*", "text/plain")).allMatch(FileType::isWish);
    assertThat(List.of("csv", "*", ".", "image/", "a b/c", "")).noneMatch(FileType::isWish);
  }
}
