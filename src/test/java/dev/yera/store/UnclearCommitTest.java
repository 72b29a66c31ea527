package dev.yera.store;

import static dev.yera.store.SessionStorePromises.NOON;
import static dev.yera.store.SessionStorePromises.json;
import static dev.yera.store.SessionStorePromises.numbers;
import static dev.yera.store.SessionStorePromises.readAll;
import static dev.yera.store.SessionStorePromises.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.it.Postgres;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection breaks during a commit: nobody knows whether it happened. */
class UnclearCommitTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private CutLine line;
  private PostgresStore store;

  /** Of another server, whose line is whole. */
  private PostgresStore other;

  @BeforeEach
  void open() throws IOException {
    Map<String, String> database = new HashMap<>(Postgres.shared().database());
    other = new PostgresStore(PostgresStoreTest.settings(database), threads);
    line = new CutLine(Postgres.shared().port());
    String direct = ":" + Postgres.shared().port() + "/";
    // So that a commit is to be seen on the line, and not only the number of a prepared statement.
    database.computeIfPresent(
        "yera.store",
        (key, url) -> url.replace(direct, ":" + line.port() + "/") + "?prepareThreshold=0");
    store = new PostgresStore(PostgresStoreTest.settings(database), threads);
  }

  @AfterEach
  void close() throws IOException {
    if (store != null) {
      store.close();
    }
    if (other != null) {
      other.close();
    }
    if (line != null) {
      line.close();
    }
    threads.shutdown();
  }

  @ParameterizedTest
  @EnumSource(
      value = CutLine.At.class,
      names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
  void noEventIsLostOrDoubled(CutLine.At where) throws IOException {
    StoredSession session = session("v 1", NOON);
    EventLog log = store.add(session, () -> {});
    EventLog.Cursor viewer = log.cursorAfter(0);
    AtomicInteger said = new AtomicInteger();
    for (int i = 1; i <= 12; i++) {
      // Small ones, ones that fill a segment, so that rows are replaced, and the last.
      log.append(json(i % 4 == 0 ? 50_000 : 10_000));
      said.incrementAndGet();
      if (i == 12) {
        log.close();
      }
      line.cutNext(where);
      boolean goesOn = i % 3 == 0 && i < 12;
      await().until(() -> isStored(log) || (goesOn && saysMore(log, said)));
      assertThat(line.cuts()).isEqualTo(i);
      assertThat(log.readableId()).isEqualTo(said.get());
    }
    int n = said.get();
    assertThat(readAll(viewer)).isEqualTo(numbers(1, n));
    EventLog stored = store.log(session, () -> {});
    assertThat(stored.lastId()).isEqualTo(n);
    assertThat(stored.size()).isEqualTo(log.size());
    assertThat(readAll(stored.cursorAfter(0))).isEqualTo(numbers(1, n));
  }

  /** Else its viewers would see an event under a number that is another one's in every replay. */
  @ParameterizedTest
  @EnumSource(
      value = CutLine.At.class,
      names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
  void whatAnotherServerStoredMeanwhileIsNotTakenForItsOwn(CutLine.At where) throws IOException {
    StoredSession session = session("v 1", NOON);
    EventLog log = store.add(session, () -> {});
    EventLog.Cursor viewer = log.cursorAfter(0);
    log.append(json(100));
    log.store();
    log.append(json(200));
    line.cutNext(where);
    await().until(() -> !isStored(log) && line.cuts() == 1);

    EventLog taken = takenOver(session);
    while (taken.lastId() < 4) {
      taken.append(json(300));
    }
    taken.close();
    taken.store();
    log.append(json(400));
    assertThatThrownBy(log::store).isInstanceOf(FencedException.class);
    assertThat(log.readableId()).isEqualTo(1);
    assertThat(readAll(viewer)).containsExactly(1L);
    assertThat(readAll(taken.cursorAfter(0))).isEqualTo(numbers(1, 4));
    assertThatThrownBy(log::store).isInstanceOf(FencedException.class);
  }

  /** Its log as the other server goes on with it. */
  private EventLog takenOver(StoredSession session) {
    other.belongTo("other");
    await().until(() -> other.takeOver().stream().anyMatch(each -> each.id().equals(session.id())));
    return other.log(session, () -> {});
  }

  /** While it cannot be stored. */
  private static boolean saysMore(EventLog log, AtomicInteger said) {
    log.append(json(100));
    said.incrementAndGet();
    return false;
  }

  private static boolean isStored(EventLog log) {
    try {
      log.store();
      return true;
    } catch (IOException cut) {
      return false;
    }
  }
}
