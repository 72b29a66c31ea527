package dev.yera.catalog;

import dev.yera.event.AuthoredText;
import dev.yera.event.UnreadableEncodingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which {@code .java} files use which others of their folder: those whose names are words of
 * theirs. That may be too many, in a comment, but never too few: the compiler looks for a class in
 * the file of its name.
 */
final class SharedSources {
  private static final Logger LOG = Logger.getLogger(SharedSources.class.getName());
  private static final String SUFFIX = ".java";
  private static final Pattern WORD = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*+");

  /** The name of the annotation, without which a file has no app. */
  private static final String APP = "App";

  /** The words of each file, which is not read again until it changes. */
  private Map<AppFile, Set<String>> words = Map.of();

  /**
   * What each file may use, directly or through others.
   *
   * @param uses the others of its folder
   * @param isForOthers whether others use it, so that it needs no app
   * @param mayHaveApp whether it can have one
   */
  record Use(Set<Path> uses, boolean isForOthers, boolean mayHaveApp) {}

  /** Looks at the {@code .java} files among these. */
  Map<Path, Use> look(Map<Path, AppFile> files) {
    Map<AppFile, Set<String>> before = words;
    words = new HashMap<>();
    Map<Path, Set<String>> wordsOf = new TreeMap<>();
    files.forEach(
        (path, file) -> {
          if (path.getFileName().toString().endsWith(SUFFIX)) {
            Set<String> own = before.getOrDefault(file, Set.of());
            words.put(file, own.isEmpty() ? read(path, file) : own);
            wordsOf.put(path, words.get(file));
          }
        });
    Map<Path, Set<Path>> uses = new TreeMap<>();
    wordsOf.keySet().forEach(path -> uses.put(path, reached(path, wordsOf)));
    Set<Path> used = new HashSet<>();
    uses.values().forEach(used::addAll);
    Map<Path, Use> all = new TreeMap<>();
    uses.forEach(
        (path, others) ->
            all.put(path, new Use(others, used.contains(path), wordsOf.get(path).contains(APP))));
    return all;
  }

  private static Set<Path> reached(Path from, Map<Path, Set<String>> wordsOf) {
    Set<Path> reached = new TreeSet<>();
    Queue<Path> next = new ArrayDeque<>(Set.of(from));
    while (!next.isEmpty()) {
      for (String word : wordsOf.get(next.remove())) {
        Path other = from.resolveSibling(word + SUFFIX);
        if (!other.equals(from) && wordsOf.containsKey(other) && reached.add(other)) {
          next.add(other);
        }
      }
    }
    return reached;
  }

  private static Set<String> read(Path path, AppFile file) {
    Set<String> found = new HashSet<>();
    try {
      Matcher matcher = WORD.matcher(AuthoredText.of(file.bytes()));
      while (matcher.find()) {
        found.add(matcher.group());
      }
    } catch (IOException | UnreadableEncodingException e) {
      // Whoever reads it as an app says so on the page.
      LOG.log(Level.FINE, "A source cannot be read: " + path, e);
      found.add(APP);
    }
    return found;
  }
}
