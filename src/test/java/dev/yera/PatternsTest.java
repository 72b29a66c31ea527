package dev.yera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each pattern that sees input takes time in proportion to it. All patterns of the product are in
 * {@code patterns.txt}, with what they see; a new one fails the build until it is there. Those that
 * see what somebody else wrote are run on long hostile texts, and their steps are counted.
 */
class PatternsTest {
  private static final Path LIST = Path.of("src/test/resources/dev/yera/patterns.txt");
  private static final String BETWEEN = "  ¦  ";

  private static final String LITERALS = "((?:\\s*\\+?\\s*\"(?:[^\"\\\\]|\\\\.)*\")+)";
  private static final Pattern IN_JAVA =
      Pattern.compile(
          "(?:Pattern\\.compile|\\.matches|\\.replaceAll|\\.replaceFirst|\\.split)\\((?:"
              + LITERALS
              + "|\\s*([^\\s)\"][^,)]*))");

  private static final Pattern IN_SCRIPTS =
      Pattern.compile(
          "(?:[(=,:?!&|\\[]|return)\\s*/((?![/*])(?:[^/\\\\\\[\\n]|\\\\.|\\[(?:[^\\]\\\\\\n]|\\\\.)*\\])+)/([dgimsuy]*)"
              + "|new RegExp\\(`([^`]+)`, '([a-z]*)'");

  /** What is repeated; besides what a pattern itself has. */
  private static final List<String> FRAGMENTS =
      List.of(
          " ", "\n", "\r", "\t", "0", "1", "a", "A", "_", "-", "+", "/", "<", ">", "[", "]", "(",
          "{", ".", ":", ",", ";", "=", "`", "~", "|", "$", "%", "\\", "'", "\"", "*", "#", "!",
          "\u00e4", "\u6f22", "_11", ". ", "\n ", "1.", "a-", "[ ", "/a");

  private static final List<String> BEFORE = List.of("", "x", "<", "[");
  private static final List<String> BEHIND = List.of("", "x", "\n", "\u00e4");
  private static final int SHORT = 500;
  private static final int TIMES = 4;

  /** Counts each look at a character; thrown away in the end, so that nobody waits for a fault. */
  private static final class Counted implements CharSequence {
    private final CharSequence text;
    private final long[] steps;

    Counted(CharSequence text, long[] steps) {
      this.text = text;
      this.steps = steps;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      steps[0]++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), steps);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  private static Stream<Path> files(String folder, String end) throws IOException {
    try (Stream<Path> all = Files.walk(Path.of(folder))) {
      return all.filter(each -> each.toString().endsWith(end)).sorted().toList().stream();
    }
  }

  /** File and pattern, as they stand there. */
  private static Set<String> found() throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : files("src/main/java", ".java").toList()) {
      Matcher matcher = IN_JAVA.matcher(Files.readString(file));
      while (matcher.find()) {
        String pattern = matcher.group(1) == null ? matcher.group(2) : joined(matcher.group(1));
        add(found, file, pattern);
      }
    }
    for (Path file : files("webapp", ".js").toList()) {
      String text = Files.readString(file).replaceAll("(?m)^\\s*(//|\\*|/\\*).*$", "");
      Matcher matcher = IN_SCRIPTS.matcher(text);
      while (matcher.find()) {
        boolean literal = matcher.group(1) != null;
        add(
            found,
            file,
            "/%s/%s".formatted(matcher.group(literal ? 1 : 3), matcher.group(literal ? 2 : 4)));
      }
    }
    return found;
  }

  /** One character, or several that mean themselves, are no pattern. */
  private static void add(Set<String> found, Path file, String pattern) {
    if (!pattern.matches("\\W?|\\\\\\\\\\.|\\\\[nt0]")) {
      found.add(file.getFileName() + BETWEEN + pattern);
    }
  }

  private static String joined(String literals) {
    return Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"")
        .matcher(literals)
        .results()
        .map(each -> each.group(1))
        .collect(Collectors.joining());
  }

  private static List<String[]> listed() throws IOException {
    return Files.readAllLines(LIST).stream()
        .filter(line -> line.contains(BETWEEN))
        .map(line -> line.split(Pattern.quote(BETWEEN), -1))
        .toList();
  }

  @Test
  void allPatternsAreListedWithWhatTheySee() throws IOException {
    assertThat(listed().stream().map(each -> each[0] + BETWEEN + each[1]))
        .containsExactlyInAnyOrderElementsOf(found());
    assertThat(listed()).allMatch(each -> each.length == 3 && !each[2].isBlank());
  }

  /** Those that see what anybody else wrote than whoever runs the server, or we. */
  static Stream<Arguments> patterns() throws IOException {
    return listed().stream()
        .filter(each -> !each[2].startsWith("ours:") && !each[2].startsWith("operator:"))
        .map(each -> Arguments.of(each[0], each[1], each[2].startsWith("whole:")));
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void hostileTextTakesStepsInProportion(String file, String written, boolean whole) {
    Pattern pattern = file.endsWith(".js") ? ofScript(written) : Pattern.compile(java(written));
    Set<String> fragments = new LinkedHashSet<>(FRAGMENTS);
    Pattern.compile("[<!-]*[A-Za-z:/-]{2,}")
        .matcher(written)
        .results()
        .map(each -> each.group())
        .forEach(word -> fragments.addAll(List.of(word, word + ">", word + " ", word + ";")));
    for (String fragment : fragments) {
      for (String before : BEFORE) {
        for (String behind : BEHIND) {
          long few = steps(pattern, whole, before, fragment, SHORT, behind);
          long many = steps(pattern, whole, before, fragment, SHORT * TIMES, behind);
          assertThat(many)
              .as("steps of %s for many %s between %s and %s", written, fragment, before, behind)
              .isLessThan((few + SHORT) * TIMES * 2);
        }
      }
    }
  }

  private static long steps(
      Pattern pattern, boolean whole, String before, String fragment, int length, String behind) {
    String text = before + fragment.repeat(length / fragment.length()) + behind;
    long[] steps = {0};
    Matcher matcher = pattern.matcher(new Counted(text, steps));
    matcher.matches();
    matcher.reset();
    while (!whole && matcher.find()) {
      // how often is not the question
    }
    return steps[0];
  }

  private static String java(String literal) {
    return literal.translateEscapes();
  }

  /** What a script's pattern is in Java: the same, but for some names. */
  private static Pattern ofScript(String written) {
    int end = written.lastIndexOf('/');
    String pattern =
        written
            .substring(1, end)
            .replace("[^]", "[\\s\\S]")
            .replace("[[:,]", "[\\[:,]")
            .replaceAll("\\\\p\\{Script=(\\w+)}", "\\\\p{Is$1}")
            .replaceAll("\\\\u\\{(\\w+)}", "\\\\x{$1}")
            .replaceAll("\\$\\{INLINE}", "b|i|code")
            .replaceAll("\\$\\{LONGEST}", "500");
    int flags = written.indexOf('i', end) > 0 ? Pattern.CASE_INSENSITIVE : 0;
    return Pattern.compile(pattern, flags);
  }
}
