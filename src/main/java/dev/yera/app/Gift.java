package dev.yera.app;

import dev.yera.event.block.FileRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Files that an app gives. */
final class Gift {
  private Gift() {}

  /**
   * One that is there.
   *
   * @param what gives it, for the refusal
   * @throws IllegalArgumentException if it is not there
   */
  static FileRef of(String what, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(what + ": there is no file " + file.toAbsolutePath());
    }
    Path here = Path.of("").toAbsolutePath(); // may be told otherwise than the server knows it
    Path given = file.startsWith(here) ? here.relativize(file) : file;
    return FileRef.at(given.normalize().toString());
  }

  static FileRef of(String name, byte[] content) {
    return FileRef.inline(name, Base64.getEncoder().encodeToString(content));
  }
}
