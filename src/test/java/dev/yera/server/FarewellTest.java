package dev.yera.server;

import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

class FarewellTest {
  @Test
  void whatNeverBeganHasNoEnd() {
    assertThatNoException().isThrownBy(() -> new Farewell().destroy());
  }
}
