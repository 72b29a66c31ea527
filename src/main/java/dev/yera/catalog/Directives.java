package dev.yera.catalog;

import dev.yera.event.reason.Excerpt;
import dev.yera.event.reason.Reason;
import dev.yera.library.Coordinates;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code .java} file says in JBang's comments: {@code //DEPS}, {@code //JAVA} and {@code
 * //SOURCES}, each at the beginning of a line; a remark may follow behind another {@code //}.
 * JBang's others are for its own command line.
 *
 * @param libraries in their order, without the SDK, which every app has
 * @param sources other files that belong to it, relative to its own; may have {@code *}
 */
record Directives(List<Library> libraries, List<OtherSource> sources) {
  private static final Pattern DIRECTIVE =
      Pattern.compile("//(DEPS|JAVA|SOURCES|REPOS)[ \\t]++([^\\r\\n]*+)");

  private static final Pattern WORD_ENDS = Pattern.compile("[\\s,;]+");
  private static final Pattern JAVA = Pattern.compile("([0-9]{1,3})(\\+?)");

  /** Where Maven looks without being told. */
  private static final Set<String> USUAL_REPOSITORIES = Set.of("mavencentral", "central");

  /**
   * A library.
   *
   * @param line where it is named, from 1 on
   */
  record Library(Coordinates coordinates, int line) {}

  /**
   * Another file, or several.
   *
   * @param line where it is named, from 1 on
   */
  record OtherSource(String pattern, int line) {}

  /**
   * Reads the directives of a source.
   *
   * @throws BrokenAppException with the line of one that cannot be followed here
   */
  static Directives of(String source) {
    Set<Library> libraries = new LinkedHashSet<>();
    List<OtherSource> sources = new ArrayList<>();
    int line = 0;
    for (String text : (Iterable<String>) source.lines()::iterator) {
      line++;
      Matcher matcher = DIRECTIVE.matcher(text);
      if (!matcher.lookingAt()) {
        continue;
      }
      String words = withoutRemark(matcher.group(2)).strip();
      for (String word : WORD_ENDS.splitAsStream(words).toList()) {
        switch (matcher.group(1)) {
          case "DEPS" -> library(word, line, libraries);
          case "SOURCES" -> sources.add(new OtherSource(word, line));
          case "JAVA" -> java(word, line);
          default -> repository(word, line);
        }
      }
    }
    return new Directives(List.copyOf(libraries), List.copyOf(sources));
  }

  private static String withoutRemark(String text) {
    int at = text.indexOf(" // ");
    return at < 0 ? text : text.substring(0, at);
  }

  private static void library(String word, int line, Set<Library> to) {
    Coordinates coordinates;
    try {
      coordinates = Coordinates.of(word);
    } catch (IllegalArgumentException noCoordinates) {
      throw broken("//DEPS", AppFault.NO_COORDINATES.with(Excerpt.of(word)), line);
    }
    boolean isSdk =
        coordinates.group().equals("dev.yera")
            && coordinates.artifact().startsWith("yera-sessions");
    if (!isSdk) {
      to.add(new Library(coordinates, line));
    }
  }

  private static void java(String word, int line) {
    Matcher matcher = JAVA.matcher(word);
    if (!matcher.matches()) {
      throw broken("//JAVA", AppFault.NO_VERSION.with(Excerpt.of(word)), line);
    }
    int wanted = Integer.parseInt(matcher.group(1));
    int here = Runtime.version().feature();
    boolean orNewer = !matcher.group(2).isEmpty();
    if (orNewer ? here < wanted : here != wanted) {
      AppFault fault = orNewer ? AppFault.NEWER_JAVA : AppFault.OTHER_JAVA;
      throw broken("//JAVA", fault.with(wanted, here), line);
    }
  }

  private static void repository(String word, int line) {
    if (!USUAL_REPOSITORIES.contains(word)) {
      throw broken("//REPOS", AppFault.REPOSITORIES.with(), line);
    }
  }

  private static BrokenAppException broken(String directive, Reason problem, int line) {
    return new BrokenAppException(AppFault.PART.with(directive, problem), line, 1);
  }
}
