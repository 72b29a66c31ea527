package dev.yera.executor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The prefix of every launched command: it puts the command into its own process session and group,
 * with the default action for every signal. A server started by {@code nohup}, or in the background
 * of a script, ignores some signals. Its children would inherit that; Java cannot change it and a
 * shell must not. {@code env} can, and costs half a millisecond, so it is used only then.
 */
final class Setsid {
  private static final Logger LOG = Logger.getLogger(Setsid.class.getName());
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long TRIAL_SECONDS = 5;

  /** The named signals; those above are internal to the C library, and ignored in all children. */
  private static final long NAMED = (1L << 31) - 1;

  /** The words of the prefix; words after them belong to the command and are not options. */
  static final List<String> WORDS = words();

  private Setsid() {}

  private static List<String> words() {
    List<String> plain = List.of("setsid", "--");
    if (!inheritsSignals()) {
      return plain;
    }
    // By its path: env looks for it where the app looks for programs.
    Optional<Path> setsid =
        SearchPath.of(System.getenv("PATH")).find("setsid", Path.of("").toAbsolutePath());
    if (setsid.isPresent() && canReset()) {
      return List.of("env", "--default-signal", setsid.get().toString(), "--");
    }
    LOG.warning(
        "The server was started with signals ignored, as by nohup, and so are its apps:"
            + " there is no env --default-signal here (coreutils 8.31)");
    return plain;
  }

  /** Whether the server ignores or blocks signals, as it did when it was started. */
  private static boolean inheritsSignals() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        boolean signals = line.startsWith("SigIgn:") || line.startsWith("SigBlk:");
        if (signals && (mask(line) & NAMED) != 0) {
          return true;
        }
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The signals that the server ignores cannot be determined", e);
    }
    return false;
  }

  private static long mask(String line) {
    return Long.parseUnsignedLong(line.substring(line.indexOf(':') + 1).strip(), 16);
  }

  private static boolean canReset() {
    try {
      Process trial =
          new ProcessBuilder("env", "--default-signal", "true")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return trial.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS) && trial.exitValue() == 0;
    } catch (IOException e) {
      LOG.log(Level.FINE, "There is no env", e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
