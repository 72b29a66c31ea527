package dev.yera.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about {@code *.app.json} has every member that is read, and no other. */
class DescriptionPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/app-json.md");
  private static final Path CODE = Path.of("src/main/java/dev/yera/catalog/Description.java");

  /** Where the code reads a member by its name. */
  private static final Pattern READ =
      Pattern.compile("(?:text|strings|clock|members\\.get)\\(\"(\\w+)\"");

  private static Set<String> documented(String part) {
    Set<String> names = new TreeSet<>();
    for (String row : part.split("\n", -1)) {
      if (row.startsWith("| `")) {
        Matcher name = Pattern.compile("`(\\w+)`").matcher(row.split(" \\| ", -1)[0]);
        while (name.find()) {
          names.add(name.group(1));
        }
      }
    }
    return names;
  }

  private static Set<String> read(String code) {
    Set<String> names = new TreeSet<>();
    Matcher name = READ.matcher(code);
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }

  @Test
  void everyMemberIsOnThePageAndNoOther() throws IOException {
    String[] page = Files.readString(PAGE).split("## Parameters", -1);
    String code = Files.readString(CODE);
    int begin = code.indexOf("private Parameter param()");
    int end = code.indexOf("private String text(");
    assertThat(begin).isPositive().isLessThan(end);
    assertThat(documented(page[0])).isEqualTo(read(code.substring(0, begin)));
    assertThat(documented(page[1])).isEqualTo(read(code.substring(begin, end)));
    for (String limit :
        Set.of(
            OwnLimits.MEMORY,
            OwnLimits.CPU_TIME,
            OwnLimits.PROCESSES,
            OwnLimits.OPEN_FILES,
            OwnLimits.FILE_SIZE,
            OwnLimits.DISK)) {
      assertThat(page[0]).contains("`" + limit + "`");
    }
  }

  @Test
  void theExampleIsADescription() throws IOException {
    Matcher example =
        Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    assertThat(example.find()).isTrue();
    byte[] json = example.group(1).getBytes(StandardCharsets.UTF_8);
    CommandApp app = Description.read(Path.of("/apps/report.app.json"), json, "report.app.json");
    assertThat(app.id().value()).isEqualTo("tools.report");
    assertThat(app.params().orElseThrow()).hasSize(2);
    for (String member : documented(Files.readString(PAGE).split("## Parameters", -1)[0])) {
      if (!Set.of("options", "input").contains(member)) { // of console programs
        assertThat(example.group(1)).contains("\"" + member + "\"");
      }
    }
  }
}
