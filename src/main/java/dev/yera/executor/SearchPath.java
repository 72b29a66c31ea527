package dev.yera.executor;

import dev.yera.settings.SystemEncoding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The search path for programs.
 *
 * @param folders separated by colons; an empty one is the working directory
 */
record SearchPath(String folders) {
  private static final String WITHOUT_ONE = "/usr/local/bin:/usr/bin:/bin";

  /** The server's path, or the usual one if it has none. */
  static SearchPath of(String path) {
    return new SearchPath(path == null ? WITHOUT_ONE : path);
  }

  /**
   * The program of this name, as the system would find it.
   *
   * @param here the working directory of the process
   */
  Optional<Path> find(String program, Path here) {
    if (program.indexOf('/') >= 0) {
      return Optional.of(here.resolve(program)).filter(Files::isRegularFile);
    }
    for (String folder : folders.split(":", -1)) {
      if (SystemEncoding.refusal(folder).isEmpty()) {
        Path path = here.resolve(folder).resolve(program);
        if (Files.isRegularFile(path) && Files.isExecutable(path)) {
          return Optional.of(path);
        }
      }
    }
    return Optional.empty();
  }
}
