package dev.yera;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every page of the documentation shows can be used: its links lead somewhere, its blocks are
 * in their languages, and what its commands name is there. That the commands of the first fifteen
 * minutes work is tried by {@code mvn -Pnewcomer verify}.
 */
class PagesTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern OURS = Pattern.compile("\\b(src/[\\w./-]*\\w)");

  static Stream<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
    try (Stream<Path> site = Files.list(Path.of("src/site/markdown"))) {
      site.sorted().forEach(pages::add);
    }
    return pages.stream();
  }

  private static String text(Path page) throws IOException {
    return Files.readString(page);
  }

  private static List<MatchResult> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Path page) throws IOException {
    String prose = BLOCK.matcher(text(page)).replaceAll("").replaceAll("`[^`\n]*`", "");
    for (MatchResult each : all(LINK, prose)) {
      String link = each.group(1);
      if (link.matches("[a-z]+:.*")) {
        continue; // somebody else's
      }
      String[] parts = link.split("#", 2);
      Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
      assertThat(target).as("%s: %s", page, link).exists();
      if (parts.length == 2) {
        assertThat(anchors(target)).as("%s: %s", page, link).contains(parts[1]);
      }
    }
  }

  private static Set<String> anchors(Path page) throws IOException {
    Set<String> anchors = new TreeSet<>();
    for (MatchResult each : all(HEADING, BLOCK.matcher(text(page)).replaceAll(""))) {
      anchors.add(
          each.group(1)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-'));
    }
    return anchors;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyBlockIsInItsLanguage(Path page) throws Exception {
    for (MatchResult each : all(BLOCK, text(page))) {
      String block = each.group(2);
      switch (each.group(1)) {
        case "json" -> assertThat(Json.read(block)).isNotNull();
        case "sh" -> accepted(block, "bash", "-n");
        case "python" ->
            accepted(block, "python3", "-c", "import ast, sys; ast.parse(sys.stdin.read())");
        case "js" -> accepted(block, "node", "--check", "-");
        default -> assertThat(block).isNotBlank(); // compiled elsewhere, or nothing to run
      }
    }
  }

  private static void accepted(String program, String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var input = process.getOutputStream()) {
      input.write(program.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", program, said).isZero();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whatACommandNamesIsThere(Path page) throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String tests = testNames();
    List<String> commands = new ArrayList<>();
    all(CODE, text(page)).forEach(each -> commands.add(each.group(1)));
    all(BLOCK, text(page)).stream()
        .filter(each -> List.of("sh", "console", "").contains(each.group(1)))
        .forEach(each -> commands.add(each.group(2)));
    for (String command : commands) {
      for (MatchResult file : all(OURS, command)) {
        assertThat(Path.of(file.group(1))).as("%s: %s", page, command).exists();
      }
      if (!command.contains("mvn ")) {
        continue;
      }
      for (MatchResult profile : all(Pattern.compile("-P(\\w+)"), command)) {
        assertThat(pom).as(command).contains("<id>" + profile.group(1) + "</id>");
      }
      for (MatchResult execution : all(Pattern.compile("exec:exec@(\\w+)"), command)) {
        assertThat(pom).as(command).contains("<id>" + execution.group(1) + "</id>");
      }
      for (MatchResult test : all(Pattern.compile("-D(?:it\\.)?test=(\\w+)"), command)) {
        assertThat(tests).as(command).contains("/" + test.group(1) + ".java");
      }
    }
  }

  private static String testNames() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return String.join("\n", files.map(Path::toString).toList());
    }
  }
}
