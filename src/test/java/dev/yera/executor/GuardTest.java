package dev.yera.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.work.WorkFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever ends the server, no process of a session outlives it. */
class GuardTest {
  private static final String SLEEP = "echo ready; sleep 600";
  private static final String IGNORES_SIGTERM =
      "trap '' TERM HUP INT; echo ready; while :; do sleep 1; done";
  private static final String STOPPED = "echo ready; kill -STOP $$; sleep 600";
  private static final String STOPPED_AND_IGNORING =
      "trap '' TERM CONT; echo ready; kill -STOP $$; sleep 600";
  private static final String GRANDCHILDREN =
      "setsid sleep 600 & (trap '' TERM; setsid sleep 600) & nohup sleep 600 >/dev/null 2>&1 &"
          + " sleep 0.2; echo ready; sleep 600";
  private static final String DAEMON =
      "setsid sh -c 'setsid sleep 600 </dev/null >/dev/null 2>&1 &'; sleep 0.2; echo ready; sleep 600";

  /** What the contract allows after any end of the server. */
  private static final Duration ALL_GONE = Duration.ofSeconds(5);

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Process> strangers = new ArrayList<>();
  private WorkFolder work;

  @BeforeEach
  void makeWorkFolder() {
    work = new WorkFolder(folder);
  }

  @AfterEach
  void endStrangers() {
    strangers.forEach(Process::destroyForcibly);
    threads.shutdown();
  }

  private Guard guard() throws IOException {
    return new Guard(work, Duration.ofSeconds(1));
  }

  private Run ready(Guard guard, String script) {
    Run run = new Run(guard, threads, script).start();
    await().until(() -> run.output().contains("ready"));
    return run;
  }

  /** A process that is none of the guard's, with this mark. */
  private Process stranger(Object mark) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("setsid", "sleep", "600");
    builder.environment().put("YERA_SESSION_ID", mark.toString());
    Process process = builder.start();
    strangers.add(process);
    await().until(() -> MarkedProcesses.of(mark).contains(process.pid()));
    return process;
  }

  private static long processOf(Guard guard) {
    List<Long> found = MarkedProcesses.running("guard.sh", guard.folder().toString());
    return found.isEmpty() ? 0 : found.get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {SLEEP, IGNORES_SIGTERM, STOPPED, STOPPED_AND_IGNORING, GRANDCHILDREN, DAEMON})
  void whatIsStillThereWhenItsPipeEndsIsEnded(String script) throws IOException {
    Guard guard = guard();
    Run run = ready(guard, script);
    assertThat(MarkedProcesses.of(run.mark)).isNotEmpty();
    guard.close();
    assertThat(MarkedProcesses.of(run.mark)).isEmpty();
    assertThat(guard.folder()).doesNotExist();
    run.ending();
  }

  @Test
  void whatIsNotListedIsLeftAlone() throws IOException {
    Guard guard = guard();
    Run run = ready(guard, SLEEP);
    Process other = stranger(UUID.randomUUID());
    Process almost = stranger(run.mark + "x");
    guard.close();
    assertThat(MarkedProcesses.of(run.mark)).isEmpty();
    assertThat(MarkedProcesses.isAlive(other.pid())).isTrue();
    assertThat(MarkedProcesses.isAlive(almost.pid())).isTrue();
  }

  @Test
  void withNothingLeftItEndsAtOnce() throws IOException {
    Guard guard = guard();
    Run run = new Run(guard, threads, "exit 0").start();
    run.ending();
    await().until(() -> processOf(guard) != 0);
    long process = processOf(guard);
    assertThat(process).isPositive();
    guard.close();
    assertThat(MarkedProcesses.isAlive(process)).isFalse();
    assertThat(folder.resolve("instances")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP", "QUIT", "PIPE"})
  void aSignalDoesNotEndIt(String signal) throws Exception {
    try (Guard guard = guard()) {
      await().until(() -> processOf(guard) != 0); // it is listed once it runs its script
      long process = processOf(guard);
      signal(signal, process);
      await()
          .during(Duration.ofMillis(300))
          .until(() -> MarkedProcesses.isAlive(process) && processOf(guard) == process);
    }
  }

  private static void signal(String signal, long pid) throws Exception {
    // What it is to be tested against is set up by the guard itself in its first milliseconds.
    await()
        .until(
            () ->
                Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .contains("guard.sh"));
    await().until(() -> ignores(pid));
    assertThat(new ProcessBuilder("kill", "-s", signal, Long.toString(pid)).start().waitFor())
        .isZero();
  }

  /** Whether it ignores SIGTERM: bit 14 of what {@code /proc} says of it. */
  private static boolean ignores(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1 << 14) != 0);
  }

  @Test
  void whoKillsItGetsAnotherOne() throws IOException {
    Guard guard = guard();
    Run run = ready(guard, IGNORES_SIGTERM);
    await().until(() -> processOf(guard) != 0);
    long first = processOf(guard);
    ProcessHandle.of(first).orElseThrow().destroyForcibly();
    await().until(() -> processOf(guard) != 0 && processOf(guard) != first);
    assertThat(MarkedProcesses.of(run.mark)).isNotEmpty();
    guard.close();
    assertThat(MarkedProcesses.of(run.mark)).isEmpty();
  }

  @Test
  void afterKillOfTheServerNothingIsLeft() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(GuardedServer.class.getName());
    command.add(folder.toString());
    command.addAll(
        List.of(SLEEP, IGNORES_SIGTERM, STOPPED, STOPPED_AND_IGNORING, GRANDCHILDREN, DAEMON));
    Stream.of(
            TerminalEndTest.WAITS,
            TerminalEndTest.FLOODS,
            TerminalEndTest.IGNORES,
            TerminalEndTest.STOPPED,
            TerminalEndTest.JOBS)
        .map(GuardedServer.TERMINAL::concat)
        .forEach(command::add);
    long begin = System.nanoTime();
    Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
    strangers.add(server);
    List<String> marks = new ArrayList<>();
    try (BufferedReader output = server.inputReader()) {
      for (String line = output.readLine();
          line != null && !line.equals("running");
          line = output.readLine()) {
        marks.add(line);
      }
    }
    assertThat(marks).hasSize(11);
    for (String mark : marks) {
      assertThat(MarkedProcesses.of(mark)).isNotEmpty();
    }
    // On a slow machine its end may take as much longer as its start did.
    Duration start = Duration.ofNanos(System.nanoTime() - begin);
    server.destroyForcibly();
    await()
        .atMost(Collections.max(List.of(ALL_GONE, start.multipliedBy(5))))
        .until(() -> marks.stream().allMatch(mark -> MarkedProcesses.of(mark).isEmpty()));
    await().until(() -> MarkedProcesses.running("guard.sh", folder.toString()).isEmpty());
  }

  @Test
  void whatAServerThatIsGoneLeftIsEndedAtTheNextStart() throws IOException {
    UUID mark = UUID.randomUUID();
    Process left = stranger(mark);
    Process innocent = stranger(UUID.randomUUID());
    Path instance = folder.resolve("instances").resolve("server-dead");
    Files.createDirectories(instance.resolve("sessions"));
    Files.createFile(instance.resolve("lock"));
    // The number of the group belongs to somebody else by now.
    Files.writeString(instance.resolve("sessions").resolve(mark.toString()), innocent.pid() + "\n");
    for (int i = 0; i < 20; i++) { // before it or after it, whatever the order
      Files.writeString(instance.resolve("sessions").resolve(i + "-is-no-mark"), "1\n");
    }
    try (Guard guard = guard()) {
      assertThat(MarkedProcesses.isAlive(left.pid())).isFalse();
      assertThat(MarkedProcesses.isAlive(innocent.pid())).isTrue();
      assertThat(instance).doesNotExist();
      assertThat(guard.folder()).exists();
    }
  }

  @Test
  void twoServersShareAWorkFolderAndDoNotDisturbEachOther() throws IOException {
    try (Guard first = guard()) {
      Run run = ready(first, SLEEP);
      Guard second = guard();
      Run other = ready(second, SLEEP);
      second.close();
      assertThat(MarkedProcesses.of(other.mark)).isEmpty();
      assertThat(MarkedProcesses.of(run.mark)).isNotEmpty();
    }
  }
}
