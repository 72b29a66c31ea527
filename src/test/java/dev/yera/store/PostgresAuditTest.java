package dev.yera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.it.Postgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresAuditTest extends AuditPromises {
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();
  private static Map<String, String> database;
  private static PostgresStore store;
  private static PostgresStore other;

  @BeforeAll
  static void start() {
    database = Postgres.shared().database();
    store = new PostgresStore(PostgresStoreTest.settings(database), THREADS);
    other = new PostgresStore(PostgresStoreTest.settings(database), THREADS);
  }

  @AfterAll
  static void end() {
    store.close();
    other.close();
    THREADS.shutdown();
  }

  @Override
  AuditBook open() {
    try (var connection = Postgres.connect(database);
        var statement = connection.createStatement()) {
      statement.execute("DELETE FROM audit");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return store.agreed().orElseThrow().audit();
  }

  @Test
  void allServersHaveTheSame() {
    other.agreed().orElseThrow().audit().append(entry(NOON, "u proxy ann", "s"));
    assertThat(book.page(ALL).entries()).containsExactly(entry(NOON, "u proxy ann", "s"));
  }

  @Test
  void oldEntriesAreRemoved() throws SQLException {
    AuditEntry young = entry(Instant.parse("2100-01-01T00:00:00Z"), "u proxy ann", "young");
    book.append(young);
    book.append(entry(Instant.parse("2020-01-01T00:00:00Z"), "u proxy ann", "old"));
    try (var connection = Postgres.connect(database)) {
      PostgresAudit.deleteOlderThan(connection, Duration.ofDays(365));
    }
    assertThat(book.page(ALL).entries()).containsExactly(young);
  }

  @Test
  void nothingIsNotedForNoTime() {
    Map<String, String> none = new HashMap<>(database);
    none.put("yera.audit.retention", "PT0S");
    try (PostgresStore quiet = new PostgresStore(PostgresStoreTest.settings(none), THREADS)) {
      AuditBook audit = quiet.agreed().orElseThrow().audit();
      audit.append(entry(NOON, "u proxy ann", "s"));
      assertThat(audit.page(ALL)).isEqualTo(new AuditPage(List.of(), Optional.empty()));
      assertThat(book.page(ALL).entries()).isEmpty();
    }
  }

  @Test
  void withoutTheDatabaseNothingIsNotedSilently() {
    Map<String, String> own = Postgres.shared().database();
    PostgresStore closed = new PostgresStore(PostgresStoreTest.settings(own), THREADS);
    AuditBook audit = closed.agreed().orElseThrow().audit();
    closed.close();
    assertThatThrownBy(() -> audit.append(entry(NOON, "u proxy ann", "s")))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> audit.page(ALL)).isInstanceOf(StoreException.class);
  }
}
