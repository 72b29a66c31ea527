package dev.yera.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.store.MemoryAgreed;
import dev.yera.store.NoAudit;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndedLoginsTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  /** Of a server whose clock is an hour late. */
  private final Clock clock = Clock.fixed(NOON.minusSeconds(3600), ZoneOffset.UTC);

  private final EndedLogins ended =
      new EndedLogins(new MemoryAgreed(clock, id -> true, new NoAudit()), clock);

  private static Login login(String id, String session, Instant since) {
    return new Login(
        id,
        "ann",
        "Ann",
        Set.of(),
        Optional.of(session),
        since,
        since,
        since.plusSeconds(600),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void oneIsEndedAndTheOthersGoOn() {
    ended.end(login("1", "a", NOON));
    ended.endSession("b");
    assertThat(ended.has(login("1", "a", NOON))).isTrue();
    assertThat(ended.has(login("2", "b", NOON))).isTrue();
    assertThat(ended.has(login("3", "c", NOON))).isFalse();
  }

  /** Both times are the provider's: clocks of servers that differ do not count. */
  @Test
  void allThatSomebodyHasAreEndedAndWhoLogsInAgainIsIn() {
    ended.endAllOf("ann", NOON);
    assertThat(ended.has(login("1", "a", NOON.minusSeconds(1)))).isTrue();
    assertThat(ended.has(login("2", "b", NOON))).isTrue();
    assertThat(ended.has(login("3", "c", NOON.plusSeconds(1)))).isFalse();
    ended.endAllOf("ann", NOON.minusSeconds(60));
    assertThat(ended.has(login("1", "a", NOON))).isTrue();
  }
}
