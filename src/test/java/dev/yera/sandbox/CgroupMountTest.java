package dev.yera.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what proc(5) and cgroups(7) describe. */
class CgroupMountTest {
  private static final String OTHERS =
      """
      22 28 0:20 / /sys rw,nosuid shared:7 - sysfs sysfs rw
      30 25 0:26 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
      """;

  @ParameterizedTest
  @CsvSource({
    "/, /sys/fs/cgroup, /, /sys/fs/cgroup",
    "/, /sys/fs/cgroup, /system.slice/yera.service, /sys/fs/cgroup/system.slice/yera.service",
    "/, /sys/fs/cgroup/unified, /a, /sys/fs/cgroup/unified/a",
    "/docker/1, /sys/fs/cgroup, /docker/1, /sys/fs/cgroup",
    "/docker/1, /sys/fs/cgroup, /docker/1/a, /sys/fs/cgroup/a",
    "/, /a\\040b\\134c, /d, /a b\\c/d"
  })
  void theFolderOfTheProcessOwnGroup(String root, String point, String group, Path own) {
    String mounts = OTHERS + "31 25 0:27 %s %s rw - cgroup2 cgroup2 rw\n".formatted(root, point);
    String groups = "4:memory:/elsewhere\n0::" + group + "\n";
    assertThat(CgroupMount.own(mounts, groups)).contains(own);
  }

  /** What a container sees of a group that is outside, and of one that was given to another one. */
  @ParameterizedTest
  @ValueSource(strings = {"/../b", "/..", "/docker/10"})
  void aGroupThatIsNotShown(String group) {
    String mounts = OTHERS + "31 25 0:27 /docker/1 /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n";
    assertThat(CgroupMount.own(mounts, "0::" + group + "\n")).isEmpty();
  }

  @Test
  void aMachineThatHasTheFirstVersionOnly() {
    assertThat(CgroupMount.own(OTHERS, "4:memory:/\n")).isEmpty();
    assertThat(CgroupMount.own(OTHERS, "4:memory:/\n0::/\n")).isEmpty();
    assertThat(CgroupMount.own("", "")).isEmpty();
  }
}
