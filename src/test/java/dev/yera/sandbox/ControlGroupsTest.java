package dev.yera.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kernel does with a session's control group, where it has some for us. */
class ControlGroupsTest {
  private static final long MIB = 1 << 20;

  private ControlGroups groups;
  private ControlGroup group;

  @BeforeEach
  void make() throws IOException {
    groups = Sandboxes.assumeControlGroups();
    group = groups.make("of-a-test", limits(Long.MAX_VALUE, Integer.MAX_VALUE));
  }

  @AfterEach
  void remove() throws IOException {
    if (group != null) {
      group.kill();
      await().until(() -> !group.isPopulated());
      group.remove();
      groups.remove();
      assertThat(groups.folder()).doesNotExist();
    }
  }

  private static Limits limits(long memory, int processes) {
    return new Limits(
        memory, Duration.ZERO, processes, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  private Process run(String... command) throws IOException {
    return new ProcessBuilder(group.around(List.of(command))).redirectErrorStream(true).start();
  }

  private String said(String script) throws IOException {
    Process process = run("python3", "-c", script);
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  @Test
  void whatIsStartedInItIsThereFromItsFirstMoment() throws IOException {
    assertThat(said("print(open('/proc/self/cgroup').read())")).endsWith("/of-a-test");
  }

  @Test
  void memoryThatNobodyHasMappedCounts() throws Exception {
    group.limit(limits(64 * MIB, 100));
    Process process =
        run(
            "python3",
            "-c",
            "import os\nf = os.memfd_create('x')\n"
                + "for _ in range(256): os.write(f, b'x' * (1 << 20))");
    assertThat(process.waitFor()).isEqualTo(137);
    assertThat(group.wasOutOfMemory()).isTrue();
  }

  @Test
  void whoEndsByItselfWasNotOutOfMemory() throws Exception {
    group.limit(limits(64 * MIB, 100));
    assertThat(run("sh", "-c", "kill -KILL $$").waitFor()).isEqualTo(137);
    assertThat(group.wasOutOfMemory()).isFalse();
  }

  @Test
  void aLimitCanBeLoweredWhileItRuns() throws Exception {
    Process process = run("python3", "-c", "x = b'x' * (100 << 20); print(1, flush=True); input()");
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo("1");
      group.limit(limits(16 * MIB, 100));
      process.waitFor();
    }
    assertThat(group.wasOutOfMemory()).isTrue();
  }

  @Test
  void moreProcessesThanItMayHaveAreRefusedAlsoToRoot() throws IOException {
    group.limit(limits(Long.MAX_VALUE, 10));
    String script =
        "import os, time\ntry:\n  for n in range(50):\n"
            + "    if os.fork() == 0: time.sleep(60)\nexcept OSError: print(n)";
    Process process = run("python3", "-c", script);
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo("9");
    }
  }

  @Test
  void killFindsWhatHasLeftEverythingElse() throws Exception {
    run("sh", "-c", "setsid env -i sleep 600 </dev/null >/dev/null 2>&1 & exit").waitFor();
    assertThat(group.isPopulated()).isTrue();
    group.kill();
    await().until(() -> !group.isPopulated());
  }

  @Test
  void processorTimeOfChildrenThatNobodyWaitedForCounts() throws Exception {
    String script =
        "import os, time\nif os.fork() == 0:\n  while time.process_time() < 1: pass\n  os._exit(0)\n"
            + "os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)";
    run("python3", "-c", script).waitFor();
    assertThat(group.cpuTime()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whatAServerThatIsGoneLeftIsRemoved() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path left =
        groups
            .folder()
            .resolveSibling("yera-" + gone.pid() + "-00000000-0000-0000-0000-000000000000");
    Files.createDirectories(left.resolve("of-a-session"));
    Optional<ControlGroups> next = ControlGroups.find();
    next.ifPresent(ControlGroups::remove);
    assertThat(next).isPresent();
    assertThat(left).doesNotExist();
    assertThat(group.path()).exists();
  }
}
