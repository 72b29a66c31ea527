package dev.yera.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Whose a file is. */
final class FileOwner {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String USERS = "Uid:";

  private FileOwner() {}

  /** Whether the server's user owns the file itself, not a link's target. */
  static boolean isSelf(Path file) throws IOException {
    return of(file) == self();
  }

  /**
   * Whether the owner is the server's user, or root, against whom there is no protection anyway.
   */
  static boolean isSelfOrRoot(Path file) throws IOException {
    return of(file) == 0 || isSelf(file);
  }

  private static int of(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * The server's user id. Not the owner of {@code /proc/self}, which is root if the JVM has
   * capabilities.
   */
  private static int self() throws IOException {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(USERS))
          .map(line -> line.substring(USERS.length()).strip().split("\\s+", -1))
          .map(realAndEffective -> Integer.parseUnsignedInt(realAndEffective[1]))
          .findFirst()
          .orElseThrow(() -> new IOException(STATUS + " does not contain the user id"));
    }
  }
}
