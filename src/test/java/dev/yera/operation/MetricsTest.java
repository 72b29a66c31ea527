package dev.yera.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.catalog.AppId;
import dev.yera.event.block.Exit;
import dev.yera.event.block.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void appsThatComeAndGoDoNotMakeLabelsWithoutEnd() {
    AppNames names = new AppNames(2);
    assertThat(names.of(new AppId("a.one"))).isEqualTo("a.one");
    assertThat(names.of(new AppId("a.two"))).isEqualTo("a.two");
    assertThat(names.of(new AppId("a.three"))).isEqualTo(AppNames.OTHER);
    assertThat(names.of(new AppId("a.one"))).isEqualTo("a.one");
    assertThat(AppId.isValid(AppNames.OTHER)).isFalse();
  }

  private static Exit exit(int code, String errorType) {
    Failure error = errorType == null ? null : new Failure(errorType, "message", List.of());
    return new Exit(code, "a reason", Exit.NO_VALUE, null, 1.0, error);
  }

  @Test
  void anAppCannotMakeUpAReason() {
    assertThat(Metrics.reason(exit(0, null))).isEqualTo("Completed");
    assertThat(Metrics.reason(exit(3, null))).isEqualTo("AppError");
    assertThat(Metrics.reason(exit(1, "made\"up\n{} 1"))).isEqualTo("AppError");
    assertThat(Metrics.reason(exit(143, "AwayTimeout"))).isEqualTo("AwayTimeout");
  }
}
