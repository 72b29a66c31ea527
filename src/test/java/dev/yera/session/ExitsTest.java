package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.block.EndReason;
import dev.yera.event.block.Exit;
import dev.yera.event.block.Failure;
import dev.yera.event.block.ModelUse;
import dev.yera.executor.ProcessEnd;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exit table of the contract, row by row. */
class ExitsTest {
  private static final Set<EndReason> STOPS =
      EnumSet.of(
          EndReason.ENDED_BY_USER,
          EndReason.INTERRUPTED,
          EndReason.AWAY_TIMEOUT,
          EndReason.IDLE_TIMEOUT,
          EndReason.LIFETIME_EXCEEDED,
          EndReason.SERVER_SHUTDOWN,
          EndReason.SERVER_LOST,
          EndReason.NODE_LOST,
          EndReason.CLEANED_UP);

  private static final List<String> STDERR = List.of("warning", "boom");

  private static ProcessEnd status(int status) {
    return new ProcessEnd(status, Optional.empty(), false, false);
  }

  private static Exit byItself(ProcessEnd ending) {
    return Exits.of(Optional.empty(), false, Optional.empty(), ending, STDERR, 1.5);
  }

  private static Exit byServer(EndReason reason, ProcessEnd ending) {
    ServerEnd end = new ServerEnd(reason, "Because of " + reason.errorType() + ".");
    return Exits.of(Optional.empty(), false, Optional.of(end), ending, STDERR, 1.5);
  }

  @Test
  void aProcessThatEndsWellHasReturned() {
    assertThat(byItself(status(0)))
        .isEqualTo(
            new Exit(0, "Yera program completed successfully.", "NoneType", null, 1.5, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 42, 126, 127, 128, 255})
  void aProcessThatEndsWithAStatusHasExited(int status) {
    Exit exit = byItself(status(status));
    assertThat(exit.exitCode()).isEqualTo(status);
    assertThat(exit.error().errorType()).isEqualTo("ProcessExited");
    assertThat(exit.reason()).contains(Integer.toString(status)).isEqualTo(exit.error().message());
  }

  @ParameterizedTest
  @CsvSource({"129, 1", "134, 6", "137, 9", "139, 11", "143, 15", "192, 64"})
  void aProcessThatDiesBySignalWasKilled(int status, int signal) {
    Exit exit = byItself(status(status));
    assertThat(exit.exitCode()).isEqualTo(status);
    assertThat(exit.error().errorType()).isEqualTo("ProcessKilled");
    assertThat(exit.reason()).contains("signal " + signal);
  }

  /** Without being written and read between: the server that ends a session goes on with it. */
  @Test
  void whatIsKeptOfAnExitIsThatExit() {
    for (Exit exit :
        List.of(Exits.lost(EndReason.SERVER_LOST, 1.5), byItself(status(3)), byItself(status(0)))) {
      assertThat(Exit.of(exit.members())).isEqualTo(exit);
    }
  }

  @Test
  void aServerThatWasLostIsSaidByTheNextOne() {
    Exit exit = Exits.lost(EndReason.SERVER_LOST, 1.5);
    assertThat(exit.exitCode()).isEqualTo(137);
    assertThat(exit.error().errorType()).isEqualTo("ServerLost");
    assertThat(exit.durationSeconds()).isEqualTo(1.5);
  }

  @Test
  void whatCannotBeStartedIs127() {
    Exit exit = byItself(new ProcessEnd(127, Optional.of("no such file"), false, false));
    assertThat(exit.exitCode()).isEqualTo(127);
    assertThat(exit.error().errorType()).isEqualTo("StartFailed");
    assertThat(exit.reason()).contains("no such file");
  }

  @Test
  void aJvmWithoutMemoryHasThatAsItsReason() {
    Exit exit =
        Exits.of(
            Optional.empty(),
            false,
            Optional.empty(),
            status(3),
            List.of("Terminating due to java.lang.OutOfMemoryError: Java heap space"),
            1.5);
    assertThat(exit.exitCode()).isEqualTo(1);
    assertThat(exit.error().errorType()).isEqualTo("java.lang.OutOfMemoryError");
    assertThat(exit.reason()).isEqualTo("Java heap space");
  }

  @ParameterizedTest
  @CsvSource({"0, 143", "143, 143", "137, 137", "3, 3", "127, 127"})
  void whatTheServerEndsHasItsRealStatusAndNeverZero(int status, int exitCode) {
    Exit exit = byServer(EndReason.IDLE_TIMEOUT, status(status));
    assertThat(exit.exitCode()).isEqualTo(exitCode);
    assertThat(exit.error())
        .isEqualTo(new Failure("IdleTimeout", "Because of IdleTimeout.", STDERR));
    assertThat(exit.reason()).isEqualTo("Because of IdleTimeout.");
  }

  @Test
  void whatTheAppSaidOfItsEndStands() {
    Exit own =
        new Exit(1, "bad", "int", "5", null, new Failure("SomeError", "bad", List.of("mine")))
            .with(Map.of("free", new ModelUse(0, 0, 0, 0.0, "USD"))); // not its to say
    Exit exit =
        Exits.of(
            Optional.of(own),
            false,
            Optional.of(new ServerEnd(EndReason.CLEANED_UP, "Late.")),
            status(137),
            STDERR,
            1.5);
    assertThat(exit)
        .isEqualTo(
            new Exit(1, "bad", "int", "5", 1.5, new Failure("SomeError", "bad", List.of("mine"))));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNobodysFaultWasStoppedAndTheRestHasFailed(EndReason reason) {
    boolean isStop = STOPS.contains(reason);
    assertThat(SessionStatus.of(byServer(reason, status(143))))
        .isEqualTo(isStop ? SessionStatus.STOPPED : SessionStatus.FAILED);
    if (isStop) {
      isFailedIfTheAppSaysIt(reason.errorType());
    }
  }

  /** A class of its own may have that name, too. */
  private static void isFailedIfTheAppSaysIt(String type) {
    Exit own = new Exit(1, "bad", "int", null, 9.0, new Failure(type, "bad", List.of()));
    Exit exit = Exits.of(Optional.of(own), false, Optional.empty(), status(1), STDERR, 1.5);
    assertThat(SessionStatus.of(exit)).isEqualTo(SessionStatus.FAILED);
    assertThat(exit.error().errorType()).isEqualTo("app." + type);
  }

  @Test
  void theLastLinesOfErrorOutputAreAddedWhereTheAppHasNone() {
    Exit own = new Exit(1, "bad", "int", null, 9.0, new Failure("SomeError", "bad", List.of()));
    Exit exit = Exits.of(Optional.of(own), false, Optional.empty(), status(1), STDERR, 1.5);
    assertThat(exit.error().stderr()).isEqualTo(STDERR);
    assertThat(exit.durationSeconds()).isEqualTo(9.0);
    assertThat(byItself(status(1)).error().stderr()).isEqualTo(STDERR);
  }
}
