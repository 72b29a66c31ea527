package dev.yera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedRowsTest {
  private static final int AT_ONCE = 2;
  private static final int READERS = 50;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CountDownLatch go = new CountDownLatch(1);
  private volatile Optional<IOException> failure = Optional.empty();
  private final SharedRows rows = new SharedRows(this::read, AT_ONCE, Patience.PATIENCE);

  /** Each row has ten events. */
  private BlockRow read(LogRows log, long id) throws IOException {
    reads.incrementAndGet();
    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      inside.decrementAndGet();
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return new BlockRow(log.session(), id, id + 9, new byte[1_000]);
  }

  private static LogRows log(String session) {
    return new LogRows(session, Optional.empty());
  }

  private CompletableFuture<BlockRow> find(String session, long id) {
    return CompletableFuture.supplyAsync(() -> rows.find(log(session), id), threads);
  }

  @AfterEach
  void end() {
    go.countDown();
    threads.shutdown();
  }

  @Test
  void whoAsksForTheSameIsServedByOneRead() {
    List<CompletableFuture<BlockRow>> all = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      all.add(find("a", 1));
    }
    await().until(() -> inside.get() == 1);
    go.countDown();
    BlockRow first = all.get(0).join();
    assertThat(all).allSatisfy(each -> assertThat(each.join().frames()).isSameAs(first.frames()));
    assertThat(rows.find(log("a"), 1).frames()).as("while it is used").isSameAs(first.frames());
    assertThat(reads).hasValue(1);
    assertThat(first.lastId()).isEqualTo(10);
  }

  @Test
  void otherSessionsAndOtherPlacesAreOthers() {
    go.countDown();
    BlockRow one = rows.find(log("a"), 1);
    BlockRow two = rows.find(log("a"), 11);
    BlockRow three = rows.find(log("b"), 1);
    assertThat(two.firstId()).isEqualTo(11);
    assertThat(one.firstId()).isEqualTo(1);
    assertThat(three.session()).isEqualTo("b");
    assertThat(reads).hasValue(3);
  }

  @Test
  void noMoreAreReadAtOnceThanThereAreTurns() {
    List<CompletableFuture<BlockRow>> all = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      all.add(find("session " + i, 1));
    }
    await().until(() -> inside.get() == AT_ONCE);
    go.countDown();
    all.forEach(CompletableFuture::join);
    assertThat(most).hasValue(AT_ONCE);
    assertThat(reads).hasValue(READERS);
  }

  @Test
  void whoDoesNotGetATurnIsTold() {
    SharedRows impatient = new SharedRows(this::read, 1, Duration.ofMillis(1));
    CompletableFuture<BlockRow> first =
        CompletableFuture.supplyAsync(() -> impatient.find(log("a"), 1), threads);
    await().until(() -> inside.get() == 1);
    assertThatThrownBy(() -> impatient.find(log("b"), 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("too many logs are read");
    go.countDown();
    first.join();
    assertThat(impatient.find(log("b"), 1).session()).isEqualTo("b");
  }

  @Test
  void aFailureIsThatOfAllWhoWaitAndOfNobodyAfterThem() {
    failure = Optional.of(new IOException("the database cannot be reached"));
    CompletableFuture<BlockRow> one = find("a", 1);
    CompletableFuture<BlockRow> two = find("a", 1);
    await().until(() -> inside.get() == 1);
    go.countDown();
    for (CompletableFuture<BlockRow> each : List.of(one, two)) {
      assertThatThrownBy(each::join)
          .hasCauseInstanceOf(UncheckedIOException.class)
          .hasRootCauseMessage("the database cannot be reached");
    }
    failure = Optional.empty();
    assertThat(rows.find(log("a"), 1).lastId()).isEqualTo(10);
  }

  @Test
  void whatWasDeletedIsAskedForAgain() {
    go.countDown();
    BlockRow before = rows.find(log("a"), 1);
    BlockRow other = rows.find(log("b"), 1);
    rows.forget("a");
    assertThat(rows.find(log("a"), 1).frames()).isNotSameAs(before.frames());
    assertThat(rows.find(log("b"), 1).frames()).isSameAs(other.frames());
  }

  @Test
  void whatNobodyUsesIsNotKept() {
    go.countDown();
    for (int i = 0; i < READERS; i++) {
      rows.find(log("session " + i), 1);
    }
    await()
        .until(
            () -> {
              System.gc();
              return rows.size() == 0;
            });
  }
}
