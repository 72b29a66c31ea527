package dev.yera.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files in an app's folder that its command names, as a rule its script; and what the script
 * imports of the files beside it. The languages of scripts are many: a file is taken for imported
 * if it has the script's extension, and its name is a word of the script.
 */
final class CommandFiles {
  /** A command may have very many words, and they are looked at again and again. */
  private static final int MOST = 20;

  private static final int MOST_IMPORTED = 50;

  /** A folder with more entries is one of data. */
  private static final int MOST_BESIDE = 500;

  /** Imports are at the beginning of a script. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final Pattern WORD = Pattern.compile("[\\w-]+", Pattern.UNICODE_CHARACTER_CLASS);

  private final Path folder;
  private final Map<Path, Map<String, Object>> states = new TreeMap<>();
  private final Deque<Path> unread = new ArrayDeque<>();

  private CommandFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Their state, by their paths. A file that cannot be looked at is as if it were not there:
   * whether the command works is found out when it runs.
   */
  static Map<Path, Map<String, Object>> look(List<String> command, Path folder) {
    CommandFiles files = new CommandFiles(folder);
    command.stream().limit(MOST).forEach(files::addNamed);
    int most = files.states.size() + MOST_IMPORTED;
    while (!files.unread.isEmpty() && files.states.size() < most) {
      files.addImportsOf(files.unread.remove(), most);
    }
    return Map.copyOf(files.states);
  }

  private void addNamed(String word) {
    try {
      add(folder.resolve(word).normalize());
    } catch (InvalidPathException noFile) {
      // a word that is not a path is an argument of another kind
    }
  }

  private void add(Path file) {
    if (states.containsKey(file) || !file.startsWith(folder) || !Files.isRegularFile(file)) {
      return;
    }
    try {
      states.put(
          file, Map.copyOf(Files.readAttributes(file, "unix:ctime,lastModifiedTime,size,fileKey")));
      unread.add(file);
    } catch (IOException gone) {
      states.remove(file);
    }
  }

  private void addImportsOf(Path script, int most) {
    String extension = extension(script);
    if (extension.isEmpty()) {
      return;
    }
    try {
      List<Path> beside = beside(script, extension);
      if (!beside.isEmpty()) {
        Set<String> words = words(script);
        beside.stream()
            .filter(each -> isNamed(each, extension, words))
            .takeWhile(each -> states.size() < most)
            .forEach(this::add);
      }
    } catch (IOException gone) {
      unread.remove(script);
    }
  }

  /** In the order of their names, so that the same ones are looked at again. */
  private static List<Path> beside(Path script, String extension) throws IOException {
    Set<Path> beside = new HashSet<>();
    int entries = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(script.getParent())) {
      for (Path each : all) {
        if (++entries > MOST_BESIDE) {
          return List.of();
        }
        if (!each.equals(script) && extension(each).equals(extension)) {
          beside.add(each);
        }
      }
    }
    return beside.stream().sorted().toList();
  }

  private static Set<String> words(Path script) throws IOException {
    Set<String> words = new HashSet<>();
    try (InputStream in = Files.newInputStream(script)) {
      String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      for (Matcher word = WORD.matcher(text); word.find(); ) {
        words.add(word.group());
      }
    }
    return words;
  }

  private static boolean isNamed(Path file, String extension, Set<String> words) {
    String name = file.getFileName().toString();
    String stem = name.substring(0, name.length() - extension.length());
    return words.containsAll(Arrays.asList(stem.split("\\.", -1)));
  }

  /** With its dot; empty if there is none. */
  private static String extension(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot) : "";
  }
}
