package dev.yera.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.sandbox.Box;
import dev.yera.sandbox.Sandbox;
import dev.yera.sandbox.Sandboxes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile app gets in each kind of sandbox: what is promised, and what is not. */
class SandboxTest extends GuardedTest {
  private static final Path APP = Path.of("src/test/apps").toAbsolutePath();
  private static final String SECRET = "a-secret-of-the-server";

  /** What is asked for stands in the memory of who asks. */
  private static final String BACKWARDS = new StringBuilder(SECRET).reverse().toString();

  private Launch launch(String mode, Map<String, String> more, String... command) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("yera.sandbox", mode);
    Sandbox sandbox = Sandboxes.of(guard.folder(), settings);
    return new Launch(List.of(command), Run.ENVIRONMENT, APP, false, sandbox.box(List.of(APP)));
  }

  private Run run(String mode, Map<String, String> more, String... command) {
    return new Run(guard, threads, launch(mode, more, command)).start();
  }

  /** What it says that came of it. */
  private String tried(String mode, Map<String, String> more, String what, String with) {
    Run run = run(mode, more, "python3", "tries.py", what, with);
    run.ending();
    assertThat(run.errors()).isEmpty();
    return run.output().strip();
  }

  private String tried(String mode, String what, String with) {
    return tried(mode, Map.of(), what, with);
  }

  @ParameterizedTest
  @CsvSource({"off, read", "limits, hidden", "bubblewrap, hidden"})
  void theEnvironmentAndTheMemoryOfTheServer(String mode, String outcome) throws IOException {
    Sandboxes.assumeBubblewrap(); // limits hide them by a user namespace, too
    // As the server is: of the same user, and with something in its environment.
    ProcessBuilder builder = new ProcessBuilder("sleep", "600");
    builder.environment().put("PASSWORD", SECRET);
    Process server = builder.start();
    try {
      await().until(() -> MarkedProcesses.running("sleep 600").contains(server.pid()));
      assertThat(tried(mode, "environment", BACKWARDS)).isEqualTo(outcome);
      assertThat(tried(mode, "memory", BACKWARDS)).isEqualTo(outcome);
    } finally {
      server.destroy();
    }
  }

  @Test
  void theGuardHasNothingInItsEnvironmentButAPath() throws IOException {
    String sessions = guard.folder().resolve("sessions").toString();
    await().until(() -> !MarkedProcesses.running("guard.sh", sessions).isEmpty());
    long pid = MarkedProcesses.running("guard.sh", sessions).get(0);
    assertThat(Files.readString(Path.of("/proc", Long.toString(pid), "environ")).split("\0", -1))
        .containsExactly("PATH=" + System.getenv("PATH"), "");
  }

  /** A script that has ended, of an app whose folder is around all that is the server's. */
  private Run inBox(Map<String, String> settings, String script) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("yera.sandbox", "bubblewrap");
    Box box = Sandboxes.of(guard.folder(), all).box(List.of(folder));
    List<String> command = List.of("sh", "-c", script);
    Run run =
        new Run(guard, threads, new Launch(command, Run.ENVIRONMENT, folder, false, box)).start();
    run.ending();
    return run;
  }

  @Test
  void whatIsTheServersIsHiddenAlsoInsideOfAnAppsFolder() {
    Run run = inBox(Map.of(), "ls " + guard.folder() + "; touch $HOME/x && ls $HOME");
    assertThat(guard.folder()).startsWith(folder).isNotEmptyDirectory();
    assertThat(run.output()).isEqualTo("homes\nx\n");
  }

  @Test
  void whereSessionsAreStoredIsHiddenAlsoInsideOfAnAppsFolder() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("secret"), "of others");
    Map<String, String> settings = Map.of("yera.store", "files", "yera.store.dir", data.toString());
    Run run = inBox(settings, "ls " + data + "; ls -d " + data);
    assertThat(run.output()).isEqualTo(data + "\n");
  }

  /** As Kubernetes mounts them, too: a link, behind which another file may be the next moment. */
  @Test
  void whatSettingsNameForASecretIsHidden() throws IOException {
    Path own =
        Files.writeString(Files.createDirectories(folder.resolve("etc")).resolve("own"), "own");
    Path token = Files.writeString(own.resolveSibling("token"), SECRET);
    Path mounted = Files.createDirectories(folder.resolve("mounted"));
    Path now = Files.createDirectories(mounted.resolve("..1"));
    Files.writeString(now.resolve("key"), SECRET);
    Files.createSymbolicLink(mounted.resolve("..data"), now);
    Path key = Files.createSymbolicLink(mounted.resolve("key"), Path.of("..data/key"));
    Path next =
        Files.writeString(Files.createDirectories(mounted.resolve("..2")).resolve("key"), SECRET);
    Map<String, String> settings =
        Map.of(
            "yera.metrics.token-file",
            token + " ", // as it stands in a file of properties
            "yera.llm.models",
            "small",
            "yera.llm.small.model",
            "small",
            "yera.llm.small.key-file",
            key.toString());
    Run run = inBox(settings, "cat " + own + " " + token + " " + key + " " + next);
    assertThat(run.output()).isEqualTo("own");
  }

  /** What is renamed onto a file takes away what covers that, in boxes that are there already. */
  @Test
  void aSecretThatIsReplacedIsHiddenFromWhoRunsAlreadyIfItsFolderIsForSecrets() throws IOException {
    Path secrets = Files.createDirectories(folder.resolve("secrets"));
    Path token = Files.writeString(secrets.resolve("token"), "the old one");
    Path key = Files.writeString(secrets.resolve("key"), "another");
    Map<String, String> settings =
        Map.of(
            "yera.sandbox",
            "bubblewrap",
            "yera.metrics.token-file",
            token.toString(),
            "yera.store.key-file",
            key.toString());
    Box box = Sandboxes.of(guard.folder(), settings).box(List.of(folder));
    String script = "echo up; read -r line; cat " + token + " " + key + "; echo $line";
    Run run =
        new Run(
                guard,
                threads,
                new Launch(List.of("sh", "-c", script), Run.ENVIRONMENT, folder, false, box))
            .start();
    await().until(() -> run.output().equals("up\n"));
    Path next = Files.writeString(secrets.resolve("next"), SECRET);
    Files.move(next, token, StandardCopyOption.ATOMIC_MOVE);
    run.writeLine("down");
    run.ending();
    assertThat(run.output()).isEqualTo("up\ndown\n");
  }

  @ParameterizedTest
  @CsvSource({"off, read", "limits, read", "bubblewrap, hidden"})
  void theFilesAndTheIdOfAnotherSession(String mode, String outcome) throws IOException {
    Run other = run(mode, Map.of(), "sh", "-c", "echo mine > $HOME/file; echo $HOME; cat");
    await().until(() -> other.output().contains("\n"));
    Path theirs = Path.of(other.output().strip(), "file");
    assertThat(theirs).exists();
    assertThat(tried(mode, "file", theirs.toString())).isEqualTo(outcome);
    assertThat(tried(mode, "ids", guard.folder().toString())).isEqualTo(outcome);
    other.executor.kill();
    other.ending();
  }

  @ParameterizedTest
  @CsvSource({"off, reached", "limits, reached", "bubblewrap, alone"})
  void theProcessesOfOthers(String mode, String outcome) {
    assertThat(tried(mode, "signal", "")).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"off, written", "limits, written", "bubblewrap, refused"})
  void theSystemAndTheAppsOwnFolder(String mode, String outcome) {
    String app = APP.toString();
    assertThat(tried(mode, "write", app)).isEqualTo(outcome);
    if (mode.equals("bubblewrap")) {
      for (String path : List.of("/", "/usr", "/etc", "/dev", "/usr/bin", "/opt")) {
        assertThat(tried(mode, "write", path)).as(path).isEqualTo("refused");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "limits", "bubblewrap"})
  void itsHomeIsItsOwnAndGoesWithIt(String mode) {
    Run run =
        run(
            mode,
            Map.of(),
            "sh",
            "-c",
            "mkdir -p $HOME/a/b; touch $HOME/a/b/c; chmod 0 $HOME/a; echo $HOME; cd;"
                + " for i in $(seq 1100); do : >$i; done; for i in $(seq 50); do mkdir d; cd d; done");
    run.ending();
    assertThat(run.errors()).isEmpty();
    Path home = Path.of(run.output().strip());
    assertThat(home.toString()).contains(run.mark.toString());
    await().until(() -> !Files.exists(home.getParent()));
  }

  @Test
  void inABoxOfBubblewrapsTemporaryFilesAreItsOwnAndOnDisk() {
    Run run =
        run("bubblewrap", Map.of(), "sh", "-c", "touch /tmp/mine /var/tmp/too /dev/shm/x; ls /tmp");
    run.ending();
    assertThat(run.errors()).isEmpty();
    assertThat(run.output()).contains("mine", "too");
    assertThat(Path.of("/tmp/mine")).doesNotExist();
    assertThat(Path.of("/dev/shm/x")).doesNotExist();
  }

  @Test
  void aFolderCanBeWritableForAllAndAnAppsOwnIsNotInIt() throws IOException {
    Path shared = Files.createDirectories(folder.resolve("shared"));
    Map<String, String> settings = Map.of("yera.sandbox.writable", shared + "," + APP.getParent());
    Run run =
        run(
            "bubblewrap",
            settings,
            "sh",
            "-c",
            "echo x > " + shared + "/left; cat " + shared + "/left");
    run.ending();
    assertThat(run.output()).isEqualTo("x\n");
    assertThat(shared.resolve("left")).exists();
    assertThat(tried("bubblewrap", settings, "write", APP.toString())).isEqualTo("refused");
  }

  @ParameterizedTest
  @CsvSource({
    "off, host, connected",
    "limits, host, connected",
    "bubblewrap, host, connected",
    "bubblewrap, none, unreachable"
  })
  void theNetwork(String mode, String network, String outcome) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(server.getLocalPort());
      assertThat(tried(mode, Map.of("yera.sandbox.network", network), "network", port))
          .isEqualTo(outcome);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "off, written",
    "limits, refused: File too large",
    "bubblewrap, refused: File too large"
  })
  void theDisk(String mode, String outcome) {
    assertThat(tried(mode, Map.of("yera.session.file-size", "8MiB"), "fill", ""))
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "limits", "bubblewrap"})
  void itsEnvironmentIsWhatItWasGivenAndNothingElse(String mode) {
    Run run = run(mode, Map.of(), "env");
    run.ending();
    assertThat(run.output().lines())
        .containsExactlyInAnyOrder(
            "PATH=" + System.getenv("PATH"),
            "HOME=" + guard.folder() + "/homes/" + run.mark + "/home",
            "YERA_APP_FOLDER=" + Path.of("src/test/apps").toAbsolutePath(),
            "YERA_SESSION_ID=" + run.mark);
  }

  @Test
  void withoutASandboxAnAppHasTheServersOwnLimitsAndIsNotMeasured() throws IOException {
    String ask = "ulimit -n; ulimit -f; cat /proc/self/oom_score_adj";
    Map<String, String> few =
        Map.of("yera.session.open-files", "100", "yera.session.file-size", "8MiB");
    Run run = run("off", few, "sh", "-c", ask);
    run.ending();
    Process own = new ProcessBuilder("sh", "-c", ask).start();
    assertThat(run.output())
        .isEqualTo(new String(own.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertThat(Sandboxes.off().isLimiting()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"limits", "bubblewrap"})
  void openFiles(String mode) {
    assertThat(tried(mode, Map.of("yera.session.open-files", "100"), "files", ""))
        .isEqualTo("refused: Too many open files");
  }

  @ParameterizedTest
  @CsvSource({"off, true", "limits, true", "bubblewrap, false"})
  void whatLeavesTheGroupAndWipesItsEnvironment(String mode, boolean escapes) {
    String seconds = "6" + System.nanoTime();
    Run run = run(mode, Map.of(), "python3", "tries.py", "hide", seconds);
    run.ending();
    assertThat(run.output()).isEqualTo("hidden\n");
    List<Long> left = MarkedProcesses.running("sleep", seconds);
    left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    boolean controlled = !mode.equals("off") && Sandboxes.hasControlGroups();
    assertThat(!left.isEmpty()).isEqualTo(escapes && !controlled);
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "limits", "bubblewrap"})
  void anAppThatIsAskedToEndHasItsGrace(String mode) {
    Run run =
        run(
            mode,
            Map.of(),
            "bash",
            "-c",
            "trap 'echo bye; exit 3' TERM; echo here; while :; do sleep 0.05; done");
    await().until(() -> run.output().contains("here"));
    run.executor.stop(new byte[0]);
    assertThat(run.ending().status()).isEqualTo(3);
    assertThat(run.output()).isEqualTo("here\nbye\n");
    assertThat(run.leftAtTheEnd()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "limits", "bubblewrap"})
  void aKilledAppEndsWithItsWholeTree(String mode) {
    Run run =
        run(
            mode,
            Map.of(),
            "sh",
            "-c",
            "trap '' TERM; sleep 600 & setsid sleep 600 & echo here; wait");
    await().until(() -> run.output().contains("here"));
    run.executor.kill();
    assertThat(run.ending().status()).isEqualTo(137);
    assertThat(run.leftAtTheEnd()).isEmpty();
  }

  @Test
  void aProgramThatIsNotInTheBoxIsNamed() throws IOException {
    Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(run("bubblewrap", Map.of(), program.toString()).ending().startFailure())
        .hasValueSatisfying(why -> assertThat(why).contains("cannot see in their sandbox"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "limits", "bubblewrap"})
  void theEndOfAnAppIsWhatItWas(String mode) {
    assertThat(run(mode, Map.of(), "sh", "-c", "exit 7").ending().status()).isEqualTo(7);
    assertThat(run(mode, Map.of(), "sh", "-c", "kill -SEGV $$").ending().status()).isEqualTo(139);
    ProcessEnd none = run(mode, Map.of(), "no-such-program").ending();
    assertThat(none.startFailure())
        .hasValueSatisfying(why -> assertThat(why).contains("no-such-program"));
    ProcessEnd inFolder = run(mode, Map.of(), "tries.py").ending();
    assertThat(inFolder.startFailure())
        .hasValueSatisfying(why -> assertThat(why).contains("./tries.py"));
  }
}
