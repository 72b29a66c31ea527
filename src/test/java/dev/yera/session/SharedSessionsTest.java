package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.catalog.CommandApp;
import dev.yera.event.block.BlockId;
import dev.yera.executor.MarkedProcesses;
import dev.yera.it.Postgres;
import dev.yera.session.question.Interaction;
import dev.yera.store.EventLog;
import dev.yera.store.FencedException;
import dev.yera.store.PostgresStore;
import dev.yera.store.Slice;
import dev.yera.store.StoredSession;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that go from one of two servers to the other, in trouble of all kinds. */
class SharedSessionsTest {
  private static final CommandApp ASKS =
      TestApps.events(
          "read -r start; echo '{\"block_type\":\"text_input\",\"block_id\":\"q\"}'; read -r answer");

  private static final CommandApp STAYS =
      TestApps.events(
          "trap '' TERM; echo '{\"block_type\":\"text_input\",\"block_id\":\"q\"}';"
              + " while :; do sleep 1; done");

  private static final Interaction ANSWER =
      new Interaction(new BlockId("q"), "an answer", "text_input");

  @TempDir private Path folder;
  private Map<String, String> database;
  private OneServer one;
  private OneServer other;

  @BeforeEach
  void start() throws IOException {
    database = new HashMap<>(Postgres.shared().database());
    database.put("yera.session.stop-grace", "PT1S");
    one = node("one");
    other = node("other");
  }

  /** It has no lease, so the other one takes over what it has. */
  private OneServer node(String name) throws IOException {
    OneServer server = new OneServer(folder.resolve(name), database);
    store(server).belongTo(name);
    server.here.share(new NoOthers());
    return server;
  }

  private static PostgresStore store(OneServer server) {
    return (PostgresStore) server.sessions.store();
  }

  @AfterEach
  void end() throws IOException {
    if (one != null) {
      one.close();
    }
    if (other != null) {
      other.close();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What the other one does each second. */
  private void otherTakesOver() {
    store(other).takeOver().forEach(other.shared::takeOver);
  }

  private List<SentEvent> events(StoredSession stored) {
    List<SentEvent> events = new ArrayList<>();
    EventLog.Cursor cursor = store(other).log(stored, () -> {}).cursorAfter(0);
    for (Slice slice = cursor.next(); slice != null; slice = cursor.next()) {
      Frames.of(slice).forEach(frame -> events.add(SentEvent.of(frame)));
    }
    return events;
  }

  private StoredSession stored(Session session) {
    return store(other).find(session.id().toString()).orElseThrow();
  }

  // ---- Of whoever had it before

  @Test
  void whatIgnoresItsEndIsGoneWhenAnotherServerHasTheSession() {
    Session session = one.create(STAYS);
    TestViewer viewer = TestViewer.of(session, 0L);
    viewer.next("text_input");
    otherTakesOver();
    session.addInteraction(ANSWER);
    await().until(() -> one.here.find(session.id()).isEmpty());
    await().until(() -> MarkedProcesses.of(session.id()).isEmpty());
    await().until(() -> one.slots.taken() == 0);
    await().until(viewer::isReplaced);
  }

  @Test
  void theClockOfWhoHadItBeforeDoesNotDeleteWhatRunsElsewhere() {
    Session session = one.create(ASKS);
    otherTakesOver();
    assertThat(other.here.find(session.id())).isPresent();
    one.forgetting.expired(session);
    assertThat(other.isStored(session)).isTrue();
    assertThat(one.here.find(session.id())).isEmpty();
    assertThat(one.slots.taken()).isZero();
  }

  @Test
  void aDeletionThroughWhoHadItBeforeIsNoneAndSaysSo() {
    Session session = one.create(ASKS);
    otherTakesOver();
    assertThatThrownBy(() -> one.forgetting.cleanup(session)).isInstanceOf(FencedException.class);
    assertThat(other.isStored(session)).isTrue();
    assertThat(one.here.find(session.id())).isEmpty();

    other.forgetting.cleanup(other.here.find(session.id()).orElseThrow());
    assertThat(other.isStored(session)).isFalse();
  }

  @Test
  void withoutALeaseItHasNoSessionThatNobodyViewed() {
    Session session = one.create(ASKS);
    one.shared.abandonAll();
    assertThat(one.here.find(session.id())).isEmpty();
    assertThat(one.slots.taken()).isZero();
    assertThat(one.isStored(session)).isTrue();

    one.shared.goOnWithUnknown(); // its lease was renewed in time
    Session back = one.here.find(session.id()).orElseThrow();
    assertThat(back.status()).isEqualTo(SessionStatus.CREATED);
    assertThat(one.slots.taken()).isEqualTo(1);
    one.forgetting.expired(back);
    assertThat(one.isStored(session)).isFalse();
    assertThat(one.slots.taken()).isZero();
  }

  @Test
  void withoutALeaseItHasNoProcess() {
    Session session = one.create(STAYS);
    TestViewer.of(session, 0L).next("text_input");
    one.shared.abandonAll();
    await().until(() -> MarkedProcesses.of(session.id()).isEmpty());
    await().until(() -> one.slots.taken() == 0);
  }

  // ---- Of whoever takes it over

  @Test
  void aTakeoverThatWasInterruptedIsFinished() throws SQLException {
    Session session = one.create(ASKS);
    TestViewer.of(session, 0L).next("text_input");
    Session unviewed = one.create(ASKS);
    // That this was done the other one did not hear.
    execute("UPDATE session SET node = 'other', fence = fence + 1");
    StoredSession before = stored(session);
    other.shared.goOnWithUnknown();

    List<SentEvent> events = events(stored(session));
    SentEvent exit = events.get(events.size() - 1);
    assertThat(exit.error("error_type")).isEqualTo("NodeLost");
    assertThat(stored(session).end().orElseThrow().lastEventId()).isEqualTo(exit.id());
    Session here = other.here.find(unviewed.id()).orElseThrow();
    assertThat(here.status()).isEqualTo(SessionStatus.CREATED);

    store(other).put(before); // as if it had ended after the exit event
    other.shared.goOnWithUnknown();
    assertThat(stored(session).end()).isPresent();
    assertThat(events(stored(session))).isEqualTo(events);
    assertThat(other.here.find(unviewed.id())).containsSame(here);
    assertThat(other.slots.taken()).isEqualTo(1);
  }

  @Test
  void whatIsHereOrJustCreatedIsNotTakenForLeftBehind() {
    Session running = one.create(ASKS);
    TestViewer viewer = TestViewer.of(running, 0L);
    viewer.next("text_input");
    SessionId id = SessionId.random();
    Session created =
        one.here.add(
            id,
            () -> {
              Session made =
                  new Session(
                      id,
                      ASKS,
                      ASKS.bind(List.of(), Map.of()),
                      Creator.NOBODY,
                      one.sessions.context(),
                      () -> {});
              one.shared.goOnWithUnknown(); // it is stored, and not here yet
              return made;
            });
    one.shared.goOnWithUnknown();
    assertThat(one.here.find(id)).containsSame(created);
    assertThat(one.here.find(running.id())).containsSame(running);
    assertThat(one.slots.taken()).isEqualTo(1);
    running.addInteraction(ANSWER);
    assertThat(viewer.exit().data("exit_code")).isEqualTo(0L);
  }

  /** Of a node: it has others, and they have nothing. */
  private static final class NoOthers implements Others {
    @Override
    public boolean own(String session) {
      return false;
    }

    @Override
    public Map<SessionId, SessionState> states(List<StoredSession> sessions) {
      return Map.of();
    }

    @Override
    public void erase(Collection<SessionId> sessions) {
      throw new IllegalStateException("nobody asks for that");
    }

    @Override
    public boolean takeInstead() {
      return false;
    }

    @Override
    public void leave() {
      throw new IllegalStateException("nobody asks for that");
    }
  }
}
