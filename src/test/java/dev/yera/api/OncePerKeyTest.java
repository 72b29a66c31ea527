package dev.yera.api;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.session.SessionId;
import dev.yera.session.limit.Owner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OncePerKeyTest {
  private static final Owner ANN = Owner.user("issuer", "ann");
  private static final Scope NOBODY = Scope.ofCreates(Owner.NOBODY);
  private static final Scope ADA = Scope.ofCreates(Owner.user("issuer", "ada"));

  private final Set<SessionId> sessions = new HashSet<>();
  private long now = Long.MAX_VALUE - Duration.ofMinutes(5).toNanos();
  private int count;
  private final OncePerKey<String> keys = new OncePerKey<>(sessions::contains, () -> now);

  private String once(Scope scope, String key, String body) {
    return keys.once(scope, key, body.getBytes(StandardCharsets.UTF_8), () -> body + " " + ++count);
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }

  private static void assertConflict(Runnable again, String why) {
    assertThatThrownBy(again::run).isInstanceOf(RefusedException.class).hasMessageContaining(why);
  }

  @Test
  void theSameBodyGetsTheFirstAnswerAgain() {
    assertThat(once(NOBODY, "k", "a")).isEqualTo("a 1");
    assertThat(once(NOBODY, "k", "a")).isEqualTo("a 1");
    assertThat(once(NOBODY, "other", "a")).isEqualTo("a 2");
    assertThat(once(ADA, "k", "a")).as("another's key").isEqualTo("a 3");
    assertConflict(() -> once(NOBODY, "k", "b"), "another body");
    assertThat(count).isEqualTo(3);
  }

  @Test
  void aRefusalIsNotRemembered() {
    byte[] body = {1};
    assertThatThrownBy(
            () ->
                keys.once(
                    NOBODY,
                    "k",
                    body,
                    () -> {
                      throw new IllegalStateException("full");
                    }))
        .hasMessage("full");
    assertThat(keys.once(NOBODY, "k", body, () -> "done")).isEqualTo("done");
  }

  @Test
  void whoComesWhileTheFirstIsInProgressIsToldSo() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    byte[] body = {1};
    CompletableFuture<String> first =
        CompletableFuture.supplyAsync(
            () ->
                keys.once(
                    NOBODY,
                    "k",
                    body,
                    () -> {
                      begun.countDown();
                      try {
                        go.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                      return "first";
                    }),
            run -> new Thread(run).start());
    assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    pass(Duration.ofHours(1)); // however long that takes
    assertConflict(() -> keys.once(NOBODY, "k", body, () -> "second"), "still in progress");
    go.countDown();
    assertThat(first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("first");
  }

  @Test
  void aCreateIsRememberedForTenMinutes() {
    once(NOBODY, "k", "a");
    pass(Duration.ofMinutes(10));
    assertThat(once(NOBODY, "k", "a")).isEqualTo("a 1");
    pass(Duration.ofSeconds(1));
    assertThat(once(NOBODY, "k", "b")).isEqualTo("b 2");
    assertThat(keys.size()).isEqualTo(1);
  }

  @Test
  void anAnswerIsRememberedAsLongAsItsSession() {
    SessionId session = SessionId.random();
    sessions.add(session);
    Scope answers = Scope.ofAnswers(ANN, session);
    once(answers, "k", "a");
    pass(Duration.ofHours(7));
    assertThat(once(answers, "k", "a")).isEqualTo("a 1");
    sessions.clear();
    pass(Duration.ofSeconds(11));
    once(NOBODY, "any", "x");
    assertThat(keys.size()).as("with the session its keys are forgotten").isEqualTo(1);
  }

  /** Its end may leave memory early, and with it what would be asked whether it was answered. */
  @Test
  void anAnswerIsRememberedForTenMinutesAtLeast() {
    Scope answers = Scope.ofAnswers(ANN, SessionId.random());
    once(answers, "k", "a");
    pass(Duration.ofMinutes(10));
    assertThat(once(answers, "k", "a")).isEqualTo("a 1");
    pass(Duration.ofSeconds(1));
    assertThat(once(answers, "k", "a")).isEqualTo("a 2");
  }

  @Test
  void aSessionIsAskedForOnceHoweverManyKeysItHas() {
    AtomicInteger asked = new AtomicInteger();
    OncePerKey<String> counting =
        new OncePerKey<>(session -> asked.incrementAndGet() > 0, () -> now);
    Scope answers = Scope.ofAnswers(ANN, SessionId.random());
    byte[] body = {1};
    for (int i = 0; i < 100; i++) {
      counting.once(answers, "k" + i, body, () -> "done");
    }
    pass(Duration.ofMinutes(11));
    counting.once(answers, "another", body, () -> "done");
    assertThat(asked).hasValue(1);
    assertThat(counting.size()).isEqualTo(101);
  }

  @Test
  void twoWhoAnswerInOneSessionHaveTwoKeys() {
    SessionId session = SessionId.random();
    sessions.add(session);
    assertThat(once(Scope.ofAnswers(ANN, session), "k", "a")).isEqualTo("a 1");
    Owner guest = Owner.visitor("share x");
    assertThat(once(Scope.ofAnswers(guest, session), "k", "a")).isEqualTo("a 2");
    assertThat(once(Scope.ofCreates(ANN), "k", "a"))
        .as("a create is another thing")
        .isEqualTo("a 3");
  }

  @Test
  void tooManyKeysPushTheOldestOut() {
    for (int i = 0; i < 50_001; i++) {
      once(NOBODY, "k" + i, "a");
    }
    assertThat(keys.size()).isEqualTo(50_000);
    assertThat(once(NOBODY, "k50000", "a")).isEqualTo("a 50001");
    assertThat(once(NOBODY, "k0", "a")).isEqualTo("a 50002");
  }
}
