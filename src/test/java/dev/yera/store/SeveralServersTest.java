package dev.yera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.Patience;
import dev.yera.Thorough;
import dev.yera.it.Postgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two servers on one PostgreSQL agree on. */
class SeveralServersTest {
  private static final Instant NOON = SessionStorePromises.NOON;
  private static final int MOST = 3;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> database = new HashMap<>(Postgres.shared().database());
  private PostgresStore one;
  private PostgresStore other;

  @BeforeEach
  void start() {
    one = open(database);
    other = open(database);
  }

  private PostgresStore open(Map<String, String> settings) {
    return new PostgresStore(PostgresStoreTest.settings(settings), threads);
  }

  @AfterEach
  void end() {
    one.close();
    other.close();
    threads.shutdown();
  }

  private StoredSession session() {
    StoredSession session = SessionStorePromises.session("u issuer ann", NOON);
    one.add(session, () -> {});
    return session;
  }

  // ---- Shares

  private static ShareBook shares(SessionStore server) {
    return server.agreed().orElseThrow().shares();
  }

  private static StoredShare share(String session, Duration lasts) {
    return new StoredShare(
        UUID.randomUUID().toString(),
        "hash " + UUID.randomUUID(),
        session,
        "view",
        NOON,
        NOON.plus(lasts));
  }

  private StoredShare made(PostgresStore server, StoredSession session) {
    return shares(server).add(share(session.id(), Duration.ofHours(1)), MOST).orElseThrow();
  }

  @Test
  void aShareThatIsMadeOnOneLetsInOnAll() {
    StoredSession session = session();
    StoredShare share = made(one, session);
    assertThat(shares(other).find(share.hash())).contains(share);
    assertThat(shares(other).holds(share.id())).isTrue();
    assertThat(shares(other).of(session.id())).containsExactly(share);
    assertThat(shares(other).find("hash of nothing")).isEmpty();
  }

  /** Whatever the time is on the machine that makes it. */
  @Test
  void aShareLastsByTheClockOfTheDatabase() {
    StoredShare share = made(one, session());
    assertThat(Duration.between(share.createdAt(), share.expiresAt())).hasHours(1);
    assertThat(share.createdAt()).isAfter(NOON.minus(Duration.ofDays(3)));
    assertThat(Duration.between(share.createdAt(), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void aShareThatIsEndedOnOneIsOverOnAll() {
    StoredSession session = session();
    StoredShare share = made(one, session);
    StoredShare kept = made(one, session);
    for (PostgresStore each : List.of(one, other)) {
      assertThat(shares(each).find(share.hash())).isPresent();
      assertThat(shares(each).find(kept.hash())).isPresent();
    }
    assertThat(shares(other).remove(session.id(), share.id())).isTrue();
    assertThat(shares(other).holds(share.id())).isFalse();
    await().until(() -> !shares(one).holds(share.id()));
    assertThat(shares(one).find(share.hash())).isEmpty();
    assertThat(shares(one).remove(session.id(), share.id())).isFalse();
    assertThat(shares(one).holds(kept.id())).isTrue();
    assertThat(shares(one).of(session.id())).containsExactly(kept);
  }

  @Test
  void withItsSessionAShareGoes() {
    StoredSession session = session();
    StoredShare share = made(one, session);
    assertThat(shares(other).find(share.hash())).isPresent();
    one.remove(session.id());
    await().until(() -> !shares(other).holds(share.id()));
    assertThat(shares(one).find(share.hash())).isEmpty();
    assertThat(shares(one).add(share(session.id(), Duration.ofHours(1)), MOST)).isEmpty();
  }

  @Test
  void aShareWhoseTimeIsOverLetsNobodyIn() {
    StoredSession session = session();
    StoredShare brief =
        shares(one).add(share(session.id(), Duration.ofMillis(1500)), MOST).orElseThrow();
    assertThat(shares(other).find(brief.hash())).isPresent();
    await().until(() -> !shares(other).holds(brief.id()));
    await().until(() -> shares(other).find(brief.hash()).isEmpty());
    assertThat(shares(one).of(session.id())).isEmpty();
  }

  @Test
  void aSessionHasSoManySharesHoweverManyAreMadeAtOnce() {
    StoredSession session = session();
    List<CompletableFuture<Optional<StoredShare>>> making = new ArrayList<>();
    for (int i = 0; i < 6 * MOST; i++) {
      PostgresStore server = i % 2 == 0 ? one : other;
      making.add(
          CompletableFuture.supplyAsync(
              () -> shares(server).add(share(session.id(), Duration.ofHours(1)), MOST), threads));
    }
    assertThat(making.stream().filter(each -> Patience.join(each).isPresent())).hasSize(MOST);
    assertThat(shares(one).of(session.id())).hasSize(MOST);
  }

  // ---- Logins that ended

  private static LogoutBook logouts(SessionStore server) {
    return server.agreed().orElseThrow().logouts();
  }

  @Test
  void aLoginThatEndsOnOneIsOverOnAll() {
    String what = "subject " + SessionStorePromises.WORDS;
    logouts(one).add(what, NOON);
    assertThat(logouts(one).at(what)).contains(NOON);
    await().until(() -> logouts(other).at(what).equals(Optional.of(NOON)));
    assertThat(logouts(other).at("subject")).isEmpty();

    Instant later = NOON.plusSeconds(1);
    logouts(other).add(what, later);
    logouts(other).add(what, NOON); // that comes late
    await().until(() -> logouts(one).at(what).equals(Optional.of(later)));
    assertThat(logouts(other).at(what)).contains(later);
  }

  @Test
  void aServerThatStartsKnowsWhatEnded() {
    logouts(one).add("login 1", NOON);
    try (PostgresStore third = open(database)) {
      assertThat(logouts(third).at("login 1")).contains(NOON);
    }
  }

  @Test
  void whoComesAgainWithALoginThatEndedDoesNotFillTheTable() throws SQLException {
    for (int i = 0; i < 10; i++) {
      logouts(one).add("login 1", NOON.minusSeconds(i));
    }
    assertThat(count("ended_login")).isEqualTo(1);
  }

  @Test
  void whatIsTooOldIsTidied() throws SQLException {
    StoredShare share = made(one, session());
    logouts(one).add("login old", NOON);
    logouts(one).add("login new", NOON);
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE ended_login SET stored_at = now() - interval '31 days' WHERE what = 'login old'");
      statement.execute("UPDATE share SET expires_at = now() - interval '1 second'");
    }
    try (PostgresStore third = open(database)) {
      await().until(() -> count("ended_login") == 1 && count("share") == 0);
      assertThat(logouts(third).at("login new")).contains(NOON);
      assertThat(shares(third).find(share.hash())).isEmpty();
    }
  }

  private int count(String table) throws SQLException {
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  // ---- Limits

  /** Of three sessions for users, two for visitors; what it throws says whose they are. */
  private static final OwnerLimit LIMIT =
      new OwnerLimit() {
        @Override
        public int most(String owner) {
          return owner.startsWith("u ") ? 3 : 2;
        }

        @Override
        public RuntimeException exceeded(String owner) {
          return new IllegalStateException("full: " + owner);
        }
      };

  private PostgresStore limited() {
    return new PostgresStore(PostgresStoreTest.settings(database), threads, Optional.of(LIMIT));
  }

  private static StoredSession add(PostgresStore server, String owner) {
    StoredSession session = SessionStorePromises.session(owner, NOON);
    server.add(session, () -> {});
    return session;
  }

  private static void assertFull(PostgresStore server, String owner) {
    assertThatThrownBy(() -> add(server, owner)).hasMessage("full: " + owner);
  }

  @Test
  void anOwnerHasALimitOverAllServers() {
    try (PostgresStore here = limited();
        PostgresStore there = limited()) {
      StoredSession first = add(here, "u issuer ann");
      StoredSession second = add(there, "u issuer ann");
      add(there, "u issuer ann");
      assertFull(here, "u issuer ann");
      assertFull(there, "u issuer ann");
      add(here, "u issuer bob");

      here.put(SessionStorePromises.ended(first, NOON, 10));
      add(there, "u issuer ann");
      assertFull(here, "u issuer ann");
      there.remove(second.id());
      add(here, "u issuer ann");
      assertFull(there, "u issuer ann");

      add(here, "v one");
      add(there, "v one");
      assertFull(here, "v one");
      for (int i = 0; i < 4; i++) {
        add(here, ""); // nobody has none
      }
    }
  }

  @Test
  void ofManyThatAreCreatedAtOnceAsManyAreInAsMayBe() {
    String odd = "u issuer " + SessionStorePromises.WORDS;
    try (PostgresStore here = limited();
        PostgresStore there = limited()) {
      List<CompletableFuture<Boolean>> adding = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        PostgresStore server = i % 2 == 0 ? here : there;
        adding.add(CompletableFuture.supplyAsync(() -> isIn(server, odd), threads));
      }
      assertThat(adding.stream().filter(Patience::join)).hasSize(3);
      SessionQuery theirs = SessionQuery.of(new SessionQuery.OneOwner(odd));
      assertThat(one.page(theirs).sessions()).hasSize(3);
    }
  }

  /** Of which transactions usually see what there was when they began. */
  @Test
  void alsoInADatabaseOfAnotherIsolation() throws SQLException {
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "ALTER DATABASE %s SET default_transaction_isolation = 'serializable'"
              .formatted(connection.getCatalog()));
    }
    ofManyThatAreCreatedAtOnceAsManyAreInAsMayBe();
  }

  private static boolean isIn(PostgresStore server, String owner) {
    try {
      add(server, owner);
      return true;
    } catch (IllegalStateException full) {
      return false;
    }
  }

  // ---- While the database is gone

  @Thorough
  @Test
  void aLoginThatEndsWhileTheDatabaseIsGoneIsOverHereAtOnceAndElsewhereLater() {
    try (Postgres mortal = new Postgres()) {
      Map<String, String> settings = new HashMap<>(mortal.database());
      settings.put("yera.store.timeout", "PT1S");
      try (PostgresStore here = open(settings);
          PostgresStore there = open(settings)) {
        mortal.kill();
        await().until(() -> here.trouble().isPresent());
        assertThatThrownBy(() -> logouts(here).add("login 1", NOON))
            .isInstanceOf(StoreException.class);
        assertThat(logouts(here).at("login 1")).contains(NOON);
        mortal.start();
        await().until(() -> logouts(there).at("login 1").equals(Optional.of(NOON)));
      }
    }
  }

  @Test
  void whatWasKnownHoldsOnWhileTheDatabaseIsGone() {
    try (Postgres mortal = new Postgres()) {
      Map<String, String> settings = new HashMap<>(mortal.database());
      settings.put("yera.store.timeout", "PT1S");
      try (PostgresStore server = open(settings)) {
        StoredSession session = SessionStorePromises.session("u issuer ann", NOON);
        server.add(session, () -> {});
        StoredShare known = made(server, session);
        StoredShare unknown = made(server, session);
        assertThat(shares(server).find(known.hash())).isPresent();
        mortal.kill();
        await().until(() -> server.trouble().isPresent());
        assertThatThrownBy(() -> shares(server).find(unknown.hash()))
            .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> shares(server).remove(session.id(), known.id()))
            .isInstanceOf(StoreException.class);
        assertThat(shares(server).find(known.hash())).contains(known);
        assertThat(shares(server).holds(known.id())).isTrue();

        mortal.start();
        await().until(() -> server.trouble().isEmpty());
        await()
            .ignoreException(StoreException.class)
            .until(() -> shares(server).remove(session.id(), known.id()));
        assertThat(shares(server).holds(known.id())).isFalse();
      }
    }
  }
}
