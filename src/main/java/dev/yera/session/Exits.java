package dev.yera.session;

import dev.yera.event.block.EndReason;
import dev.yera.event.block.Exit;
import dev.yera.event.block.Failure;
import dev.yera.executor.ProcessEnd;
import java.util.List;
import java.util.Optional;

/** Makes the exit event of a session, for every kind of end. */
final class Exits {
  private static final int SIGTERM = 128 + 15;
  private static final int SIGINT = 128 + 2;
  private static final int SIGKILL = 128 + 9;
  private static final String OUT_OF_MEMORY = "Terminating due to java.lang.OutOfMemoryError: ";

  private Exits() {}

  /**
   * The exit.
   *
   * @param own the exit that the app wrote before it was ended, if any
   * @param interrupted whether a user interrupted it
   * @param byServer why the server ended it, if it did
   * @param stderr the newest lines of error output
   */
  static Exit of(
      Optional<Exit> own,
      boolean interrupted,
      Optional<ServerEnd> byServer,
      ProcessEnd ending,
      List<String> stderr,
      double seconds) {
    Exit exit =
        own.map(each -> interrupted && isInterrupt(each) ? each : inItsOwnName(each))
            .or(() -> byServer.map(end -> byServer(end, ending)))
            .orElseGet(
                () ->
                    interrupted && ending.status() == SIGINT
                        ? interrupted()
                        : byItself(ending, stderr));
    return new Exit(
        exit.exitCode(),
        exit.reason(),
        exit.returnType(),
        exit.returnValue(),
        exit.durationSeconds() == null ? (Double) seconds : exit.durationSeconds(),
        withErrorOutput(exit.error(), stderr));
  }

  private static boolean isInterrupt(Exit own) {
    return own.exitCode() == SIGINT
        && own.error() != null
        && own.error().errorType().equals(EndReason.INTERRUPTED.errorType());
  }

  private static Exit interrupted() {
    return failed(SIGINT, EndReason.INTERRUPTED, "Interrupted by the user.");
  }

  /** An app cannot say that it was stopped: that is only the server's to say. */
  private static Exit inItsOwnName(Exit own) {
    Failure error = own.error();
    if (error == null || !EndReason.isStop(error.errorType())) {
      return own;
    }
    return new Exit(
        own.exitCode(),
        own.reason(),
        own.returnType(),
        own.returnValue(),
        own.durationSeconds(),
        new Failure("app." + error.errorType(), error.message(), error.stderr()));
  }

  /** Of an app whose server ended without a word. */
  static Exit lost(EndReason how, double seconds) {
    Exit exit =
        failed(
            SIGKILL,
            how,
            "The server was lost while the app ran. What it said until then is here.");
    return new Exit(exit.exitCode(), exit.reason(), exit.returnType(), null, seconds, exit.error());
  }

  private static Exit byServer(ServerEnd end, ProcessEnd ending) {
    // Its real status, but never 0, which would mean success.
    int status = ending.status() == 0 ? SIGTERM : ending.status();
    return failed(status, end.reason(), end.sentence());
  }

  private static Exit byItself(ProcessEnd ending, List<String> stderr) {
    if (ending.startFailure().isPresent()) {
      return failed(
          ProcessEnd.NOT_STARTED,
          EndReason.START_FAILED,
          "The app could not be started: " + ending.startFailure().get());
    }
    if (ending.status() == 0) {
      return new Exit(0, Exit.COMPLETED, Exit.NO_VALUE, null, null, null);
    }
    // A JVM that ran out of memory prints a message as it halts, and cannot write an event any
    // more.
    Optional<String> memory =
        stderr.stream().filter(line -> line.startsWith(OUT_OF_MEMORY)).findFirst();
    if (memory.isPresent()) {
      return failed(
          1, "java.lang.OutOfMemoryError", memory.get().substring(OUT_OF_MEMORY.length()));
    }
    return ending.killed()
        ? failed(
            ending.status(),
            EndReason.PROCESS_KILLED,
            "The app was ended by signal " + ending.signal() + ".")
        : failed(
            ending.status(),
            EndReason.PROCESS_EXITED,
            "The app ended with status " + ending.status() + ".");
  }

  private static Exit failed(int code, EndReason reason, String message) {
    return failed(code, reason.errorType(), message);
  }

  private static Exit failed(int code, String type, String message) {
    return new Exit(
        code, message, Exit.NO_VALUE, null, null, new Failure(type, message, List.of()));
  }

  private static Failure withErrorOutput(Failure error, List<String> stderr) {
    return error == null || !error.stderr().isEmpty()
        ? error
        : new Failure(error.errorType(), error.message(), stderr);
  }
}
