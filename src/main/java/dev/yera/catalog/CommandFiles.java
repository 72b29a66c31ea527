package dev.yera.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files in an app's folder that its command names, as a rule its script. */
final class CommandFiles {
  /** A command may have very many words, and they are looked at again and again. */
  private static final int MOST = 20;

  private CommandFiles() {}

  /**
   * Their state, by the words of the command. A file that cannot be looked at is as if it were not
   * there: whether the command works is found out when it runs.
   */
  static Map<String, Object> look(List<String> command, Path folder) {
    Map<String, Object> files = new TreeMap<>();
    command.stream().limit(MOST).forEach(word -> add(word, folder, files));
    return Map.copyOf(files);
  }

  private static void add(String word, Path folder, Map<String, Object> files) {
    try {
      Path file = folder.resolve(word).normalize();
      if (file.startsWith(folder) && Files.isRegularFile(file)) {
        files.put(
            word,
            Map.copyOf(Files.readAttributes(file, "unix:ctime,lastModifiedTime,size,fileKey")));
      }
    } catch (InvalidPathException | IOException noFile) {
      files.remove(word);
    }
  }
}
