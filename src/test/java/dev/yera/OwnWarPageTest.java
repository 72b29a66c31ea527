package dev.yera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page of a team's own WAR shows is in the project that {@code PortalAppIT} builds. */
class OwnWarPageTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:java|xml)\n(.*?)^```$");

  @Test
  void eachBlockIsTakenFromTheProject() throws IOException {
    String project;
    try (Stream<Path> files = Files.walk(Path.of("src/test/projects/portal-app"))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(stripped(Files.readString(file)));
      }
      project = all.toString();
    }
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(Path.of("src/site/markdown/own-war.md")))
            .results()
            .map(found -> stripped(found.group(1)))
            .toList();
    assertThat(blocks).hasSizeGreaterThan(4).allSatisfy(each -> assertThat(project).contains(each));
  }

  /** The indentation of a page is its own, and what stands between two lines of it may be not. */
  private static String stripped(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
