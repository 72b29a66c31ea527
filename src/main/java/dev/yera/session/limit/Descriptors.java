package dev.yera.session.limit;

import dev.yera.settings.BadSettingException;
import dev.yera.settings.SessionSettings;
import dev.yera.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Checks that the process may open as many files as its limits of sessions and viewers require. */
public final class Descriptors {
  private static final Logger LOG = Logger.getLogger(Descriptors.class.getName());
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final String LINE = "Max open files";

  /** Three pipes, and the file of the log. */
  private static final int PER_SESSION = 4;

  /** A generous estimate of the server's own open files. */
  private static final int OF_THE_SERVER = 600;

  private Descriptors() {}

  /**
   * Refuses limits that need too many files.
   *
   * @throws BadSettingException if there are too few descriptors
   */
  public static void refuseTooFew(Settings settings) {
    long needed = needed(settings);
    try {
      Optional<Long> limit = limit(Files.readAllLines(LIMITS));
      if (limit.isPresent() && limit.get() < needed) {
        throw new BadSettingException(
            ("%s is %d and %s is %d: this needs %d open files, but the process may have %d."
                    + " Lower a limit, or raise ulimit -n")
                .formatted(
                    SessionSettings.SESSIONS_MAX.key(),
                    settings.get(SessionSettings.SESSIONS_MAX),
                    SessionSettings.VIEWERS_MAX.key(),
                    settings.get(SessionSettings.VIEWERS_MAX),
                    needed,
                    limit.get()),
            null);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The limit of open files cannot be determined", e);
    }
  }

  static long needed(Settings settings) {
    return (long) settings.get(SessionSettings.SESSIONS_MAX) * PER_SESSION
        + settings.get(SessionSettings.VIEWERS_MAX)
        + OF_THE_SERVER;
  }

  /** The soft limit; empty if there is none. */
  static Optional<Long> limit(List<String> limits) {
    return limits.stream()
        .filter(line -> line.startsWith(LINE))
        .map(line -> line.substring(LINE.length()).strip().split("\\s+", 2)[0])
        .filter(soft -> !soft.equals("unlimited"))
        .map(Long::parseLong)
        .findFirst();
  }
}
