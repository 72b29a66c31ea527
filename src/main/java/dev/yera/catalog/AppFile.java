package dev.yera.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A file that can be an app, as it was when it was looked at: a file with another value has
 * changed.
 *
 * @param real where the bytes are; no part of it is a link
 * @param about its times, size and inode. The time of the last change of any kind is among them:
 *     unlike the others it cannot be set back
 * @param most how many bytes are read at most
 */
record AppFile(Path real, Map<String, Object> about, long most) {
  private static final long MIB = 1 << 20;

  /** What files are called that can be apps, and how large they may be. */
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
   * Looks at a file; does not open it.
   *
   * @param shown what it is called
   * @throws BrokenAppException if it is not one that is read: to open a pipe would be to wait
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
      throw new BrokenAppException("it is not a regular file");
    }
    long size = (Long) file.about.get("size");
    if (size > file.most) {
      throw new BrokenAppException(
          "it has %d bytes, at most %d are read".formatted(size, file.most));
    }
    return file;
  }

  /**
   * Its content, which fails when there is more than may be read.
   *
   * @throws IOException if it is not the file any more that was looked at
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
