package dev.yera.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DrainTest {
  /** Threads that run when the test says so. */
  private final Queue<Runnable> threads = new ArrayDeque<>();

  private final AtomicInteger runs = new AtomicInteger();

  private void runThreads() {
    for (Runnable thread = threads.poll(); thread != null; thread = threads.poll()) {
      thread.run();
    }
  }

  @Test
  void aWakeIsARun() {
    Drain drain = Drain.idle(threads::add, runs::incrementAndGet);
    assertThat(threads).isEmpty();
    drain.wake();
    runThreads();
    drain.wake();
    runThreads();
    assertThat(runs).hasValue(2);
  }

  @Test
  void wakesBeforeTheRunBeginsAreOneRun() {
    Drain drain = Drain.idle(threads::add, runs::incrementAndGet);
    drain.wake();
    drain.wake();
    drain.wake();
    assertThat(threads).hasSize(1);
    runThreads();
    assertThat(runs.get()).isEqualTo(1);
    assertThat(threads).isEmpty();
  }

  @Test
  void wakesDuringARunAreOneMoreOnTheSameThread() {
    AtomicReference<Drain> self = new AtomicReference<>();
    Drain drain =
        Drain.idle(
            threads::add,
            () -> {
              if (runs.incrementAndGet() == 1) {
                self.get().wake();
                self.get().wake();
              }
            });
    self.set(drain);
    drain.wake();
    threads.remove().run();
    assertThat(runs).hasValue(2);
    assertThat(threads).isEmpty();
  }

  @Test
  void oneThatIsHeldRunsWhenItIsBegun() {
    Drain drain = Drain.held(threads::add, runs::incrementAndGet);
    drain.wake();
    assertThat(threads).isEmpty();
    drain.begin();
    runThreads();
    assertThat(runs.get()).isPositive();
  }

  @Test
  void oneThatIsStoppedRunsNoMore() {
    Drain drain = Drain.idle(threads::add, runs::incrementAndGet);
    drain.stop();
    drain.wake();
    assertThat(threads).isEmpty();
  }

  @Test
  void oneThatStopsItselfEndsWithThatRunAlsoIfItWasWoken() {
    AtomicReference<Drain> self = new AtomicReference<>();
    self.set(
        Drain.idle(
            threads::add,
            () -> {
              runs.incrementAndGet();
              self.get().wake();
              self.get().stop();
            }));
    self.get().wake();
    runThreads();
    assertThat(runs).hasValue(1);
  }

  @Test
  void aTaskThatThrowsIsNotRunAgain() {
    Drain drain =
        Drain.idle(
            threads::add,
            () -> {
              runs.incrementAndGet();
              throw new IllegalStateException("broken");
            });
    drain.wake();
    assertThatThrownBy(this::runThreads).hasMessage("broken");
    drain.wake();
    assertThat(threads).isEmpty();
    assertThat(runs).hasValue(1);
  }

  @Test
  void whereThereIsNoThreadTheNextWakeTriesAgain() {
    AtomicInteger tries = new AtomicInteger();
    Drain drain =
        Drain.idle(
            task -> {
              if (tries.incrementAndGet() == 1) {
                throw new RejectedExecutionException("none");
              }
              threads.add(task);
            },
            runs::incrementAndGet);
    assertThatThrownBy(drain::wake).isInstanceOf(RejectedExecutionException.class);
    drain.wake();
    runThreads();
    assertThat(runs).hasValue(1);
  }

  /** Many wake it at once; whatever was there before a wake is found by a run. */
  @Test
  void nothingIsLeftAndNeverTwoRunAtOnce() throws Exception {
    AtomicInteger work = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger mostAtOnce = new AtomicInteger();
    int each = 20_000;
    ExecutorService pool = Executors.newCachedThreadPool();
    Drain drain =
        Drain.idle(
            pool,
            () -> {
              mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
              done.addAndGet(work.getAndSet(0));
              atOnce.decrementAndGet();
            });
    CyclicBarrier start = new CyclicBarrier(3);
    for (int i = 0; i < 3; i++) {
      pool.execute(
          () -> {
            await(start);
            for (int n = 0; n < each; n++) {
              work.incrementAndGet();
              drain.wake();
            }
          });
    }
    org.awaitility.Awaitility.await().untilAtomic(done, org.hamcrest.Matchers.equalTo(3 * each));
    pool.shutdown();
    assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(mostAtOnce).hasValue(1);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
