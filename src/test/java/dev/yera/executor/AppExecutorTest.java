package dev.yera.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Patience;
import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes: how they end, and that nothing of them is left. */
class AppExecutorTest {
  private static final Pattern MASKS =
      Pattern.compile("SigBlk: ([0-9a-f]{16}) SigIgn: ([0-9a-f]{16}) ");

  @TempDir private static Path folder;
  private static ExecutorService threads;
  private static Guard guard;

  @BeforeAll
  static void open() throws IOException {
    threads = Executors.newCachedThreadPool();
    guard = new Guard(new WorkFolder(folder), Duration.ofSeconds(1));
  }

  @AfterAll
  static void close() throws IOException {
    guard.close();
    threads.shutdown();
  }

  private static Run run(String script) {
    return new Run(guard, threads, script).start();
  }

  private static void awaitOutput(Run run, String text) {
    await().until(() -> run.output().contains(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 42, 126, 127, 128, 255})
  void theStatusOfTheProcessIsTold(int status) {
    Run run = run("exit " + status);
    assertThat(run.ending().status()).isEqualTo(status);
    assertThat(run.ending().startFailure()).isEmpty();
    assertThat(run.ending().killed()).isFalse();
    assertThat(run.timesStarted()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"HUP, 1", "KILL, 9", "SEGV, 11", "TERM, 15", "USR1, 10"})
  void theSignalThatKilledItIsTold(String name, int signal) {
    ProcessEnd ending = run("kill -s " + name + " $$; sleep 9").ending();
    assertThat(ending.status()).isEqualTo(128 + signal);
    assertThat(ending.killed()).isTrue();
    assertThat(ending.signal()).isEqualTo(signal);
  }

  @RepeatedTest(30)
  void aProgramThatThereIsNotWasNotStarted() {
    Run run = new Run(guard, threads, List.of("no-such-program"), Path.of("/")).start();
    assertThat(run.ending().status()).isEqualTo(127);
    assertThat(run.ending().startFailure().orElseThrow()).contains("no-such-program");
  }

  @Test
  void aFileThatIsNoProgramWasNotStarted() throws IOException {
    Path file = Files.writeString(folder.resolve("script"), "echo hello");
    Run run = new Run(guard, threads, List.of(file.toString()), Path.of("/")).start();
    assertThat(run.ending().status()).isEqualTo(127);
    assertThat(run.ending().startFailure()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "-w", "--", "A=B", "-", ""})
  void whatTheAuthorWroteIsNoOptionOfOurs(String program) {
    Run run = new Run(guard, threads, List.of(program, "true"), Path.of("/")).start();
    assertThat(run.ending().status()).isEqualTo(127);
    assertThat(run.ending().startFailure())
        .hasValueSatisfying(w -> assertThat(w).contains(program));
    assertThat(run.output()).isEmpty();
  }

  private String whyNot(String name, String firstLine) throws IOException {
    Path file = Files.writeString(folder.resolve(name), firstLine + "\necho hello\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    Run run = new Run(guard, threads, List.of("./" + name), folder).start();
    assertThat(run.ending().status()).isEqualTo(127);
    return run.ending().startFailure().orElseThrow();
  }

  @Test
  void aScriptWithTheLineEndsOfWindowsIsToldSo() throws IOException {
    assertThat(whyNot("crlf.sh", "#!/bin/sh\r")).contains("./crlf.sh", "CR LF", "/bin/sh");
    assertThat(whyNot("env.py", "#!/usr/bin/env python3\r"))
        .contains("./env.py", "CR LF", "python3");
  }

  @Test
  void aMissingInterpreterIsNamed() throws IOException {
    assertThat(whyNot("none", "#!/no/such/program -x"))
        .contains("./none", "/no/such/program")
        .doesNotContain("CR");
    assertThat(whyNot("env", "#!/usr/bin/env  no-such-program"))
        .contains("./env", "no-such-program");
    assertThat(whyNot("bare", "#! no-such-program")).contains("./bare", "no-such-program");
  }

  @Test
  void aScriptWhoseOwnProgramIsMissingWasStarted() throws IOException {
    Path file = Files.writeString(folder.resolve("own"), "#!/bin/sh\nexec no-such-program\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    Run run = new Run(guard, threads, List.of("./own"), folder).start();
    assertThat(run.ending()).isEqualTo(new ProcessEnd(127, Optional.empty(), false, false));
  }

  @Test
  void aScriptThatIsMeantFromItsFolderIsToldHow() throws IOException {
    Path file = Files.writeString(folder.resolve("here.sh"), "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    Run run = new Run(guard, threads, List.of("here.sh"), folder).start();
    assertThat(run.ending().startFailure())
        .hasValueSatisfying(w -> assertThat(w).contains("./here.sh"));
  }

  @Test
  void aProgramWhoseLoaderIsMissingIsToldSo() throws IOException {
    byte[] program = Files.readAllBytes(Path.of("/bin/cat"));
    String text = new String(program, StandardCharsets.ISO_8859_1);
    String other = text.replaceFirst("/lib(64)?/ld-linux", "/lob$1/ld-linux");
    assertThat(other).isNotEqualTo(text);
    Path file = Files.write(folder.resolve("foreign"), other.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(file.toFile().setExecutable(true)).isTrue();
    Run run = new Run(guard, threads, List.of("./foreign"), folder).start();
    assertThat(run.ending().startFailure())
        .hasValueSatisfying(w -> assertThat(w).contains("./foreign", "another system"));
  }

  @Test
  void whatIsBeyondAsciiArrivesAsItIs() throws IOException {
    Path here = Files.createDirectories(folder.resolve("Grüße 日本"));
    List<String> command = List.of("sh", "-c", "pwd; printf '%s\\n' \"$@\"", "sh", "Zoë", "日本 😀");
    Run run = new Run(guard, threads, command, here).start();
    assertThat(run.ending().status()).isZero();
    assertThat(run.output().lines()).containsExactly(here.toString(), "Zoë", "日本 😀");
  }

  @Test
  void whatNoSystemCanBeToldIsRefusedAndNotReplaced() {
    Run run = new Run(guard, threads, List.of("echo", "half \ud83d"), Path.of("/")).start();
    assertThat(run.ending().startFailure())
        .hasValueSatisfying(w -> assertThat(w).contains("half ", "surrogate"));
  }

  @Test
  void withoutALocaleWhatIsBeyondAsciiIsRefusedAndNotReplaced() throws IOException {
    Files.createDirectories(folder.resolve("ascii").resolve("Grüße"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ServerWithoutLocale.class.getName(),
            folder.resolve("ascii").toString());
    builder.environment().put("LC_ALL", "POSIX");
    List<String> said = builder.redirectErrorStream(true).start().inputReader().lines().toList();
    assertThat(said.subList(0, 3))
        .allSatisfy(line -> assertThat(line).contains("127 ", "LC_ALL=C.UTF-8"));
    assertThat(said.subList(3, 4)).containsExactly("0 plain");
  }

  @Test
  void anAppHasDefaultSignalsWhoeverStartedTheServer() throws IOException {
    List<String> said = ignoringServer(System.getenv("PATH"));
    assertThat(said).hasSize(3);
    for (String signals : said.subList(0, 2)) {
      Matcher masks = MASKS.matcher(signals);
      assertThat(masks.matches()).as(signals).isTrue();
      // The C library ignores its own two above these in every child of a JVM.
      assertThat(Long.parseUnsignedLong(masks.group(1), 16)).isZero();
      assertThat(Long.parseUnsignedLong(masks.group(2), 16) & 0x7FFF_FFFF).isZero();
    }
    assertThat(said.get(2)).contains("A=B");
  }

  @Test
  void whereSignalsCannotBeResetAppsStartAllTheSameAndTheLogSaysSo() throws IOException {
    Path env =
        Files.writeString(
            Files.createDirectories(folder.resolve("old")).resolve("env"), "#!/bin/sh\nexit 125\n");
    assertThat(env.toFile().setExecutable(true)).isTrue();
    List<String> said = ignoringServer(env.getParent() + ":" + System.getenv("PATH"));
    assertThat(said).filteredOn(line -> MASKS.matcher(line).matches()).hasSize(2);
    assertThat(said).anyMatch(line -> line.contains("--default-signal"));
  }

  private static List<String> ignoringServer(String path) throws IOException {
    String server =
        "trap '' HUP INT QUIT TERM; exec /usr/bin/env --block-signal=USR1 PATH=%s '%s' -cp '%s' %s '%s'"
            .formatted(
                path,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                IgnoringServer.class.getName(),
                folder.resolve("ignoring"));
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", server);
    return builder.redirectErrorStream(true).start().inputReader().lines().toList();
  }

  @Test
  void inAFolderThatThereIsNotItWasNotStarted() {
    Run run = new Run(guard, threads, List.of("true"), folder.resolve("missing")).start();
    assertThat(run.ending().status()).isEqualTo(127);
    assertThat(run.ending().startFailure()).isPresent();
    assertThat(run.timesStarted()).isZero();
  }

  @Test
  void aProgramThatReportsLikeAFailedStartIsNoFailedStart() {
    Run run = run("echo hello; echo 'setsid: failed' >&2; exit 127");
    assertThat(run.ending().startFailure()).isEmpty();
    assertThat(run.ending().status()).isEqualTo(127);
  }

  @Test
  void allOutputIsReadBeforeTheEndIsTold() {
    Run run = run("head -c 1048576 /dev/zero | tr '\\0' x; printf end; printf oops >&2");
    assertThat(run.ending().status()).isZero();
    assertThat(run.output()).hasSize(1048579).endsWith("xxend");
    assertThat(run.errors()).isEqualTo("oops");
  }

  @Test
  void itRunsInItsFolderWithItsEnvironmentAndItsMarkOnly() {
    Run run =
        new Run(
                guard,
                threads,
                List.of("sh", "-c", "pwd; tr '\\0' '\\n' </proc/$$/environ"),
                folder)
            .start();
    run.ending();
    assertThat(run.output().lines())
        .containsExactlyInAnyOrder(
            folder.toString(),
            "PATH=" + System.getenv("PATH"),
            "HOME=" + guard.folder() + "/homes/" + run.mark + "/home",
            "YERA_APP_FOLDER=" + folder,
            "YERA_SESSION_ID=" + run.mark);
  }

  @Test
  void itLeadsAProcessGroupOfItsOwn() {
    Run run = run("cut -d' ' -f1,5,6 /proc/$$/stat");
    run.ending();
    String[] ids = run.output().strip().split(" ", -1);
    assertThat(ids[1]).isEqualTo(ids[0]);
    assertThat(ids[2]).isEqualTo(ids[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep 600 &",
        "setsid sleep 600 &",
        "setsid setsid sh -c 'sleep 600; true' &",
        "nohup sleep 600 >/dev/null 2>&1 &",
        "(trap '' TERM HUP; sleep 600) &",
        "setsid sh -c 'kill -STOP $$; sleep 600' &",
        "setsid sh -c 'cd /tmp; exec -a other sleep 600' >/dev/null 2>&1 </dev/null &"
      })
  void whatItLeavesBehindIsEndedAtOnce(String grandchild) {
    Run run = run(grandchild + " sleep 0.2; echo started; exit 5");
    assertThat(run.ending().status()).isEqualTo(5);
    assertThat(run.ending().outputHeld()).isFalse();
    assertThat(run.output()).contains("started");
    assertThat(run.leftAtTheEnd()).isEmpty();
  }

  @Test
  void manyGrandchildrenAreEnded() {
    Run run = run("for i in $(seq 50); do setsid sleep 600 & sleep 600 & done; exit 0");
    assertThat(run.ending().status()).isZero();
    assertThat(run.leftAtTheEnd()).isEmpty();
  }

  @Test
  void aGrandchildThatHidItselfDoesNotHoldTheEndBack() {
    // It left the group and wiped the mark, and holds standard output.
    Run run = run("env -i setsid sleep 61.5 & sleep 0.2; echo $!; exit 0");
    try {
      assertThat(run.ending().status()).isZero();
      assertThat(run.ending().outputHeld()).isTrue();
    } finally {
      ProcessHandle.of(Long.parseLong(run.output().strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void aGrandchildThatHidItselfAndFloodsItsOutputDoesNotHoldTheEndBack() throws Exception {
    Flooded flooded = new Flooded();
    Launch launch =
        new Launch(
            List.of("bash", "-c", "env -i setsid yes & sleep 0.2; echo $! >&2; exit 0"),
            Run.ENVIRONMENT,
            Path.of("/"),
            false);
    Mark mark = new Mark(UUID.randomUUID());
    AppExecutor executor =
        new AppExecutor(launch, mark, guard, threads, Optional::empty, new Starts(1), flooded);
    executor.start();
    ProcessHandle flooding = flooded.flooding();
    try {
      ProcessEnd ending = Patience.join(flooded.ending);
      assertThat(ending.status()).isZero();
      assertThat(ending.outputHeld()).isTrue();
      await().untilAsserted(() -> assertThat(flooding.isAlive()).as("nobody reads it").isFalse());
    } finally {
      flooding.destroyForcibly();
    }
  }

  /** Takes longer for each piece than it takes to write the next. */
  private static final class Flooded implements AppExecutor.Listener {
    private final CompletableFuture<ProcessEnd> ending = new CompletableFuture<>();
    private final CompletableFuture<String> pid = new CompletableFuture<>();
    private final MessageDigest digest;

    Flooded() throws NoSuchAlgorithmException {
      digest = MessageDigest.getInstance("SHA-256");
    }

    ProcessHandle flooding() {
      return ProcessHandle.of(Long.parseLong(Patience.join(pid).strip())).orElseThrow();
    }

    @Override
    public void started(long first) {
      // The other one is of interest.
    }

    @Override
    public void output(byte[] buffer, int length) {
      for (int i = 0; i < 10; i++) {
        digest.update(buffer, 0, length);
      }
    }

    @Override
    public void error(byte[] buffer, int length) {
      pid.complete(new String(buffer, 0, length, StandardCharsets.UTF_8));
    }

    @Override
    public void ended(ProcessEnd how) {
      ending.complete(how);
    }
  }

  @Test
  void itsLastOutputIsPassedOnHoweverLongTheListenerTakes() {
    Run run = run("echo ready; read line; echo last");
    awaitOutput(run, "ready");
    synchronized (run) { // so does the listener before it takes anything
      run.writeLine("go");
      await().during(Duration.ofSeconds(3)).until(() -> !run.hasEnded());
    }
    assertThat(run.ending().outputHeld()).isFalse();
    assertThat(run.output()).isEqualTo("ready\nlast\n");
  }

  @Test
  void askedToStopItGetsALastLineTheEndOfInputAndSigterm() {
    Run run =
        run(
            "trap 'echo term; exit 3' TERM; (trap '' TERM; echo ready; cat); echo eof; sleep 600 & wait");
    awaitOutput(run, "ready");
    run.executor.stop("{\"type\":\"stop\"}\n".getBytes(StandardCharsets.UTF_8));
    assertThat(run.ending().status()).isEqualTo(3);
    assertThat(run.output()).contains("{\"type\":\"stop\"}", "term").startsWith("ready");
  }

  @Test
  void whatIgnoresSigtermStaysUntilItIsKilled() {
    Run run = run("trap '' TERM; echo ready; while :; do sleep 0.1; done");
    awaitOutput(run, "ready");
    run.executor.stop(new byte[0]);
    await().during(Duration.ofMillis(500)).until(() -> !run.hasEnded());
    run.executor.kill();
    assertThat(run.ending().status()).isEqualTo(137);
    assertThat(run.leftAtTheEnd()).isEmpty();
  }

  @Test
  void aStoppedProcessHearsSigterm() {
    Run run = run("trap 'exit 4' TERM; echo ready; kill -STOP $$; sleep 600 & wait");
    awaitOutput(run, "ready");
    await().until(() -> MarkedProcesses.of(run.mark).stream().anyMatch(AppExecutorTest::isStopped));
    run.executor.stop(new byte[0]);
    assertThat(run.ending().status()).isEqualTo(4);
    assertThat(run.leftAtTheEnd()).isEmpty();
  }

  private static boolean isStopped(long pid) {
    return MarkedProcesses.state(pid) == 'T';
  }

  @Test
  void aStoppedProcessIsKilled() {
    Run run = run("trap '' TERM; kill -STOP $$; sleep 600");
    await().until(() -> MarkedProcesses.of(run.mark).stream().anyMatch(AppExecutorTest::isStopped));
    run.executor.kill();
    assertThat(run.ending().status()).isEqualTo(137);
    assertThat(run.leftAtTheEnd()).isEmpty();
  }

  @Test
  void aProcessThatNeverReadsBlocksNobody() {
    Run run = run("echo ready; sleep 600");
    awaitOutput(run, "ready");
    String line = "x".repeat(10_000);
    for (int i = 0; i < 100; i++) {
      run.writeLine(line);
    }
    assertThat(run.executor.unwritten()).isGreaterThan(80);
    run.executor.closeInput();
    run.executor.stop("last\n".getBytes(StandardCharsets.UTF_8));
    assertThat(run.ending().status()).isEqualTo(143);
    assertThat(run.executor.unwritten()).isZero();
  }

  @Test
  void linesAreWrittenInOrderAndTheInputIsClosedAfterThem() {
    Run run = run("cat");
    await().until(() -> run.timesStarted() == 1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      lines.add("line " + i);
      run.writeLine("line " + i);
    }
    run.executor.closeInput();
    run.writeLine("too late");
    assertThat(run.ending().status()).isZero();
    assertThat(run.output().lines()).containsExactlyElementsOf(lines);
  }

  @Test
  void aProcessThatClosedItsInputIsNotDisturbedByAnswers() {
    Run run = run("exec <&-; echo ready; sleep 0.5; echo done");
    awaitOutput(run, "ready");
    for (int i = 0; i < 100; i++) {
      run.writeLine("nobody reads this");
    }
    assertThat(run.ending().status()).isZero();
    assertThat(run.output()).endsWith("done\n");
    run.writeLine("nor this");
    assertThat(run.executor.unwritten()).isZero();
  }

  @Test
  void stoppedWhileItIsBeingStartedItEnds() {
    for (int i = 0; i < 20; i++) {
      Run run = new Run(guard, threads, "trap '' TERM; sleep 600");
      run.start();
      run.executor.stop(new byte[0]);
      run.executor.kill();
      assertThat(run.ending().status()).isNotZero();
      assertThat(run.leftAtTheEnd()).isEmpty();
    }
  }

  /** As every process is for a moment after its fork. */
  @Test
  void whatHasNeitherGroupNorMarkYetIsEndedAsWell() throws IOException {
    Run run = new Run(guard, threads, new ProcessBuilder("sleep", "600").start());
    run.start();
    await().until(() -> run.timesStarted() == 1);
    run.executor.kill();
    assertThat(run.ending().status()).isEqualTo(137);
  }

  @Test
  void onceEndedNothingCanBeDoneToItAnyMore() {
    Run run = run("exit 0");
    run.ending();
    run.executor.stop("x\n".getBytes(StandardCharsets.UTF_8));
    run.executor.closeInput();
    run.executor.kill();
    run.executor.kill();
    assertThat(run.ending().status()).isZero();
  }

  @Test
  void fiftyAtOnceAllEnd() {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      runs.add(run("sleep 600 & read -r line; echo \"$line\"; exit 7"));
    }
    for (Run run : runs) {
      await().until(() -> run.timesStarted() == 1);
      run.writeLine("hello");
    }
    for (Run run : runs) {
      assertThat(run.ending().status()).isEqualTo(7);
      assertThat(run.output()).isEqualTo("hello\n");
      assertThat(run.leftAtTheEnd()).isEmpty();
    }
  }

  @Test
  void whatClosedItsOutputAndLivesHasNotEnded() {
    Run run = run("trap 'exit 6' TERM; echo ready; exec >&- 2>&-; sleep 600 & wait");
    awaitOutput(run, "ready");
    await().during(Duration.ofMillis(500)).until(() -> !run.hasEnded());
    assertThat(MarkedProcesses.of(run.mark)).isNotEmpty();
    run.executor.stop(new byte[0]);
    assertThat(run.ending().status()).isEqualTo(6);
    assertThat(run.leftAtTheEnd()).isEmpty();
  }

  @Test
  void whoCannotLookDoesNotBelieveThatNothingIsLeft() throws IOException {
    String server =
        "ulimit -n 400; exec '%s' -cp '%s' %s"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                StarvedServer.class.getName());
    Process starved =
        new ProcessBuilder("bash", "-c", server)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> said = starved.inputReader().lines().toList();
    assertThat(said).hasSize(3);
    assertThat(said.get(0)).as("with descriptors").endsWith("true");
    assertThat(said.get(1)).as("without one").isEqualTo("false");
    assertThat(said.get(2)).as("with descriptors again").isEqualTo("true");
    assertThat(MarkedProcesses.of(said.get(0).split(" ", 2)[0])).isEmpty();
  }

  @Test
  void theGuardIsToldWhatThereIsAndForgetsIt() throws IOException {
    Run run = run("read -r line");
    await().until(() -> run.timesStarted() == 1);
    Path entry = guard.folder().resolve("sessions").resolve(run.mark.toString());
    await().until(() -> Files.exists(entry) && Files.size(entry) > 0);
    assertThat(MarkedProcesses.of(run.mark))
        .containsExactly(Long.parseLong(Files.readString(entry).strip()));
    run.executor.closeInput();
    run.ending();
    assertThat(entry).doesNotExist();
  }
}
