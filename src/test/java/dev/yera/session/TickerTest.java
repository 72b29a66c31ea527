package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.catalog.CommandApp;
import dev.yera.stream.Watcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever one session does with its time, the others have theirs. */
class TickerTest {
  private static final CommandApp STAYS =
      TestApps.events("echo '{\"block_type\":\"text\"}'; cat >/dev/null");

  @TempDir private Path folder;
  private Sessions sessions;

  @BeforeEach
  void open() throws Exception {
    sessions = new Sessions(folder, Map.of("yera.session.stop-grace", "PT1S"));
  }

  @AfterEach
  void close() throws Exception {
    sessions.close();
  }

  /** Somebody who counts the time, and perhaps fails over it. */
  private static final class Counting implements Watcher {
    private final AtomicInteger ticks = new AtomicInteger();
    private final Throwable failure;

    Counting(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public void tick(long nanoTime) {
      ticks.incrementAndGet();
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException exception) {
        throw exception;
      }
    }

    @Override
    public void wake() {
      // It is not here for the events.
    }

    @Override
    public void replace() {
      // It has no key.
    }

    @Override
    public boolean isOverdue() {
      return false;
    }
  }

  private static Counting watch(Session session, Throwable failure) {
    Counting watcher = new Counting(failure);
    session.open(watcher, 0, watcher);
    return watcher;
  }

  @ParameterizedTest
  @ValueSource(
      classes = {IllegalStateException.class, StackOverflowError.class, NoClassDefFoundError.class})
  void aFailureIsCountedAndStopsNeitherTheSessionNorTheOthers(Class<? extends Throwable> type)
      throws Exception {
    Session first = sessions.create(STAYS);
    watch(first, type.getConstructor(String.class).newInstance("for the test"));
    Counting beside = watch(first, null);
    TestViewer other = sessions.view(STAYS);
    other.next("text");

    await().until(() -> sessions.clockFailures() >= 3);
    int before = beside.ticks.get();
    await().until(() -> beside.ticks.get() > before + 2);
    sessions.pass(Duration.ofHours(8));
    assertThat(other.exit().error("error_type")).isEqualTo("LifetimeExceeded");
    await().until(() -> first.state().status().isEnded());
    assertThat(first.state().exit().orElseThrow().error().errorType())
        .isEqualTo("LifetimeExceeded");
  }

  @Test
  void whoTakesHisTimeToForgetASessionHoldsNobodyUp() {
    CountDownLatch slow = sessions.holdExpiryUp();
    try {
      Session forgotten = sessions.create(STAYS);
      TestViewer other = sessions.view(STAYS);
      other.next("text");
      sessions.pass(Duration.ofMinutes(2));
      await().until(() -> sessions.isExpired(forgotten));
      sessions.pass(Duration.ofHours(8));
      assertThat(other.exit().error("error_type")).isEqualTo("LifetimeExceeded");
      assertThat(sessions.timesExpired(forgotten)).as("not once more with each tick").isEqualTo(1);
    } finally {
      slow.countDown();
    }
  }

  @Test
  void anInterruptMakesItNeitherEndNorRace() throws Exception {
    Counting counting = watch(sessions.create(STAYS), null);
    Ticker ticker = new Ticker(sessions.all(), () -> {});
    Thread thread = new Thread(ticker);
    thread.start();
    try {
      await().until(() -> counting.ticks.get() > 2);
      thread.interrupt();
      await().until(() -> !thread.isInterrupted());
      int before = counting.ticks.get();
      await().until(() -> counting.ticks.get() > before + 4);
      assertThat(thread.isAlive()).isTrue();
    } finally {
      ticker.close();
      thread.join(20_000);
    }
    assertThat(thread.isAlive()).isFalse();
  }
}
