package dev.yera.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.terminal.PseudoTerminal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a program on a terminal does, it ends, with all it started, and its terminal goes. */
class TerminalEndTest extends GuardedTest {
  static final String WAITS = "echo ready; cat";
  static final String FLOODS = "echo ready; yes";
  static final String BUSY = "echo ready; while :; do :; done";
  static final String IGNORES = "trap '' TERM HUP INT QUIT; echo ready; while :; do sleep 1; done";
  static final String STOPPED = "echo ready; kill -STOP $$; cat";
  static final String JOBS = "set -m; sleep 600 & setsid sleep 600 & echo ready; wait";
  static final String RAW = "stty raw -echo; echo ready; cat";

  private Run ready(String script) {
    Run run = new Run(guard, threads, Run.onTerminal(script)).start();
    await().until(() -> run.output().contains("ready"));
    return run;
  }

  private static void isGone(Run run, PseudoTerminal terminal) {
    assertThat(run.leftAtTheEnd()).isEmpty();
    assertThat(terminal.echo()).as("its terminal is closed").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {WAITS, FLOODS, BUSY, IGNORES, STOPPED, JOBS, RAW})
  void whenItIsKilled(String script) {
    Run run = ready(script);
    PseudoTerminal terminal = run.executor.terminal().orElseThrow();
    assertThat(terminal.echo()).isPresent();
    assertThat(MarkedProcesses.of(run.mark)).isNotEmpty();
    run.executor.kill();
    isGone(run, terminal);
  }

  /** As a session is ended: asked first, and killed after its grace. */
  @ParameterizedTest
  @ValueSource(strings = {WAITS, FLOODS, BUSY, IGNORES, STOPPED, JOBS, RAW})
  void whenItIsAskedToEndAndThenKilled(String script) {
    Run run = ready(script);
    PseudoTerminal terminal = run.executor.terminal().orElseThrow();
    run.executor.stop(new byte[] {4});
    run.executor.kill();
    isGone(run, terminal);
  }

  @ParameterizedTest
  @ValueSource(strings = {WAITS, IGNORES, JOBS})
  void whenItIsJustStarting(String script) {
    Run run = new Run(guard, threads, Run.onTerminal(script)).start();
    run.executor.kill();
    run.ending();
    assertThat(MarkedProcesses.of(run.mark)).isEmpty();
    assertThat(run.executor.terminal().flatMap(PseudoTerminal::echo)).isEmpty();
  }
}
