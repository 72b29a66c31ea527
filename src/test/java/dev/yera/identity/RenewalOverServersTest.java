package dev.yera.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.Patience;
import dev.yera.it.Postgres;
import dev.yera.settings.Settings;
import dev.yera.store.PostgresStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logins whose renewal comes to two servers at once. */
class RenewalOverServersTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> database = Postgres.shared().database();
  private final AtomicInteger asked = new AtomicInteger();
  private final List<PostgresStore> stores = new ArrayList<>();
  private RenewalOverServers one;
  private RenewalOverServers other;

  @BeforeEach
  void start() {
    one = server("secret");
    other = server("secret");
  }

  private RenewalOverServers server(String secret) {
    PostgresStore store =
        new PostgresStore(new Settings(key -> Optional.ofNullable(database.get(key))), threads);
    stores.add(store);
    return new RenewalOverServers(
        store.agreed().orElseThrow().once().orElseThrow(), new Seal(secret, "issuer client"));
  }

  @AfterEach
  void end() {
    stores.forEach(PostgresStore::close);
    threads.shutdown();
  }

  /** As the provider gives it, with a new token each time. */
  private Login renewed(Duration lasts) {
    Instant now = Instant.now();
    return new Login(
        "1",
        "ann",
        "Ann",
        Set.of("staff"),
        Optional.of("session"),
        now,
        now,
        now.plus(lasts),
        Optional.of("token " + asked.incrementAndGet()),
        Optional.empty());
  }

  private String once(RenewalOverServers server, String token, Duration lasts) {
    return token(server, token, () -> renewed(lasts));
  }

  private static String token(RenewalOverServers server, String token, Callable<Login> action) {
    try {
      return server
          .once(
              token,
              Patience.PATIENCE.toMillis(),
              () -> {
                try {
                  return action.call();
                } catch (IOException | RefusedLoginException e) {
                  throw e;
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              })
          .refreshToken()
          .orElseThrow();
    } catch (IOException | RefusedLoginException e) {
      throw new CompletionException(e);
    }
  }

  @Test
  void theProviderIsAskedOnceHoweverManyServersAre() {
    List<CompletableFuture<String>> asking = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      RenewalOverServers server = i % 2 == 0 ? one : other;
      asking.add(CompletableFuture.supplyAsync(() -> once(server, "old", HOUR), threads));
    }
    assertThat(asking).allSatisfy(each -> assertThat(Patience.join(each)).isEqualTo("token 1"));
    assertThat(once(other, "another", HOUR)).isEqualTo("token 2");
    assertThat(asked).hasValue(2);
  }

  @Test
  void oneThatIsOldAgainIsRenewedAgain() {
    assertThat(once(one, "old", Duration.ZERO)).isEqualTo("token 1");
    assertThat(once(other, "old", HOUR)).isEqualTo("token 2");
    assertThat(once(one, "old", HOUR)).isEqualTo("token 2");
  }

  @Test
  void whatFailedIsTriedAgain() {
    assertThatThrownBy(
            () ->
                token(
                    one,
                    "old",
                    () -> {
                      throw new IOException("the provider cannot be reached");
                    }))
        .hasRootCauseMessage("the provider cannot be reached");
    assertThat(once(other, "old", HOUR)).isEqualTo("token 1");
  }

  @Test
  void whoHasAnotherSecretLearnsNothing() {
    assertThat(once(one, "old", HOUR)).isEqualTo("token 1");
    assertThat(once(server("guessed"), "old", HOUR)).isEqualTo("token 2");
  }
}
