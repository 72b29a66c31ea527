package dev.yera.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "_", "tools.greeter", "dev.yera.examples.Echo.echo", "a-b.c_1"})
  void partsAreJoinedByDots(String text) {
    assertThat(new AppId(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "1a", "-", "a b", "a/b", "ä", "a\n"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> new AppId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLongestHas255Characters() {
    assertThat(AppId.isValid("a".repeat(255))).isTrue();
    assertThat(AppId.isValid("a.".repeat(127) + "a")).isTrue();
    assertThat(AppId.isValid("a".repeat(256))).isFalse();
  }

  @Test
  void aHugeOneIsRefusedInFewWords() {
    String huge = "a.".repeat(440_000);
    assertThatThrownBy(() -> new AppId(huge))
        .isInstanceOfSatisfying(
            IllegalArgumentException.class, e -> assertThat(e.getMessage()).hasSizeLessThan(350));
    assertThatThrownBy(() -> new Catalog(List.of(), () -> 0L).app(huge))
        .isInstanceOfSatisfying(
            UnknownAppException.class,
            e -> {
              assertThat(e.appId()).hasSize(200).startsWith("a.a.").endsWith("…");
              assertThat(e.getMessage()).hasSizeLessThan(250);
            });
  }
}
