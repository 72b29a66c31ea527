package dev.yera.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Finds out what works where the server runs: a kernel, a container and its security modules can
 * forbid any part of a box, and only the whole tells.
 *
 * @param folder where each has its home
 */
record Trial(Path folder) {
  /** Fewer processes than any server's user has. */
  static final int FEW = 8;

  private static final long SECONDS = 10;
  private static final int ENDLESS = 4096;

  /** Why a command cannot be run in this box; empty if it can. */
  Optional<String> fault(Box box) {
    return run(box, "true");
  }

  /** Whether a process of this box can start others. */
  boolean canFork(Box box) {
    return run(box, "true | true").isEmpty();
  }

  private Optional<String> run(Box box, String script) {
    try {
      Home home = Home.create(folder.resolve(UUID.randomUUID().toString()));
      try {
        return said(
            box.around(List.of("setsid", "--"), List.of("sh", "-c", script), home.path(), home));
      } finally {
        home.remove();
      }
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  /** What it complains of. */
  private static Optional<String> said(List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    Process process = builder.start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return Optional.of("it does not end within " + SECONDS + " s");
      }
      byte[] said = process.getInputStream().readNBytes(ENDLESS);
      String line = new String(said, StandardCharsets.UTF_8).strip();
      return process.exitValue() == 0 ? Optional.empty() : Optional.of(line);
    } finally {
      process.destroyForcibly();
    }
  }
}
