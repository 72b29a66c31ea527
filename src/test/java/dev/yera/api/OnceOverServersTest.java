package dev.yera.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.Patience;
import dev.yera.it.Postgres;
import dev.yera.session.limit.Owner;
import dev.yera.settings.Settings;
import dev.yera.store.PostgresStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code Idempotency-Key} of creates that come to two servers. */
class OnceOverServersTest {
  private static final Scope ANN = Scope.ofCreates(Owner.user("issuer", "ann"));
  private static final Scope ADA = Scope.ofCreates(Owner.user("issuer", "ada"));

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> database = Postgres.shared().database();
  private final AtomicInteger made = new AtomicInteger();
  private final List<PostgresStore> stores = new ArrayList<>();
  private OnceOverServers one;
  private OnceOverServers other;

  @BeforeEach
  void start() {
    one = server();
    other = server();
  }

  private OnceOverServers server() {
    PostgresStore store =
        new PostgresStore(new Settings(key -> Optional.ofNullable(database.get(key))), threads);
    stores.add(store);
    return new OnceOverServers(store.agreed().orElseThrow().once().orElseThrow());
  }

  @AfterEach
  void end() {
    stores.forEach(PostgresStore::close);
    threads.shutdown();
  }

  private Remembered make() {
    byte[] body = ("{\"session_id\":\"é " + made.incrementAndGet() + "\"}").getBytes(UTF_8);
    return new Remembered(201, "/api/sessions/" + made.get(), body);
  }

  private static String once(
      OnceOverServers server, Scope scope, String body, Supplier<Remembered> action) {
    Remembered answer = server.once(scope, "k\u00e9y", body.getBytes(UTF_8), action);
    return answer.status() + " " + answer.location() + " " + new String(answer.body(), UTF_8);
  }

  private static void assertConflict(Runnable again, String why) {
    assertThatThrownBy(again::run).isInstanceOf(RefusedException.class).hasMessageContaining(why);
  }

  @Test
  void whoeverIsAskedTheFirstAnswerComesAgain() {
    String first = once(one, ANN, "a", this::make);
    assertThat(first).isEqualTo("201 /api/sessions/1 {\"session_id\":\"é 1\"}");
    assertThat(once(other, ANN, "a", this::make)).isEqualTo(first);
    assertThat(once(one, ANN, "a", this::make)).isEqualTo(first);
    assertConflict(() -> once(other, ANN, "b", this::make), "another body");
    assertThat(once(other, ADA, "a", this::make)).as("another's key").contains("é 2");
    assertThat(made).hasValue(2);
  }

  @Test
  void ofManyAtOnceOneIsDone() {
    List<CompletableFuture<Object>> asking = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      OnceOverServers server = i % 2 == 0 ? one : other;
      asking.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return once(server, ANN, "a", this::make);
                } catch (RefusedException inProgress) {
                  return inProgress;
                }
              },
              threads));
    }
    for (CompletableFuture<Object> each : asking) {
      Object came = Patience.join(each);
      if (came instanceof RefusedException refused) {
        assertThat(refused).hasMessageContaining("still in progress");
      } else {
        assertThat(came).asString().contains("é 1");
      }
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void whoComesWhileTheFirstIsInProgressIsToldSo() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<String> first =
        CompletableFuture.supplyAsync(
            () ->
                once(
                    one,
                    ANN,
                    "a",
                    () -> {
                      begun.countDown();
                      await(go);
                      return make();
                    }),
            threads);
    await(begun);
    assertConflict(() -> once(other, ANN, "a", this::make), "still in progress");
    assertConflict(() -> once(other, ANN, "b", this::make), "another body");
    go.countDown();
    String answer = Patience.join(first);
    assertThat(once(other, ANN, "a", this::make)).isEqualTo(answer);
    assertThat(made).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRefusalIsNotRemembered() {
    assertThatThrownBy(
            () ->
                once(
                    one,
                    ANN,
                    "a",
                    () -> {
                      throw new IllegalStateException("full");
                    }))
        .hasMessage("full");
    assertThat(once(other, ANN, "b", this::make)).contains("é 1");
  }

  @Test
  void whatItsServerDidNotEndMayBeBegunAgainAfterAMinute() {
    Supplier<Remembered> dies =
        () -> {
          pass("59 seconds");
          assertConflict(() -> once(other, ANN, "a", this::make), "still in progress");
          pass("2 seconds");
          assertThat(once(other, ANN, "a", this::make)).contains("é 1");
          return make();
        };
    assertThat(once(one, ANN, "a", dies)).contains("é 2");
    assertThat(once(one, ANN, "a", this::make)).as("what came first").contains("é 1");
  }

  @Test
  void afterTenMinutesAKeyIsANewOne() {
    assertThat(once(one, ANN, "a", this::make)).contains("é 1");
    pass("9 minutes");
    assertThat(once(other, ANN, "a", this::make)).contains("é 1");
    pass("2 minutes");
    assertThat(once(other, ANN, "b", this::make)).contains("é 2");
  }

  /** Makes the past longer. */
  private void pass(String time) {
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE done_once SET began_at = began_at - interval '" + time + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
