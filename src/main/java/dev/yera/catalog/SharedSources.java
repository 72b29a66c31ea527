package dev.yera.catalog;

import dev.yera.event.AuthoredText;
import dev.yera.event.UnreadableEncodingException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which {@code .java} files use which others: those of their folder whose names are words of
 * theirs, and those that {@code //SOURCES} names. That may be too many, in a comment, but never too
 * few: the compiler looks for a class in the file of its name.
 */
final class SharedSources {
  private static final Logger LOG = Logger.getLogger(SharedSources.class.getName());
  private static final String SUFFIX = ".java";
  private static final Pattern WORD = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*+");

  /** The name of the annotation, without which a file has no app. */
  private static final String APP = "App";

  /** The words of each file, which is not read again until it changes. */
  private Map<AppFile, Content> contents = Map.of();

  /**
   * What a file says of others.
   *
   * @param sources what its {@code //SOURCES} name
   */
  private record Content(Set<String> words, List<Directives.OtherSource> sources) {}

  /**
   * What each file may use, directly or through others.
   *
   * @param uses the others
   * @param isForOthers whether others use it, so that it needs no app
   * @param mayHaveApp whether it can have one
   * @param missing what it names and is not there
   */
  record Use(
      Set<Path> uses,
      boolean isForOthers,
      boolean mayHaveApp,
      List<Directives.OtherSource> missing) {}

  /** Looks at the {@code .java} files among these. */
  Map<Path, Use> look(Map<Path, AppFile> files) {
    Map<AppFile, Content> before = contents;
    contents = new HashMap<>();
    Map<Path, Content> contentOf = new TreeMap<>();
    files.forEach(
        (path, file) -> {
          if (path.getFileName().toString().endsWith(SUFFIX)) {
            Content known = before.get(file);
            contents.put(file, known == null ? read(path, file) : known);
            contentOf.put(path, contents.get(file));
          }
        });
    Map<Path, Set<Path>> uses = new TreeMap<>();
    contentOf.keySet().forEach(path -> uses.put(path, reached(path, contentOf)));
    Set<Path> used = new HashSet<>();
    uses.values().forEach(used::addAll);
    Map<Path, Use> all = new TreeMap<>();
    uses.forEach(
        (path, others) ->
            all.put(
                path,
                new Use(
                    others,
                    used.contains(path),
                    contentOf.get(path).words().contains(APP),
                    missing(path, contentOf))));
    return all;
  }

  private static List<Directives.OtherSource> missing(Path user, Map<Path, Content> contentOf) {
    return contentOf.get(user).sources().stream()
        .filter(each -> matching(user, each.pattern(), contentOf.keySet()).findAny().isEmpty())
        .toList();
  }

  private static Set<Path> reached(Path from, Map<Path, Content> contentOf) {
    Set<Path> reached = new TreeSet<>();
    Queue<Path> next = new ArrayDeque<>(Set.of(from));
    while (!next.isEmpty()) {
      Path user = next.remove();
      Content content = contentOf.get(user);
      Stream.concat(
              content.words().stream().map(word -> user.resolveSibling(word + SUFFIX)),
              content.sources().stream()
                  .flatMap(each -> matching(user, each.pattern(), contentOf.keySet())))
          .filter(other -> !other.equals(from) && contentOf.containsKey(other))
          .filter(reached::add)
          .forEach(next::add);
    }
    return reached;
  }

  /** Which of these a pattern of {@code //SOURCES} names. */
  private static Stream<Path> matching(Path user, String pattern, Set<Path> files) {
    Path named = user.getParent().resolve(pattern).normalize();
    if (!pattern.contains("*")) {
      return Stream.of(named).filter(files::contains);
    }
    // What else has a meaning in a glob is meant as it stands.
    String glob = named.toString().replaceAll("[\\\\?\\[\\]{}]", "\\\\$0");
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    return files.stream().filter(matcher::matches);
  }

  private static Content read(Path path, AppFile file) {
    Set<String> found = new HashSet<>();
    List<Directives.OtherSource> sources = List.of();
    try {
      String text = AuthoredText.of(file.bytes());
      Matcher matcher = WORD.matcher(text);
      while (matcher.find()) {
        found.add(matcher.group());
      }
      sources = Directives.of(text).sources();
    } catch (BrokenAppException e) {
      LOG.log(Level.FINE, "A directive cannot be followed: " + path, e); // its reader says so
    } catch (IOException | UnreadableEncodingException e) {
      // Whoever reads it as an app says so on the page.
      LOG.log(Level.FINE, "A source cannot be read: " + path, e);
      found.add(APP);
    }
    return new Content(found, sources);
  }
}
