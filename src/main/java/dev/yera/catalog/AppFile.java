package dev.yera.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a file that can be an app; a different value means that the file has changed.
 *
 * @param real the real path, without links
 * @param about its times, size and inode. They include the time of the last change of any kind,
 *     which unlike the others cannot be set back
 * @param most the most bytes that are read
 */
record AppFile(Path real, Map<String, Object> about, long most) {
  private static final long MIB = 1 << 20;

  /** The file name endings of apps, with the largest size. */
  private static final Map<String, Long> ENDINGS =
      Map.of(Description.SUFFIX, MIB, ".java", MIB, ".jar", 256 * MIB);

  /** Whether a file of this name can be an app. */
  static boolean isNamed(Path path) {
    return most(path).isPresent();
  }

  private static Optional<Long> most(Path path) {
    String name = path.getFileName().toString();
    return ENDINGS.entrySet().stream()
        .filter(each -> name.endsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /**
   * Checks a file without opening it.
   *
   * @param shown its name
   * @throws BrokenAppException if it must not be read: opening a pipe would block
   */
  static AppFile look(Path shown, Path real) throws IOException {
    AppFile file =
        new AppFile(
            real,
            Map.copyOf(
                Files.readAttributes(
                    real,
                    "unix:ctime,lastModifiedTime,size,fileKey,isRegularFile",
                    LinkOption.NOFOLLOW_LINKS)),
            most(shown).orElseThrow());
    if (!file.about.get("isRegularFile").equals(true)) {
      throw new BrokenAppException(AppFault.NO_FILE.with());
    }
    long size = (Long) file.about.get("size");
    if (size > file.most) {
      throw new BrokenAppException(AppFault.TOO_LARGE.with(size, file.most));
    }
    return file;
  }

  /**
   * Opens the content; reading beyond the largest size fails.
   *
   * @throws IOException if it is not the checked file any more
   */
  InputStream open() throws IOException {
    if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("it is not a regular file any more");
    }
    return new BoundedInput(Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS), most);
  }

  /** All of its content; not for a jar. */
  byte[] bytes() throws IOException {
    try (InputStream in = open()) {
      return in.readAllBytes();
    }
  }
}
