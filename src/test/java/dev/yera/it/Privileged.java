package dev.yera.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * What only root may do: mount a disk, make a network. Tests that need it are skipped where it is
 * not allowed, unless {@code YERA_REQUIRE_ROOT=1} says that it has to be.
 */
public final class Privileged {
  /** The lock of the machine's network: who changes it holds it alone. */
  public static final String NETWORK = "the machine's network";

  private Privileged() {}

  /** Makes what needs root. */
  public interface Maker<T> {
    /** Makes it. */
    T make() throws IOException;
  }

  /** What needs root, where that is allowed. */
  public static <T> Optional<T> ifAllowed(Maker<T> maker) throws IOException {
    try {
      return Optional.of(maker.make());
    } catch (TestAbortedException notAllowed) {
      System.err.println(notAllowed.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Runs a command of root's.
   *
   * @throws TestAbortedException if it is not allowed, or not there
   */
  public static void run(String... command) {
    String said;
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() == 0) {
        return;
      }
    } catch (IOException e) {
      said = e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      said = "interrupted";
    }
    String sentence = "This needs root: " + String.join(" ", command) + " (" + said + ")";
    if ("1".equals(System.getenv("YERA_REQUIRE_ROOT"))) {
      throw new IllegalStateException("YERA_REQUIRE_ROOT=1. " + sentence);
    }
    throw new TestAbortedException(sentence);
  }
}
