package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.event.block.Exit;
import dev.yera.protocol.TextProtocol;
import dev.yera.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LifeTest {
  private static final Settings DEFAULTS = new Settings(key -> Optional.empty());
  private static final ServerEnd FIRST = ServerEnd.cleanedUp("First.");
  private static final ServerEnd SECOND = ServerEnd.cleanedUp("Second.");
  private static final Exit OWN = new Exit(0, "Done.", "NoneType", null, null, null);
  private static final Phase.Run RUN = new Phase.Run(Instant.EPOCH, null, new TextProtocol());
  private static final Phase.Ended ENDED = new Phase.Ended(Instant.EPOCH, Instant.EPOCH, OWN);

  private final Held held = new Held();
  private final Life life =
      new Life(
          SessionId.random(),
          new SessionClocks(DEFAULTS, TestApps.command("cat"), 0),
          Duration.ofSeconds(5));

  private SessionStatus status() {
    return life.phase(held).status();
  }

  @Test
  void itIsCreatedThenRunsThenStopsThenHasEnded() {
    assertThat(status()).isEqualTo(SessionStatus.CREATED);
    life.start(held, RUN, 0);
    assertThat(status()).isEqualTo(SessionStatus.RUNNING);
    assertThat(life.stop(held, FIRST, 0)).contains(RUN);
    assertThat(status()).isEqualTo(SessionStatus.STOPPING);
    life.end(held, ENDED, 0);
    assertThat(status()).isEqualTo(SessionStatus.EXITED);
  }

  @Test
  void itEndsOnce() {
    life.start(held, RUN, 0);
    life.end(held, ENDED, 0);
    assertThatThrownBy(() -> life.end(held, ENDED, 0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void itStartsOnce() {
    life.start(held, RUN, 0);
    assertThatThrownBy(() -> life.start(held, RUN, 0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsForgottenNeverStarts() {
    life.forget(held);
    assertThat(life.isForgotten(held)).isTrue();
    assertThatThrownBy(() -> life.start(held, RUN, 0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatRunsIsNotForgottenButStopped() {
    life.start(held, RUN, 0);
    assertThatThrownBy(() -> life.forget(held)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void ofTwoReasonsTheFirstCounts() {
    life.start(held, RUN, 0);
    assertThat(life.stop(held, FIRST, 0)).isPresent();
    assertThat(life.stop(held, SECOND, 0)).isEmpty();
    assertThat(life.live(held).reason()).contains(FIRST);
  }

  @Test
  void whatTheAppSaidOfItsEndBeforeItWasStoppedStands() {
    life.start(held, RUN, 0);
    life.leave(held, OWN, 0);
    assertThat(life.stop(held, FIRST, 0)).contains(RUN);
    assertThat(life.live(held).ownExit()).contains(OWN);
    assertThat(life.live(held).reason()).isEmpty();
  }

  @Test
  void whatIsNotStartedCannotBeStopped() {
    assertThat(life.stop(held, FIRST, 0)).isEmpty();
    assertThat(status()).isEqualTo(SessionStatus.CREATED);
  }

  @Test
  void itIsAudibleUntilTheAppWroteItsExit() {
    assertThat(life.isAudible(held)).isFalse();
    life.start(held, RUN, 0);
    assertThat(life.isAudible(held)).isTrue();
    life.leave(held, OWN, 0);
    assertThat(life.isAudible(held)).isFalse();
  }

  @Test
  void answersAreTakenWhileItRunsAndTheAppHasNotLeft() {
    assertThatThrownBy(() -> life.answerable(held)).isInstanceOf(ExecutorNotStartedException.class);
    life.start(held, RUN, 0);
    assertThat(life.answerable(held)).isEqualTo(RUN);
    life.leave(held, OWN, 0);
    assertThatThrownBy(() -> life.answerable(held)).isInstanceOf(SessionEndedException.class);
  }

  @Test
  void whatIsStoppingTakesNoAnswers() {
    life.start(held, RUN, 0);
    life.stop(held, FIRST, 0);
    assertThatThrownBy(() -> life.answerable(held)).isInstanceOf(SessionEndedException.class);
  }

  @Test
  void itExpiresOnce() {
    assertThat(life.expires(held)).isTrue();
    assertThat(life.expires(held)).isFalse();
  }
}
