package dev.yera.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  private final Map<Path, List<Path>> folders;

  private CommandFiles(Path folder, Map<Path, List<Path>> folders) {
    this.folder = folder;
    this.folders = folders;
  }

  /**
   * Their state, by their paths. A file that cannot be looked at is as if it were not there:
   * whether the command works is found out when it runs.
   */
  static Map<Path, Map<String, Object>> look(List<String> command, Path folder) {
    return look(command, folder, new HashMap<>());
  }

  /**
   * The same, of one app of many.
   *
   * @param folders what is in the folders that were listed already, for the apps of one look
   */
  static Map<Path, Map<String, Object>> look(
      List<String> command, Path folder, Map<Path, List<Path>> folders) {
    CommandFiles files = new CommandFiles(folder, folders);
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
    List<Path> beside =
        folders.computeIfAbsent(script.getParent(), CommandFiles::list).stream()
            .filter(each -> !each.equals(script) && extension(each).equals(extension))
            .toList();
    if (!beside.isEmpty()) {
      Set<String> words = words(script);
      beside.stream()
          .filter(each -> isNamed(each, extension, words))
          .takeWhile(each -> states.size() < most)
          .forEach(this::add);
    }
  }

  /** In the order of their names, so that the same ones are looked at again. */
  private static List<Path> list(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> some = all.limit(MOST_BESIDE + 1L).sorted().toList();
      return some.size() > MOST_BESIDE ? List.of() : some;
    } catch (IOException | UncheckedIOException gone) {
      return List.of();
    }
  }

  private static Set<String> words(Path script) {
    try (InputStream in = Files.newInputStream(script)) {
      String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      return WORD.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    } catch (IOException gone) {
      return Set.of();
    }
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
