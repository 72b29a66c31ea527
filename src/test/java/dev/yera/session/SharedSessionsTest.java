package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.catalog.CommandApp;
import dev.yera.event.block.BlockId;
import dev.yera.executor.MarkedProcesses;
import dev.yera.it.Postgres;
import dev.yera.session.question.Interaction;
import dev.yera.store.FencedException;
import dev.yera.store.PostgresStore;
import dev.yera.store.StoredSession;
import java.io.IOException;
import java.nio.file.Path;
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

  /** What the other one does each second. */
  private void otherTakesOver() {
    store(other).takeOver().forEach(other.shared::takeOver);
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
  }

  @Test
  void withoutALeaseItHasNoProcess() {
    Session session = one.create(STAYS);
    TestViewer.of(session, 0L).next("text_input");
    one.shared.abandonAll();
    await().until(() -> MarkedProcesses.of(session.id()).isEmpty());
    await().until(() -> one.slots.taken() == 0);
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
