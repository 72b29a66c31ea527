package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.Patience;
import dev.yera.Thorough;
import dev.yera.catalog.CommandApp;
import dev.yera.event.block.BlockId;
import dev.yera.it.Postgres;
import dev.yera.session.question.Interaction;
import dev.yera.store.EventLog;
import dev.yera.store.Slice;
import dev.yera.store.StoreException;
import dev.yera.store.StoredSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions in a PostgreSQL that is killed, and comes back. */
class PostgresTroubleTest {
  private static final int TALKERS = 4;

  private static final CommandApp ASKS =
      TestApps.events(
          "read -r start; echo '{\"block_type\":\"text_input\",\"block_id\":\"q\"}'; read -r answer");

  private static final Interaction ANSWER =
      new Interaction(new BlockId("q"), "an answer", "text_input");

  @TempDir private Path folder;
  private Postgres postgres;
  private Path enough;
  private Sessions sessions;

  @BeforeEach
  void open() throws IOException {
    postgres = new Postgres();
    enough = folder.resolve("enough");
    Map<String, String> settings = new HashMap<>(postgres.database());
    settings.put("yera.store.timeout", "PT2S");
    settings.put("yera.session.stop-grace", "PT1S");
    settings.put("yera.session.output-quota", "1GiB");
    sessions = new Sessions(folder, settings);
  }

  @AfterEach
  void close() throws IOException {
    if (sessions != null) {
      Files.writeString(enough, "");
      sessions.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  /** Talks until it is enough. */
  private CommandApp talks() {
    String line =
        "{\"block_type\":\"text\",\"data\":{\"content\":\"%s\"}}".formatted("x".repeat(200));
    return TestApps.events(
        "while [ ! -e %s ]; do yes '%s' | head -50; sleep 0.01; done".formatted(enough, line));
  }

  private static CompletableFuture<List<SentEvent>> watching(TestViewer viewer) {
    return CompletableFuture.supplyAsync(viewer::all, run -> new Thread(run).start());
  }

  private static List<SentEvent> replay(EventLog log) {
    List<SentEvent> events = new ArrayList<>();
    EventLog.Cursor cursor = log.cursorAfter(0);
    for (Slice slice = cursor.next(); slice != null; slice = cursor.next()) {
      Frames.of(slice).forEach(frame -> events.add(SentEvent.of(frame)));
    }
    return events;
  }

  @Test
  void whatWasSaidWhileItWasKilledIsThereOnce() throws IOException {
    List<TestViewer> viewers = new ArrayList<>();
    List<CompletableFuture<List<SentEvent>>> seen = new ArrayList<>();
    for (int i = 0; i < TALKERS; i++) {
      TestViewer viewer = sessions.view(talks());
      viewers.add(viewer);
      seen.add(watching(viewer));
    }
    for (int kills = 0; kills < 2; kills++) {
      for (TestViewer viewer : viewers) {
        long before = viewer.session().state().lastEventId();
        await().until(() -> viewer.session().state().lastEventId() > before + 500);
      }
      postgres.kill();
      viewers.forEach(viewer -> await().until(viewer.session()::isStoreFailing));
      postgres.start();
      viewers.forEach(viewer -> await().until(() -> !viewer.session().isStoreFailing()));
    }
    Files.writeString(enough, "");
    for (int i = 0; i < TALKERS; i++) {
      List<SentEvent> all = Patience.join(seen.get(i));
      for (int id = 1; id <= all.size(); id++) {
        assertThat(all.get(id - 1).id()).isEqualTo(id);
      }
      assertThat(all.get(all.size() - 1).data("exit_code")).isEqualTo(0L);
      Session session = viewers.get(i).session();
      StoredSession stored = stored(session);
      assertThat(replay(sessions.store().log(stored, () -> {}))).isEqualTo(all);
    }
  }

  private StoredSession stored(Session session) {
    return sessions.store().find(session.id().toString()).orElseThrow();
  }

  /** It ended, and that was tried to be stored. */
  private boolean isOver(Session session) {
    return sessions.facts(session).stream().anyMatch(SessionFact.Ended.class::isInstance);
  }

  @Test
  void whileItIsGoneNothingIsTakenThatCannotBeStored() {
    TestViewer asks = sessions.view(ASKS);
    asks.next("text_input");
    TestViewer talks = sessions.view(talks());
    talks.next("text");
    postgres.kill();
    await().until(talks.session()::isStoreFailing);
    assertThat(sessions.store().trouble().orElseThrow()).contains("cannot be reached");
    assertThatThrownBy(() -> sessions.create(ASKS)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> talks.session().addInteraction(ANSWER))
        .isInstanceOf(StoreException.class);

    postgres.start();
    await().until(() -> sessions.store().trouble().isEmpty());
    await()
        .ignoreException(StoreException.class)
        .until(() -> sessions.create(ASKS).state().status() == SessionStatus.CREATED);
    asks.session().addInteraction(ANSWER);
    assertThat(asks.exit().data("exit_code")).isEqualTo(0L);
  }

  @Thorough
  @Test
  void aServerWithNothingToStoreKnowsThatItIsGoneAndThatItIsBack() {
    postgres.kill();
    await().until(() -> sessions.store().trouble().isPresent());
    postgres.start();
    await().until(() -> sessions.store().trouble().isEmpty());
  }

  @Thorough
  @Test
  void whenThePatienceIsOverSessionsEndAndSaySoOnceItIsBack() {
    TestViewer talks = sessions.view(talks());
    CompletableFuture<List<SentEvent>> seen = watching(talks);
    await().until(() -> talks.session().state().lastEventId() > 100);
    postgres.kill();
    await().until(talks.session()::isStoreFailing);
    sessions.pass(Duration.ofSeconds(61));
    await().until(() -> isOver(talks.session()));
    postgres.start();
    List<SentEvent> all = Patience.join(seen);
    SentEvent exit = all.get(all.size() - 1);
    assertThat(exit.id()).isEqualTo(all.size());
    assertThat(exit.error("error_type")).isEqualTo("StorageFailed");
    assertThat((String) exit.data("reason")).contains("the database cannot be reached");
    await().until(() -> stored(talks.session()).end().isPresent());
    assertThat(stored(talks.session()).end().orElseThrow().lastEventId()).isEqualTo(all.size());
  }

  @Thorough
  @Test
  void anEndThatCouldNotBeStoredIsStoredLater() {
    TestViewer asks = sessions.view(ASKS);
    asks.next("text_input");
    asks.session().addInteraction(ANSWER);
    postgres.kill();
    await().until(() -> isOver(asks.session()));
    postgres.start();
    assertThat(asks.exit().data("exit_code")).isEqualTo(0L);
    await().until(() -> stored(asks.session()).end().isPresent());
  }

  /** Nobody but the clock tries again: the app does not say anything more. */
  @Thorough
  @Test
  void whatASilentAppSaidIsStoredOnceItIsBack() throws IOException {
    Path gone = folder.resolve("gone");
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                "until [ -e %s ]; do sleep 0.01; done; echo '{\"block_type\":\"text\"}'; read -r rest"
                        .formatted(gone)
                    + "; until [ -e %s ]; do sleep 0.01; done".formatted(enough)));
    viewer.next("start");
    postgres.kill();
    Files.writeString(gone, "");
    await().until(viewer.session()::isStoreFailing);
    assertThat(viewer.session().state().lastEventId()).isEqualTo(1);
    postgres.start();
    assertThat(viewer.next("text").id()).isEqualTo(2);
  }
}
