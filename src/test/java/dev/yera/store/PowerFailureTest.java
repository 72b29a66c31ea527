package dev.yera.store;

import static dev.yera.store.SessionStorePromises.NOON;
import static dev.yera.store.SessionStorePromises.json;
import static dev.yera.store.SessionStorePromises.numbers;
import static dev.yera.store.SessionStorePromises.readAll;
import static dev.yera.store.SessionStorePromises.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.it.LoopDisk;
import dev.yera.settings.StoreSync;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each {@code yera.store.sync} leaves on a disk when the power fails. Needs root. */
class PowerFailureTest {
  private static final int EVENTS = 300;

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private LoopDisk disk;

  @BeforeEach
  void mount() throws IOException {
    disk = new LoopDisk(folder);
  }

  @AfterEach
  void unmount() {
    threads.shutdown();
    if (disk != null) {
      disk.close();
    }
  }

  private FileStore store(Path disk, StoreSync sync) {
    return new FileStore(disk.resolve("data"), sync, Optional.empty(), threads);
  }

  /** How many events of a session are there after a cut; empty if the session is not. */
  private Optional<Long> left(StoredSession session) throws IOException {
    try (FileStore after = store(disk.afterACut(), StoreSync.NEVER)) {
      return after.find(session.id()).map(there -> whole(after.log(there, () -> {})));
    }
  }

  private static long whole(EventLog log) {
    assertThat(readAll(log.cursorAfter(0))).isEqualTo(numbers(1, log.lastId()));
    return log.lastId();
  }

  @Test
  void alwaysKeepsWhatAnybodySaw() throws IOException {
    try (FileStore store = store(disk.folder(), StoreSync.ALWAYS)) {
      StoredSession session = session("v 1", NOON);
      EventLog log = store.add(session, () -> {});
      assertThat(left(session)).as("one that was created").contains(0L);
      for (int i = 0; i < EVENTS; i++) {
        log.append(json(2_000));
        log.store();
        if (i % 100 == 50) {
          assertThat(left(session)).contains(log.readableId());
        }
      }
      StoredSession titled = session.titled(Optional.of("kept"));
      store.put(titled);
      try (FileStore after = store(disk.afterACut(), StoreSync.NEVER)) {
        assertThat(after.find(session.id()).orElseThrow().title()).contains("kept");
      }
    }
  }

  @Test
  void aSecondKeepsAnswersAndEndsAndWhatIsOlder() throws IOException {
    Syncer syncer = new Syncer(StoreSync.SECOND, new Trouble());
    threads.execute(syncer);
    try (FileStore store = store(disk.folder(), StoreSync.SECOND)) {
      StoredSession session = session("v 1", NOON);
      store.add(session, () -> {});
      String name = "data/sessions/" + session.id().substring(0, 2) + "/" + session.id() + ".log";
      FileLog log = FileLog.empty(new PlainBytes(disk.folder().resolve(name)), syncer, () -> {});
      log.append(json(100));
      log.store();
      log.sync();
      await().until(() -> syncer.syncs() == 1);
      assertThat(left(session)).as("an answer").contains(1L);
      log.append(json(100));
      log.store();
      await().until(() -> syncer.syncs() == 2);
      assertThat(left(session)).as("a second later").contains(2L);
    } finally {
      syncer.close();
    }
  }

  @ParameterizedTest
  @EnumSource(StoreSync.class)
  void whatIsLeftIsWhole(StoreSync sync) throws IOException {
    try (FileStore store = store(disk.folder(), sync)) {
      StoredSession session = session("v 1", NOON);
      EventLog log = store.add(session, () -> {});
      for (int i = 0; i < EVENTS; i++) {
        log.append(json(2 + i * 40));
        log.store();
        if (i % 100 == 50) {
          assertThat(left(session).orElse(0L)).isBetween(0L, log.readableId());
        }
      }
    }
  }
}
