package dev.yera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.yera.event.block.BlockType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The house as {@code CONTRIBUTING.md} describes it. */
class HouseTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final String OURS = "dev.yera.";
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?([a-z][a-z0-9_.]*)\\.[A-Z]");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern METHOD = Pattern.compile("([A-Z]\\w+)\\.([a-z]\\w+)");

  /** Packages that a Java child has, which is why they are without the server. */
  private static final Set<String> SDK = Set.of("app", "event", "llm", "worker");

  private static final String MODELS = "llm";

  private record Source(Path file, String text) {
    static Source of(Path file) {
      try {
        return new Source(file, Files.readString(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String name() {
      return file.getFileName().toString().replace(".java", "");
    }

    String pack() {
      return first(PACKAGE, text).substring(OURS.length());
    }

    boolean isOfTheSdk() {
      return SDK.contains(top(pack()));
    }

    Stream<String> imports() {
      return IMPORT.matcher(text).results().map(found -> found.group(1));
    }
  }

  private static final List<Source> ALL = sources();

  private static List<Source> sources() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(each -> each.toString().endsWith(".java")).map(Source::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String first(Pattern pattern, String text) {
    return pattern.matcher(text).results().findFirst().orElseThrow().group(1);
  }

  /**
   * On a thread that was begun outside of any component {@code @EJB} leaves null, without a word
   * (Payara 6.2025), and observers are made by whatever thread publishes first. They get the
   * service with {@code SessionsOpened}.
   */
  @Test
  void whoeverObservesIsGivenNoEjb() {
    assertThat(ALL)
        .filteredOn(each -> each.text().contains("@Observes"))
        .hasSizeGreaterThan(5)
        .noneMatch(each -> each.text().contains("@EJB"));
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  /** From a heading to the next one. */
  private static String chapter(String page, String heading) {
    int begin = page.indexOf(heading + "\n");
    assertThat(begin).as("where %s begins", heading).isNotNegative();
    int end = page.indexOf("\n## ", begin + heading.length());
    return page.substring(begin, end < 0 ? page.length() : end);
  }

  /** {@code event} of {@code event.block}. */
  private static String top(String pack) {
    int dot = pack.indexOf('.');
    return dot < 0 ? pack : pack.substring(0, dot);
  }

  private static Set<String> packages() {
    return ALL.stream().map(Source::pack).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void oneNameIsOneThing() {
    Map<String, List<String>> places = new HashMap<>();
    for (Source source : ALL) {
      places.computeIfAbsent(source.name(), name -> new ArrayList<>()).add(source.pack());
    }
    places.remove("package-info");
    places.values().removeIf(each -> each.size() == 1);
    assertThat(places).as("names that stand twice").isEmpty();
  }

  @Test
  void noPackageKnowsOneThatKnowsIt() {
    Map<String, Set<String>> left = new LinkedHashMap<>();
    packages().forEach(each -> left.put(each, new TreeSet<>()));
    for (Source source : ALL) {
      source
          .imports()
          .filter(each -> each.startsWith(OURS))
          .map(each -> each.substring(OURS.length()))
          .filter(each -> !each.equals(source.pack()))
          .forEach(left.get(source.pack())::add);
    }
    while (left.values().removeIf(Set::isEmpty)) {
      left.values().forEach(each -> each.retainAll(left.keySet()));
    }
    assertThat(left).as("packages that know each other").isEmpty();
  }

  @Test
  void whatAChildHasKnowsNothingOfTheServer() {
    for (Source source : ALL) {
      if (source.isOfTheSdk()) {
        boolean mayUseModels = top(source.pack()).equals(MODELS);
        assertThat(
                source
                    .imports()
                    .filter(each -> isOfTheServer(each) || (!mayUseModels && isOfModels(each))))
            .as("imports of %s", source.file())
            .isEmpty();
      }
    }
  }

  /** Libraries that most apps are started without. */
  private static boolean isOfModels(String imported) {
    return imported.startsWith("dev.langchain4j.") || imported.startsWith(OURS + MODELS);
  }

  private static boolean isOfTheServer(String imported) {
    return imported.startsWith("jakarta.")
        || imported.startsWith("org.eclipse.microprofile.")
        || (imported.startsWith(OURS) && !SDK.contains(top(imported.substring(OURS.length()))));
  }

  @Test
  void quirksOfServersKnowNothingOfOurs() {
    for (Source source : ALL) {
      if (source.pack().equals("server")) {
        assertThat(source.imports().filter(each -> each.startsWith(OURS)))
            .as("imports of %s", source.file())
            .isEmpty();
      }
    }
  }

  @Test
  void eachQuirkIsInTheTable() throws IOException {
    String table = read("src/main/java/dev/yera/server/package-info.java");
    for (Source source : ALL) {
      if (source.pack().equals("server") && !source.name().equals("package-info")) {
        assertThat(table).as("the table of quirks").contains(source.name());
      }
    }
    for (MatchResult test :
        Pattern.compile("@code (\\w+(?:IT|Test))\\b").matcher(table).results().toList()) {
      try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
        assertThat(tests.map(each -> each.getFileName().toString()))
            .as("tests that the table names")
            .contains(test.group(1) + ".java");
      }
    }
  }

  @Test
  void eachPackageSaysWhyItExistsAndIsOnThePlan() throws IOException {
    String plan = chapter(read("CONTRIBUTING.md"), "## The house");
    for (String each : packages()) {
      assertThat(plan).as("the table of packages").contains("`" + each + "`");
      assertThat(SOURCES.resolve((OURS + each).replace('.', '/')).resolve("package-info.java"))
          .exists();
    }
  }

  @Test
  void thePlanNamesWhatThereIs() throws IOException {
    String plan = chapter(read("CONTRIBUTING.md"), "## The house");
    Map<String, String> texts = new HashMap<>();
    ALL.forEach(each -> texts.merge(each.name(), each.text(), String::concat));
    Set<String> named = new TreeSet<>();
    for (MatchResult quoted : QUOTED.matcher(plan).results().toList()) {
      for (MatchResult method : METHOD.matcher(quoted.group(1)).results().toList()) {
        named.add(method.group());
        assertThat(texts).as("classes that the plan names").containsKey(method.group(1));
        assertThat(texts.get(method.group(1))).as(method.group()).contains(method.group(2) + "(");
      }
    }
    assertThat(named).hasSizeGreaterThan(10);
  }

  /** What the author of a new block type has to think of. */
  @ParameterizedTest
  @EnumSource
  void aBlockTypeHasItsPlaces(BlockType type) throws IOException {
    String name = type.wireName();
    assertThat(chapter(read("src/site/markdown/protocol.md"), "## Events"))
        .as("the table of block types")
        .contains("| `" + name + "` |");
    // What is no block on the page has its place elsewhere: answers, the beginning and the end.
    if (!Set.of("answer", "interrupt", "feedback", "start", "exit").contains(name)) {
      assertThat(read("webapp/element/blocks/create.js") + read("webapp/element/blocks/more.js"))
          .as("what shows a block in the browser")
          .containsPattern("(?m)^  " + name + ": ");
    }
  }

  static Stream<Arguments> wordsOfProtocol() throws IOException {
    return Stream.of(
        arguments(
            "problem/Problem.java",
            "(?m)^      \"([a-z-]+)\",$|^  [A-Z_]+\\(\"([a-z-]+)\",|^      \"([a-z-]+)\", \\d",
            "protocol.md"),
        arguments("event/block/EndReason.java", "(?m)^  [A-Z_]+\\(\"(\\w+)\"\\)", "protocol.md"));
  }

  /** Problems and exit reasons. */
  @ParameterizedTest
  @MethodSource
  void wordsOfProtocol(String source, String pattern, String page) throws IOException {
    String text = read("src/main/java/dev/yera/" + source);
    String shown = read("src/site/markdown/" + page);
    int words = 0;
    for (MatchResult found : Pattern.compile(pattern).matcher(text).results().toList()) {
      for (int i = 1; i <= found.groupCount(); i++) {
        if (found.group(i) != null) {
          words++;
          assertThat(shown).as("%s of %s", page, source).contains("`" + found.group(i) + "`");
        }
      }
    }
    assertThat(words).as("words of %s", source).isGreaterThan(10);
  }
}
