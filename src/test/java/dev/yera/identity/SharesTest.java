package dev.yera.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.session.SessionId;
import dev.yera.store.MemoryAgreed;
import dev.yera.store.NoAudit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharesTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final SessionId session = SessionId.random();
  private Instant now = Instant.EPOCH;
  private final Set<String> forgotten = new HashSet<>();
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };
  private final Shares shares =
      new Shares(new MemoryAgreed(clock, id -> !forgotten.contains(id), new NoAudit()), clock);

  private Shares.Made made(SessionId of) {
    return shares.make(of, May.VIEW, HOUR).orElseThrow();
  }

  @Test
  void aTokenLetsInUntilItsTimeIsOver() {
    Shares.Made made = made(session);
    assertThat(shares.of(made.token())).contains(made.share());
    now = now.plus(HOUR).minusMillis(1);
    assertThat(shares.holds(made.share())).isTrue();
    now = now.plusMillis(1);
    assertThat(shares.holds(made.share())).isFalse();
    assertThat(shares.of(made.token())).isEmpty();
    assertThat(shares.of(session)).isEmpty();
  }

  @Test
  void aShareThatIsTakenBackLetsNobodyInAnyMore() {
    Shares.Made made = made(session);
    Shares.Made other = made(session);
    assertThat(shares.end(SessionId.random(), made.share().id())).as("another's").isFalse();
    assertThat(shares.end(session, made.share().id())).isTrue();
    assertThat(shares.end(session, made.share().id())).isFalse();
    assertThat(shares.of(made.token())).isEmpty();
    assertThat(shares.holds(made.share())).isFalse();
    assertThat(shares.holds(other.share())).isTrue();
  }

  @Test
  void whatIsListedLetsNobodyIn() {
    Shares.Made made = made(session);
    assertThat(shares.of(session)).containsExactly(made.share());
    assertThat(made.share().toString()).doesNotContain(made.token());
    assertThat(shares.of(made.share().id())).isEmpty();
    assertThat(shares.of(Hash.of(made.token()))).isEmpty();
  }

  @Test
  void noTwoTokensAreAlike() {
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertThat(tokens.add(made(SessionId.random()).token())).isTrue();
    }
    assertThat(tokens).allMatch(token -> token.matches("[\\w-]{43}"));
  }

  @Test
  void aSessionHasSoManyAtATime() {
    Shares.Made first = made(session);
    for (int i = 1; i < Shares.MOST_PER_SESSION; i++) {
      made(session);
    }
    assertThat(shares.make(session, May.VIEW, HOUR)).isEmpty();
    made(SessionId.random());
    shares.end(session, first.share().id());
    assertThat(shares.make(session, May.VIEW, HOUR)).isPresent();
  }

  @Test
  void thoseOfSessionsThatAreForgottenAreDropped() {
    SessionId other = SessionId.random();
    Shares.Made gone = made(other);
    Shares.Made kept = made(session);
    forgotten.add(other.toString());
    assertThat(shares.make(session, May.ANSWER, HOUR)).isPresent();
    assertThat(shares.make(other, May.ANSWER, HOUR)).isEmpty();
    assertThat(shares.holds(gone.share())).isFalse();
    assertThat(shares.holds(kept.share())).isTrue();
  }
}
