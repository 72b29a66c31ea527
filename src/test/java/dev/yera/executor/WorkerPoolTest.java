package dev.yera.executor;

import static dev.yera.Patience.PATIENCE;
import static dev.yera.Patience.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WorkerPoolTest extends GuardedTest {
  private static final String WORKER = "echo '{\"type\":\"ready\"}'; cat >/dev/null";

  private static final byte[] PREPARE = "{\"type\":\"prepare\"}\n".getBytes(StandardCharsets.UTF_8);

  private WorkerPool pool;

  @BeforeEach
  void makePool() {
    pool = of(2, WORKER);
  }

  @AfterEach
  void closePool() {
    pool.close();
  }

  private Launch launch(String script) {
    return new Launch(List.of("bash", "-c", script), Run.ENVIRONMENT, Path.of("/"), true);
  }

  private WorkerPool of(int size, String script) {
    return of(size, () -> launch(script));
  }

  private WorkerPool of(int size, Supplier<Launch> launch) {
    return new WorkerPool(
        size, Duration.ofSeconds(20), launch, guard, new Starts(2), threads, System::nanoTime);
  }

  private void awaitReady(int count) {
    await().until(() -> pool.state().ready() == count);
  }

  private Mark reserved() {
    return new Mark(pool.reserve(PREPARE).orElseThrow());
  }

  private void end(Process worker, Mark mark) {
    new ProcessTree(worker.pid(), mark, Optional.empty()).end(Duration.ofSeconds(5));
    guard.forget(mark);
  }

  @Test
  void asManyAsItsSizeAreReadyAndTheReservedOnesCount() {
    pool.fill();
    awaitReady(2);
    Mark mark = reserved();
    assertThat(pool.state()).isEqualTo(new WorkerPool.State(2, 1, 1));
    assertThat(MarkedProcesses.of(mark)).isNotEmpty();
  }

  @Test
  void aWorkerIsTakenOnceWithWhatItSaidAndReplaced() throws IOException {
    pool.fill();
    awaitReady(2);
    Mark mark = reserved();
    Process worker = pool.take(mark).orElseThrow();
    assertThat(pool.take(mark)).isEmpty();
    awaitReady(2);
    assertThat(worker.inputReader().readLine()).isEqualTo("{\"type\":\"ready\"}");
    end(worker, mark);
  }

  @Test
  void aReservedWorkerIsToldWhatIsComing() throws IOException {
    pool.close();
    pool = of(1, "echo ready; read -r line; echo \"told $line\"; cat >/dev/null");
    pool.fill();
    awaitReady(1);
    Mark mark = reserved();
    Process worker = pool.take(mark).orElseThrow();
    BufferedReader said = worker.inputReader();
    assertThat(said.readLine()).isEqualTo("ready");
    assertThat(said.readLine()).isEqualTo("told {\"type\":\"prepare\"}");
    end(worker, mark);
  }

  /** Nobody waits for a worker that does not read. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void whatAnEmptyPipeCannotTakeIsNotSaid() throws IOException {
    pool.close();
    pool = of(1, "echo ready; exec sleep 600");
    pool.fill();
    awaitReady(1);
    Mark mark = new Mark(pool.reserve(new byte[1 << 20]).orElseThrow());
    Process worker = pool.take(mark).orElseThrow();
    assertThat(worker.isAlive()).isTrue();
    end(worker, mark);
  }

  @Test
  void whoeverTakesAWorkerHasTheProcessorsForAMoment() throws InterruptedException {
    pool.close();
    BlockingQueue<Long> starts = new LinkedBlockingQueue<>();
    pool =
        of(
            1,
            () -> {
              starts.add(System.nanoTime());
              return launch(WORKER);
            });
    pool.fill();
    awaitReady(1);
    starts.clear();
    long before = System.nanoTime();
    Mark mark = reserved();
    Process worker = pool.take(mark).orElseThrow();
    Long next = starts.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    assertThat(next - before).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
    end(worker, mark);
  }

  @Test
  void aDeadWorkerIsNeverHandedOutAndItsMarkIsFree() throws IOException {
    pool.fill();
    awaitReady(2);
    Mark mark = reserved();
    MarkedProcesses.of(mark).forEach(Processes::kill);
    await().until(() -> MarkedProcesses.of(mark).isEmpty());
    assertThat(pool.take(mark)).isEmpty();
    Process own = launch(WORKER).start(mark, guard);
    end(own, mark);
  }

  @Test
  void whatIsReleasedIsGoneAndReplaced() {
    pool.close();
    pool = of(1, WORKER);
    pool.fill();
    awaitReady(1);
    UUID first = pool.reserve(PREPARE).orElseThrow();
    CompletableFuture<Void> gone = new CompletableFuture<>();
    pool.release(new Mark(first), () -> gone.complete(null));
    join(gone);
    assertThat(MarkedProcesses.of(first)).as("told when it is gone").isEmpty();
    awaitReady(1);
    assertThat(pool.reserve(PREPARE)).isPresent().get().isNotEqualTo(first);
  }

  @Test
  void aPoolThatCannotStartSaysWhyOnceAndIsTriedAgain() {
    List<String> said = Collections.synchronizedList(new ArrayList<>());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            said.add(String.valueOf(record.getParameters()[0]));
          }

          @Override
          public void flush() {
            // nothing is kept
          }

          @Override
          public void close() {
            // nothing is open
          }
        };
    Logger logger = Logger.getLogger(WorkerPool.class.getName());
    logger.addHandler(handler);
    try {
      pool.close();
      Path tries = folder.resolve("tries");
      pool = of(1, "echo >>" + tries + "; echo 'no such option' >&2; exit 1");
      for (int i = 1; i <= 3; i++) {
        long wanted = i;
        await()
            .until(
                () -> {
                  assertThat(pool.reserve(PREPARE)).isEmpty();
                  return tries.toFile().length() >= wanted;
                });
      }
      assertThat(said).containsExactly("no such option");
    } finally {
      logger.removeHandler(handler);
    }
  }

  @Test
  void oneWithoutPlacesIsEmpty() {
    pool.close();
    pool = of(0, WORKER);
    pool.fill();
    assertThat(pool.reserve(PREPARE)).isEqualTo(Optional.empty());
    assertThat(pool.take(new Mark(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void itsEndEndsAllThatWait() {
    pool.fill();
    awaitReady(2);
    List<Mark> marks = List.of(reserved(), reserved());
    pool.close();
    assertThat(marks).allSatisfy(mark -> assertThat(MarkedProcesses.of(mark)).isEmpty());
    pool.fill();
    assertThat(pool.state()).isEqualTo(new WorkerPool.State(2, 0, 0));
  }

  @Test
  void settingsOfTheEnvironmentReachAWaitingWorkerWithItsMark() throws IOException {
    pool.close();
    pool =
        of(
            1,
            () ->
                new Launch(
                    List.of("bash", "-c", "echo $YERA_SESSION_ID $MODE; cat"),
                    Map.of("PATH", System.getenv("PATH"), "MODE", "demo"),
                    Path.of("/"),
                    true));
    pool.fill();
    awaitReady(1);
    Mark mark = reserved();
    Process worker = pool.take(mark).orElseThrow();
    assertThat(worker.inputReader().readLine()).isEqualTo(mark + " demo");
    end(worker, mark);
  }
}
