package dev.yera.thread;

import static dev.yera.Patience.PATIENCE;
import static dev.yera.Patience.join;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class AppThreadsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Queue<Thread> made = new ConcurrentLinkedQueue<>();

  private Thread make(Runnable work) {
    Thread thread = new Thread(work, "of-the-container");
    thread.setDaemon(true);
    made.add(thread);
    return thread;
  }

  @Test
  void aThreadThatIsFreeTakesTheNextTask() {
    AppThreads threads = new AppThreads(this::make, 10, LONG);
    for (int i = 0; i < 100; i++) {
      CompletableFuture<Thread> ran = new CompletableFuture<>();
      threads.execute(() -> ran.complete(Thread.currentThread()));
      Thread worker = join(ran);
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> worker.getState() == Thread.State.TIMED_WAITING);
    }
    assertThat(made).hasSize(1);
  }

  @Test
  void threadsThatAreNotNeededEnd() {
    AppThreads threads = new AppThreads(this::make, 10, Duration.ofMillis(50));
    CountDownLatch allRun = new CountDownLatch(10);
    for (int i = 0; i < 10; i++) {
      threads.execute(
          () -> {
            allRun.countDown();
            awaitUninterrupted(allRun);
          });
    }
    await().until(() -> made.size() == 10 && made.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void aTaskThatFindsNoThreadIsRefused() {
    AppThreads threads = new AppThreads(this::make, 1, LONG);
    CountDownLatch busy = new CountDownLatch(1);
    threads.execute(() -> awaitUninterrupted(busy));
    assertThatThrownBy(() -> threads.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    busy.countDown();
  }

  @Test
  void afterTheContainerTasksStillRunAndItsIdleThreadsEnd() {
    AppThreads threads = new AppThreads(this::make, 10, LONG);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<Boolean> undisturbed = new CompletableFuture<>();
    threads.execute(() -> undisturbed.complete(awaitUninterrupted(goOn) && !Thread.interrupted()));
    threads.execute(() -> {});

    threads.leaveContainer();
    CompletableFuture<String> ran = new CompletableFuture<>();
    threads.execute(() -> ran.complete(Thread.currentThread().getName()));
    assertThat(join(ran)).isEqualTo("yera-last-words");
    goOn.countDown();
    assertThat(join(undisturbed)).isTrue();
    await().until(() -> made.stream().noneMatch(Thread::isAlive));
  }

  private static boolean awaitUninterrupted(CountDownLatch latch) {
    try {
      return latch.await(PATIENCE.toSeconds(), SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
