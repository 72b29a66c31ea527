package dev.yera.session.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.settings.BadSettingException;
import dev.yera.settings.Settings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DescriptorsTest {
  private static Settings withViewers(String most) {
    return new Settings(
        key -> key.equals("yera.viewers.max") ? Optional.of(most) : Optional.empty());
  }

  @Test
  void theSoftLimitOfOpenFilesIsRead() {
    assertThat(
            Descriptors.limit(
                List.of(
                    "Limit                     Soft Limit           Hard Limit           Units     ",
                    "Max processes             94980                94980                processes ",
                    "Max open files            1024                 1048576              files     ")))
        .contains(1024L);
  }

  @Test
  void unlimitedAndUnknownIsNoLimit() {
    assertThat(
            Descriptors.limit(
                List.of(
                    "Max open files            unlimited            unlimited            files")))
        .isEmpty();
    assertThat(Descriptors.limit(List.of())).isEmpty();
  }

  @Test
  void everySessionAndEveryViewerNeedsSome() {
    long few = Descriptors.needed(withViewers("10"));
    assertThat(Descriptors.needed(withViewers("1010"))).isEqualTo(few + 1000);
    assertThat(few).isGreaterThan(200 * 4);
  }

  @Test
  void limitsThatCannotBeKeptStopTheDeployment() {
    assertThatThrownBy(() -> Descriptors.refuseTooFew(withViewers("2000000000")))
        .isInstanceOf(BadSettingException.class)
        .hasMessageContaining("yera.viewers.max")
        .hasMessageContaining("ulimit -n");
    assertThatCode(() -> Descriptors.refuseTooFew(withViewers("1"))).doesNotThrowAnyException();
  }
}
