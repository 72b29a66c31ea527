package dev.yera.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartsTest extends GuardedTest {
  /** Ready when a line comes; then it stays. */
  private static final String WORKER = "read line; echo ready; cat";

  private final Starts one = new Starts(1);

  private Run start(String script) {
    return new Run(guard, threads, one, script).start();
  }

  private Run started(String script) {
    Run run = start(script);
    await().until(() -> run.timesStarted() == 1);
    return run;
  }

  private Run waiting(String script) {
    int before = one.waiting();
    Run run = start(script);
    await().until(() -> one.waiting() == before + 1);
    assertThat(run.timesStarted()).isZero();
    return run;
  }

  private static void end(Run... all) {
    for (Run run : all) {
      run.executor.kill();
      run.ending();
    }
  }

  @Test
  void soManyGoOnAtOnceAndTheOthersInTheirOrder() {
    Starts two = new Starts(2);
    List<Integer> begun = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int number = i;
      two.await(() -> begun.add(number));
    }
    assertThat(begun).containsExactly(0, 1);
    two.over();
    two.over();
    assertThat(begun).containsExactly(0, 1, 2, 3);
    IntStream.range(0, 3).forEach(i -> two.over());
    two.await(() -> begun.add(5));
    two.await(() -> begun.add(6));
    two.await(() -> begun.add(7));
    assertThat(begun).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @ParameterizedTest
  @ValueSource(strings = {WORKER, "read line"})
  void theNextOneStartsWhenTheFirstIsReadyOrDiesBefore(String script) {
    Run first = started(script);
    Run second = waiting(WORKER);
    first.writeLine("go");
    await().until(() -> second.timesStarted() == 1);
    end(first, second);
  }

  @Test
  void whatIsStoppedWhileItWaitsNeverStarts() {
    Run first = started(WORKER);
    Run second = waiting(WORKER);
    Run third = waiting(WORKER);
    second.executor.stop(new byte[0]);
    assertThat(second.ending().status()).isEqualTo(ProcessEnd.NOT_STARTED);
    third.executor.kill();
    assertThat(third.ending().startFailure())
        .hasValueSatisfying(w -> assertThat(w).contains("turn"));
    assertThat(one.waiting()).isZero();
    end(first);
    assertThat(second.timesStarted()).isZero();
    assertThat(third.timesStarted()).isZero();
  }

  @Test
  void aStopThatComesBeforeTheWaitIsHeardToo() {
    Run first = started(WORKER);
    for (int i = 0; i < 200; i++) {
      Run next = start(WORKER);
      next.executor.stop(new byte[0]);
      assertThat(next.ending().status()).isEqualTo(ProcessEnd.NOT_STARTED);
      assertThat(next.timesStarted()).isZero();
    }
    end(first);
  }

  @Test
  void aTurnThatFindsNoThreadIsPassedOn() {
    Run first = started(WORKER);
    Run second = waiting(WORKER);
    threads.shutdown(); // what runs goes on, nothing new begins
    for (long pid : MarkedProcesses.of(first.mark)) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
    assertThat(second.ending().status()).isEqualTo(ProcessEnd.NOT_STARTED);
    List<String> begun = new ArrayList<>();
    one.await(() -> begun.add("third"));
    assertThat(begun).containsExactly("third");
    first.ending();
  }

  @Test
  void whatDoesNotSayWhenItIsReadyDoesNotWait() {
    Run first = started(WORKER);
    Run command = new Run(guard, threads, "echo hi").start();
    assertThat(command.ending().status()).isZero();
    end(first);
  }
}
