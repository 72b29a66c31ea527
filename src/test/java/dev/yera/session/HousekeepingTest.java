package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.catalog.CommandApp;
import dev.yera.event.block.EndReason;
import dev.yera.it.Postgres;
import dev.yera.store.EventLog;
import dev.yera.store.StoredSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server sees to while nothing happens. */
class HousekeepingTest {
  private static final CommandApp SHORT = TestApps.events("exit 0");

  @TempDir private Path folder;
  private OneServer server;

  @AfterEach
  void close() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private Housekeeping start(Map<String, String> settings) throws IOException {
    server = new OneServer(folder, settings);
    return housekeeping();
  }

  private Housekeeping housekeeping() {
    return new Housekeeping(
        server.here, server.former, server.forgetting, server.sessions.context());
  }

  /** Keeps ended ones only while they are in memory; they leave it when a test says so. */
  private static Map<String, String> inMemoryOnly() {
    return Map.of("yera.store", "files", "yera.store.retention", "PT0S");
  }

  private List<Session> ended(int count) {
    List<Session> ended = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Session session = server.create(SHORT);
      TestViewer.of(session, 0L).exit();
      await().until(session::isEndStored);
      ended.add(session);
    }
    return ended;
  }

  private static StoredSession created(Instant then) {
    return AsStored.created(
        SessionId.random(),
        SHORT,
        SHORT.bind(List.of(), Map.of()),
        Creator.NOBODY,
        Optional.empty(),
        then);
  }

  /** One that ended so long ago, under a server before this one. */
  private StoredSession endedBefore(Duration ago, boolean pinned) {
    Instant then = Instant.now().minus(ago);
    StoredSession created = created(then).pinned(pinned).started(then);
    EventLog log = server.sessions.store().add(created, () -> {});
    StoredSession ended =
        created.ended(
            new StoredSession.End(
                then, Exits.lost(EndReason.SERVER_LOST, 1).members(), log.lastId(), 0, log.size()));
    server.sessions.store().put(ended);
    return ended;
  }

  private boolean isThere(StoredSession session) {
    return server.sessions.store().find(session.id()).isPresent();
  }

  @Test
  void aQuietServerForgetsWhatIsNotToBeKept() throws IOException {
    Housekeeping housekeeping = start(Map.of("yera.store", "files", "yera.store.retention", "P1D"));
    StoredSession old = endedBefore(Duration.ofDays(2), false);
    StoredSession pinned = endedBefore(Duration.ofDays(2), true);
    StoredSession young = endedBefore(Duration.ofHours(2), false);
    housekeeping.tick();
    server.sessions.pass(Duration.ofMinutes(1));
    housekeeping.tick();
    await().until(() -> !isThere(old));
    assertThat(isThere(pinned)).isTrue();
    assertThat(isThere(young)).isTrue();
  }

  @Test
  void aNodeWithAWrongDateForgetsNothingOfAll() throws IOException {
    Map<String, String> settings = new HashMap<>(Postgres.shared().database());
    settings.put("yera.store.retention", "P30D");
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(60));
    server = new OneServer(folder, settings, ahead);
    StoredSession young = endedBefore(Duration.ofDays(1), false);
    StoredSession old = endedBefore(Duration.ofDays(40), false);
    server.forgetting.tidy();
    assertThat(isThere(young)).isTrue();
    assertThat(isThere(old)).isFalse();
  }

  @Test
  void whatIsKeptInMemoryOnlyIsForgottenThoughItsServerEnded() throws IOException {
    start(inMemoryOnly());
    StoredSession ofBefore = endedBefore(Duration.ofMinutes(11), false);
    StoredSession pinned = endedBefore(Duration.ofMinutes(11), true);
    StoredSession justEnded = endedBefore(Duration.ofMinutes(1), false);
    StoredSession here = endedBefore(Duration.ofMinutes(11), false);
    Session viewed = server.former.session(SessionId.parse(here.id()).orElseThrow());
    server.forgetting.tidy();
    assertThat(isThere(ofBefore)).isFalse();
    assertThat(isThere(pinned)).isTrue();
    assertThat(isThere(justEnded)).as("who viewed it may come back for its end").isTrue();
    assertThat(isThere(here)).as("is in memory").isTrue();
    server.forgetting.expired(viewed);
    assertThat(isThere(here)).isFalse();
  }

  @Test
  void whatIsKeptInMemoryOnlyIsForgottenWhenThereAreTooMany() throws IOException {
    Map<String, String> settings = new HashMap<>(inMemoryOnly());
    settings.put("yera.sessions.max-retained", "1");
    start(settings);
    List<Session> ended = ended(3);
    server.forgetting.tidy();
    assertThat(server.here.all()).containsExactly(ended.get(2));
    assertThat(ended).filteredOn(server::isStored).containsExactly(ended.get(2));
  }

  @Test
  void whatIsKeptLeavesMemoryOnlyWhenThereAreTooMany() throws IOException {
    start(Map.of("yera.store", "files", "yera.sessions.max-retained", "1"));
    List<Session> ended = ended(3);
    server.forgetting.tidy();
    assertThat(server.here.all()).containsExactly(ended.get(2));
    assertThat(ended).allMatch(server::isStored);
  }

  @Test
  void whatCouldNotBeBroughtBackAtTheStartIsBroughtBackLater() throws IOException {
    try (Postgres mortal = new Postgres()) {
      Map<String, String> settings = new HashMap<>(mortal.database());
      settings.put("yera.store.timeout", "PT1S");
      Housekeeping housekeeping = start(settings);
      StoredSession running = created(Instant.now()).started(Instant.now());
      EventLog log = server.sessions.store().add(running, () -> {});
      log.append("{\"block_type\":\"start\"}".getBytes(StandardCharsets.UTF_8));
      log.store();
      mortal.kill();
      server.former.bringBackAll(() -> {});
      mortal.start();
      await().until(() -> server.sessions.store().trouble().isEmpty());
      server.sessions.pass(Duration.ofMinutes(1));
      housekeeping.tick();
      await()
          .until(() -> server.sessions.store().find(running.id()).orElseThrow().end().isPresent());
      close();
      server = null;
    }
  }

  /** Stores one whose log cannot be read before what is in its place is deleted. */
  private Path addUnreadable(StoredSession session) throws IOException {
    server.sessions.store().add(session, () -> {});
    try (Stream<Path> files = Files.walk(folder)) {
      Path state =
          files
              .filter(each -> each.getFileName().toString().startsWith(session.id()))
              .findAny()
              .orElseThrow();
      return Files.createDirectory(state.resolveSibling(session.id() + ".log"));
    }
  }

  /** What comes into the store later is nobody's of before: it may be on its way there still. */
  @Test
  void whatWasBroughtBackByWhoAskedForItIsNotLookedForAgain() throws IOException {
    start(Map.of("yera.store", "files"));
    StoredSession hidden = created(Instant.now());
    Path inItsPlace = addUnreadable(hidden);
    server.former.bringBackAll(() -> {});
    SessionId id = SessionId.parse(hidden.id()).orElseThrow();
    assertThat(server.here.find(id)).isEmpty();

    Files.delete(inItsPlace);
    assertThat(server.former.session(id).id()).isEqualTo(id);
    StoredSession later = created(Instant.now());
    server.sessions.store().add(later, () -> {});
    server.former.bringBackRest();
    server.former.bringBackRest();
    assertThat(server.here.all()).extracting(Session::id).containsExactly(id);
  }

  @Test
  void whatTheStoreCouldNotReadAtTheStartIsTriedAgain() throws IOException {
    start(Map.of("yera.store", "files"));
    StoredSession hidden = created(Instant.now());
    Path inItsPlace = addUnreadable(hidden);
    server.former.bringBackAll(() -> {});
    server.former.bringBackRest();
    assertThat(server.here.all()).isEmpty();
    Files.delete(inItsPlace);
    server.former.bringBackRest();
    assertThat(server.here.all()).hasSize(1);
  }

  /** The connection broke after the commit: whoever asked for it was refused. */
  @Test
  void aSessionOfWhichNobodyHeardThatItWasCreatedGetsItsClock() throws IOException {
    Housekeeping housekeeping = start(new HashMap<>(Postgres.shared().database()));
    StoredSession unheard = created(Instant.now());
    SessionId id = SessionId.parse(unheard.id()).orElseThrow();
    server.sessions.store().add(unheard, () -> {});
    server.sessions.pass(Duration.ofMinutes(1));
    housekeeping.tick();
    await().until(() -> server.here.find(id).isPresent());
    assertThat(server.slots.taken()).isEqualTo(1);
    server.forgetting.expired(server.here.find(id).orElseThrow());
    assertThat(isThere(unheard)).isFalse();
    assertThat(server.slots.taken()).isZero();
  }
}
