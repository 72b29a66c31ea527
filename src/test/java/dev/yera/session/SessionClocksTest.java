package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionClocksTest {
  private static final Settings DEFAULTS = new Settings(key -> Optional.empty());

  /** Monotonic time may be negative, and may pass the end of the range of a long. */
  private long now = Long.MAX_VALUE - Duration.ofMinutes(5).toNanos();

  private SessionClocks clocks = created(DEFAULTS);

  private SessionClocks created(Settings settings) {
    return new SessionClocks(settings, TestApps.command("cat"), now);
  }

  private static Settings with(String key, String value) {
    return new Settings(asked -> Optional.ofNullable(Map.of(key, value).get(asked)));
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }

  private SessionClocks started(Settings settings) {
    clocks = created(settings);
    clocks.viewers(1, now);
    clocks.started(now, true);
    clocks.ready(now);
    return clocks;
  }

  private SessionClocks.Due due(SessionStatus status) {
    return clocks.due(now, status, false);
  }

  private void assertNothing(SessionStatus status) {
    assertThat(due(status)).isInstanceOf(SessionClocks.Nothing.class);
  }

  private void assertEnd(SessionClocks.Due due, String type, String limit) {
    assertThat(due).isInstanceOf(SessionClocks.End.class);
    ServerEnd reason = ((SessionClocks.End) due).reason();
    assertThat(reason.reason().errorType()).isEqualTo(type);
    assertThat(reason.sentence()).contains(limit).endsWith(".");
  }

  @Test
  void whatIsNeverViewedIsForgotten() {
    pass(Duration.ofSeconds(119));
    assertNothing(SessionStatus.CREATED);
    pass(Duration.ofSeconds(1));
    assertThat(due(SessionStatus.CREATED)).isInstanceOf(SessionClocks.Forget.class);
  }

  @Test
  void whileItWaitsForItsTurnNoStartIsLate() {
    clocks.viewers(1, now);
    clocks.started(now, true);
    pass(Duration.ofSeconds(30));
    assertNothing(SessionStatus.RUNNING);
    clocks.spawned(now);
    pass(Duration.ofMillis(9_999));
    assertNothing(SessionStatus.RUNNING);
    pass(Duration.ofMillis(1));
    assertEnd(due(SessionStatus.RUNNING), "StartTimeout", "10 seconds");
  }

  @Test
  void whatIsNotReadyInTimeIsEnded() {
    clocks.viewers(1, now);
    clocks.started(now, true);
    clocks.spawned(now);
    pass(Duration.ofMillis(9_999));
    assertNothing(SessionStatus.RUNNING);
    pass(Duration.ofMillis(1));
    assertEnd(due(SessionStatus.RUNNING), "StartTimeout", "10 seconds");
    clocks.ready(now);
    assertNothing(SessionStatus.RUNNING);
  }

  @Test
  void whatNobodyViewsIsEnded() {
    started(DEFAULTS);
    pass(Duration.ofHours(1));
    assertNothing(SessionStatus.RUNNING);
    clocks.viewers(0, now);
    pass(Duration.ofSeconds(899));
    assertNothing(SessionStatus.RUNNING);
    pass(Duration.ofSeconds(1));
    assertEnd(due(SessionStatus.RUNNING), "AwayTimeout", "15 minutes");
  }

  @Test
  void whoComesBackStopsTheAwayClock() {
    started(DEFAULTS);
    clocks.viewers(0, now);
    pass(Duration.ofSeconds(899));
    clocks.viewers(1, now);
    pass(Duration.ofMinutes(10));
    assertNothing(SessionStatus.RUNNING);
    clocks.viewers(0, now);
    pass(Duration.ofSeconds(899));
    assertNothing(SessionStatus.RUNNING);
  }

  @Test
  void whatWaitsTooLongForAnAnswerIsEnded() {
    started(DEFAULTS);
    pass(Duration.ofMinutes(14));
    clocks.output(now);
    pass(Duration.ofMinutes(14));
    clocks.input(now);
    pass(Duration.ofMinutes(14));
    assertThat(clocks.due(now, SessionStatus.RUNNING, true))
        .isInstanceOf(SessionClocks.Nothing.class);
    pass(Duration.ofMinutes(1));
    assertEnd(clocks.due(now, SessionStatus.RUNNING, true), "IdleTimeout", "15 minutes");
  }

  @Test
  void whatDoesNotWaitForAnAnswerIsNotIdle() {
    started(DEFAULTS);
    pass(Duration.ofHours(7));
    assertNothing(SessionStatus.RUNNING);
  }

  @Test
  void aConsoleProgramHasNoIdleClock() {
    clocks.viewers(1, now);
    clocks.started(now, false);
    clocks.ready(now);
    pass(Duration.ofHours(7));
    assertThat(clocks.due(now, SessionStatus.RUNNING, true))
        .isInstanceOf(SessionClocks.Nothing.class);
  }

  @Test
  void zeroIsNeverForTheAwayAndTheIdleClock() {
    started(with("yera.session.away-timeout", "PT0S"));
    clocks.viewers(0, now);
    pass(Duration.ofHours(7));
    assertNothing(SessionStatus.RUNNING);
    started(with("yera.session.idle-timeout", "PT0S"));
    pass(Duration.ofHours(7));
    assertThat(clocks.due(now, SessionStatus.RUNNING, true))
        .isInstanceOf(SessionClocks.Nothing.class);
  }

  @Test
  void anAppMayHaveClocksOfItsOwn() {
    clocks =
        new SessionClocks(
            DEFAULTS, TestApps.withClocks(Duration.ofSeconds(3), Duration.ofSeconds(7)), now);
    clocks.viewers(1, now);
    clocks.started(now, true);
    clocks.ready(now);
    pass(Duration.ofSeconds(7));
    assertEnd(clocks.due(now, SessionStatus.RUNNING, true), "IdleTimeout", "7 seconds");
    clocks.viewers(0, now);
    pass(Duration.ofSeconds(3));
    assertEnd(due(SessionStatus.RUNNING), "AwayTimeout", "3 seconds");
  }

  @Test
  void everySessionHasALongestLife() {
    started(DEFAULTS);
    pass(Duration.ofHours(8).minusSeconds(1));
    clocks.output(now);
    assertNothing(SessionStatus.RUNNING);
    pass(Duration.ofSeconds(1));
    assertEnd(due(SessionStatus.RUNNING), "LifetimeExceeded", "8 hours");
  }

  @Test
  void whatSaidThatItEndedHasItsGraceToLeave() {
    started(DEFAULTS);
    clocks.leaving(now);
    pass(Duration.ofSeconds(4));
    assertNothing(SessionStatus.RUNNING);
    pass(Duration.ofSeconds(1));
    assertEnd(due(SessionStatus.RUNNING), "CleanedUp", "5 seconds");
  }

  @Test
  void whatIsStoppedIsKilledOnceAfterItsGrace() {
    started(DEFAULTS);
    clocks.stopping(now, Duration.ofSeconds(5));
    pass(Duration.ofSeconds(4));
    assertNothing(SessionStatus.STOPPING);
    pass(Duration.ofSeconds(1));
    assertThat(due(SessionStatus.STOPPING)).isInstanceOf(SessionClocks.Kill.class);
    assertNothing(SessionStatus.STOPPING);
  }

  @Test
  void aSecondReasonMayShortenTheGraceAndNeverLengthensIt() {
    started(DEFAULTS);
    clocks.stopping(now, Duration.ofSeconds(5));
    clocks.hurry(Duration.ofSeconds(9));
    clocks.hurry(Duration.ofSeconds(3));
    pass(Duration.ofSeconds(3));
    assertThat(due(SessionStatus.STOPPING)).isInstanceOf(SessionClocks.Kill.class);
  }

  @Test
  void whatEndedIsKeptForReplayAndThenForgotten() {
    started(DEFAULTS);
    clocks.ended(now);
    for (SessionStatus status :
        List.of(SessionStatus.EXITED, SessionStatus.STOPPED, SessionStatus.FAILED)) {
      assertNothing(status);
    }
    pass(Duration.ofMinutes(10));
    for (SessionStatus status :
        List.of(SessionStatus.EXITED, SessionStatus.STOPPED, SessionStatus.FAILED)) {
      assertThat(due(status)).isInstanceOf(SessionClocks.Forget.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PT1S, 1 second",
    "PT2S, 2 seconds",
    "PT1M, 1 minute",
    "PT90S, 90 seconds",
    "PT1H, 1 hour",
    "PT48H, 48 hours",
    "PT0.25S, 250 milliseconds"
  })
  void aDurationIsSaidInWords(Duration duration, String words) {
    assertThat(SessionClocks.spoken(duration)).isEqualTo(words);
  }
}
