package dev.yera.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.block.EndReason;
import dev.yera.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  @Test
  void everyEndHasItsSentence() {
    String ends = inBraces("ends");
    Stream<String> names =
        Stream.concat(
            Stream.of("Completed"), Stream.of(EndReason.values()).map(EndReason::errorType));
    assertThat(names).allSatisfy(name -> assertThat(ends).contains(" " + name + ": '"));
  }
}
