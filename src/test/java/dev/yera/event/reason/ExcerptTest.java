package dev.yera.event.reason;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void aShortTextIsWhole() {
    assertThat(Excerpt.of("")).isEmpty();
    assertThat(Excerpt.of("x".repeat(200))).isEqualTo("x".repeat(200));
  }

  @Test
  void aLongTextIsItsBeginning() {
    assertThat(Excerpt.of("x".repeat(201))).isEqualTo("x".repeat(199) + "…");
    assertThat(Excerpt.of("xy".repeat(1_000_000))).hasSize(200).startsWith("xyxy").endsWith("x…");
  }

  @Test
  void noCharacterIsCutInTwo() {
    assertThat(Excerpt.of("x" + "🙂".repeat(100))).isEqualTo("x" + "🙂".repeat(99) + "…");
    assertThat(Excerpt.of("🙂".repeat(101))).isEqualTo("🙂".repeat(99) + "…");
  }
}
