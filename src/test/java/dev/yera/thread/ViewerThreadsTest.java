package dev.yera.thread;

import static dev.yera.Patience.PATIENCE;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewerThreadsTest {
  private static final int AT_ONCE = 2;
  private static final int LONG_ONES = 500;

  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);
  private final CountDownLatch release = new CountDownLatch(1);

  /** Nothing takes long as long as it stands still. */
  private final AtomicLong now = new AtomicLong();

  private final ViewerThreads viewers = new ViewerThreads(threads, AT_ONCE, now::get);

  @AfterEach
  void stop() {
    release.countDown();
    threads.shutdown();
  }

  @Test
  void aFewThreadsDoWhatManyAskFor() throws Exception {
    int askers = 4;
    int each = 50_000;
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(askers * each);
    for (int asker = 0; asker < askers; asker++) {
      threads.execute(
          () -> {
            for (int i = 0; i < each; i++) {
              viewers.execute(
                  () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    running.decrementAndGet();
                    done.countDown();
                  });
            }
          });
    }
    assertThat(done.await(PATIENCE.toSeconds(), SECONDS)).isTrue();
    assertThat(most.get()).isBetween(1, AT_ONCE);
  }

  @Test
  void tasksBeginInTheOrderInWhichTheyCame() throws Exception {
    ViewerThreads one = new ViewerThreads(threads, 1, now::get);
    CompletableFuture<List<Integer>> order = new CompletableFuture<>();
    Stream.Builder<Integer> begun = Stream.builder();
    one.execute(this::block);
    for (int i = 0; i < 100; i++) {
      int number = i;
      one.execute(() -> begun.add(number));
    }
    one.execute(() -> order.complete(begun.build().toList()));
    release.countDown();
    assertThat(order.get(PATIENCE.toSeconds(), SECONDS))
        .isEqualTo(Stream.iterate(0, i -> i + 1).limit(100).toList());
  }

  @Test
  void whatTakesLongKeepsNobodyWaiting() throws Exception {
    for (int i = 0; i < LONG_ONES; i++) {
      viewers.execute(this::block);
    }
    CompletableFuture<String> other = new CompletableFuture<>();
    viewers.execute(() -> other.complete("served"));
    passTimeUntil(other);
    assertThat(other.join()).isEqualTo("served");
  }

  @Test
  void aTaskThatIsNotYetLongHasItsSeatToItself() throws Exception {
    viewers.execute(this::block);
    CompletableFuture<String> second = new CompletableFuture<>();
    viewers.execute(() -> second.complete("served"));
    now.addAndGet(ViewerThreads.LONG.toNanos() - 1);
    assertThat(second).isNotDone();
    release.countDown();
    assertThat(second.get(PATIENCE.toSeconds(), SECONDS)).isEqualTo("served");
  }

  @Test
  void manyThatWaitGetAllSeats() throws Exception {
    viewers.execute(this::block);
    CountDownLatch served = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      viewers.execute(served::countDown);
    }
    assertThat(served.await(PATIENCE.toSeconds(), SECONDS)).isTrue();
  }

  @Test
  void whatWasLongLeavesWhenOthersHaveItsSeat() throws Exception {
    whatTakesLongKeepsNobodyWaiting();
    release.countDown();
    // Those that came for the long ones may do one task more: then they have left.
    await().until(() -> ((ThreadPoolExecutor) threads).getActiveCount() == 0);
    aFewThreadsDoWhatManyAskFor();
  }

  @Test
  void aTaskThatFailsTakesNoSeatWithIt() throws Exception {
    for (int i = 0; i < 10; i++) {
      viewers.execute(
          () -> {
            throw new LinkageError("as if a class were missing");
          });
    }
    CompletableFuture<String> next = new CompletableFuture<>();
    viewers.execute(() -> next.complete("served"));
    assertThat(next.get(PATIENCE.toSeconds(), SECONDS)).isEqualTo("served");
    await().until(() -> failures.size() == 10);
  }

  @Test
  void aTaskThatFindsNoThreadIsRefusedAndForgotten() throws Exception {
    CompletableFuture<String> refused = new CompletableFuture<>();
    AtomicInteger places = new AtomicInteger();
    ViewerThreads some =
        new ViewerThreads(
            task -> {
              if (places.getAndDecrement() <= 0) {
                throw new RejectedExecutionException("none");
              }
              threads.execute(task);
            },
            1,
            now::get);
    assertThatThrownBy(() -> some.execute(() -> refused.complete("ran")))
        .isInstanceOf(RejectedExecutionException.class);
    places.set(1);
    CompletableFuture<String> next = new CompletableFuture<>();
    some.execute(() -> next.complete("served"));
    assertThat(next.get(PATIENCE.toSeconds(), SECONDS)).isEqualTo("served");
    assertThat(refused).isNotDone();
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work);
    thread.setUncaughtExceptionHandler((failed, why) -> failures.add(why));
    return thread;
  }

  private void passTimeUntil(CompletableFuture<?> done) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!done.isDone() && System.nanoTime() < deadline) {
      now.addAndGet(ViewerThreads.LONG.toNanos());
      Thread.onSpinWait();
    }
  }

  private void block() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
