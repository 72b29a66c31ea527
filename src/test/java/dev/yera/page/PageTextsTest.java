package dev.yera.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.catalog.AppFault;
import dev.yera.event.block.EndReason;
import dev.yera.event.reason.ReasonKey;
import dev.yera.event.reason.Wording;
import dev.yera.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts in German for what has its names in Java; the others are compared by texts.test.js. */
class PageTextsTest {
  private final String german;

  PageTextsTest() throws IOException {
    german = Files.readString(Path.of("webapp", "pages", "texts.de.js"));
  }

  /** What stands between the braces behind a name. */
  private String inBraces(String name) {
    Matcher found =
        Pattern.compile(
                "^ +'?" + name + "'?: \\{(.*?)^? *\\},$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(german);
    assertThat(found.find()).as(name).isTrue();
    return found.group(1);
  }

  @Test
  void everyProblemHasItsPage() {
    assertThat(Problem.values())
        .allSatisfy(
            problem ->
                assertThat(inBraces(problem.slug()))
                    .as(problem.slug())
                    .contains("title: '", "detail: '", "explanation: '"));
  }

  private static Set<String> gaps(String text) {
    return Pattern.compile("\\{\\w+\\}")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  /** What stands behind the names of a part of the catalogue: the gaps of each text. */
  private Map<String, Set<String>> gapsIn(String part) {
    Map<String, Set<String>> found = new TreeMap<>();
    Pattern.compile("^    '?([a-z0-9-]+)'?: '(.+)',$", Pattern.MULTILINE)
        .matcher(inBraces(part))
        .results()
        .forEach(each -> found.put(each.group(1), gaps(each.group(2))));
    return found;
  }

  private static Map<String, Set<String>> gapsOf(Wording... all) {
    return Stream.of(all)
        .collect(Collectors.toMap(Wording::wireName, each -> gaps(each.english())));
  }

  /** All that an answer or an argument can be refused for, and all that apps can be broken by. */
  @Test
  void everyReasonIsThereWithTheSameGaps() {
    assertThat(gapsIn("reasons")).isEqualTo(gapsOf(ReasonKey.values()));
    assertThat(gapsIn("faults")).isEqualTo(gapsOf(AppFault.values()));
    assertThat(gapsIn("reasons"))
        .doesNotContainKeys(gapsIn("faults").keySet().toArray(String[]::new));
  }

  /** Sentences of these packages, put together as Java does. */
  private static String remarks() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/yera/session"))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString().replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"");
    }
  }

  @Test
  void everyRemarkInOtherWordsIsOneThatTheServerMakes() throws IOException {
    String inSources = remarks();
    List<String> known =
        Pattern.compile("^    '(.*)':", Pattern.MULTILINE)
            .matcher(inBraces("remarks"))
            .results()
            .map(each -> each.group(1).replace("\\", "").replaceAll("(?<=: )%s$", ""))
            .toList();
    assertThat(known).hasSize(7).allSatisfy(each -> assertThat(inSources).contains(each));
  }

  @Test
  void everyEndHasItsSentence() {
    String ends = inBraces("ends");
    Stream<String> names =
        Stream.concat(
            Stream.of("Completed"), Stream.of(EndReason.values()).map(EndReason::errorType));
    assertThat(names).allSatisfy(name -> assertThat(ends).contains(" " + name + ": '"));
  }
}
