package dev.yera.executor;

import static dev.yera.Patience.join;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a start fails: its end is told once, and nothing that was begun is left. */
class HalfStartTest extends GuardedTest {
  /** Hard to end, and with a child that left the group. */
  private static final String STAYS =
      "trap '' TERM; setsid sleep 600 & while :; do echo x; sleep 0.1; done";

  private final Mark mark = new Mark(UUID.randomUUID());

  /** A listener that fails at one point. */
  private static class Failing implements AppExecutor.Listener {
    final CompletableFuture<ProcessEnd> ending = new CompletableFuture<>();
    final AtomicInteger timesEnded = new AtomicInteger();

    @Override
    public void started(long pid) {}

    @Override
    public void output(byte[] buffer, int length) {}

    @Override
    public void error(byte[] buffer, int length) {}

    @Override
    public void ended(ProcessEnd how) {
      timesEnded.incrementAndGet();
      ending.complete(how);
    }
  }

  private ProcessEnd run(Executor on, Map<String, String> more, Failing listener) {
    Map<String, String> environment = new HashMap<>(Run.ENVIRONMENT);
    environment.putAll(more);
    Launch launch = new Launch(List.of("bash", "-c", STAYS), environment, Path.of("/"), false);
    new AppExecutor(launch, mark, guard, on, Optional::empty, new Starts(1), listener).start();
    ProcessEnd ending = join(listener.ending);
    assertThat(MarkedProcesses.of(mark)).isEmpty();
    assertThat(guard.folder().resolve("sessions").resolve(mark.toString())).doesNotExist();
    assertThat(listener.timesEnded).hasValue(1);
    return ending;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void withoutAThreadForTheNextStepItWasNotStarted(int allowed) {
    AtomicInteger left = new AtomicInteger(allowed - 1);
    ProcessEnd ending =
        run(
            task -> {
              if (left.getAndDecrement() <= 0) {
                throw new RejectedExecutionException("no thread is left");
              }
              threads.execute(task);
            },
            Map.of(),
            new Failing());
    assertThat(ending.status()).isEqualTo(127);
    assertThat(ending.startFailure()).isPresent();
  }

  @Test
  void whatTheSystemDoesNotTakeWasNotStarted() {
    ProcessEnd ending = run(threads, Map.of("NAME=", "value"), new Failing());
    assertThat(ending.status()).isEqualTo(127);
    assertThat(ending.startFailure()).isPresent();
  }

  @Test
  void ifItsStartCannotBeToldItIsEnded() {
    ProcessEnd ending =
        run(
            threads,
            Map.of(),
            new Failing() {
              @Override
              public void started(long pid) {
                throw new IllegalStateException("for the test");
              }
            });
    assertThat(ending.startFailure()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ifItsOutputCannotBeTakenItIsEndedAndNotLeftBlocked(boolean error) {
    ProcessEnd ending =
        run(
            threads,
            Map.of(),
            new Failing() {
              @Override
              public void output(byte[] buffer, int length) {
                if (error) {
                  throw new StackOverflowError("for the test");
                }
                throw new IllegalStateException("for the test");
              }
            });
    assertThat(ending.status()).isEqualTo(137);
    assertThat(ending.startFailure()).isEmpty();
  }
}
