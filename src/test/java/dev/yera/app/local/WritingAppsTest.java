package dev.yera.app.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.json.Json;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page "Writing apps" shows is what it says: it compiles, and it runs. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class WritingAppsTest {
  private static final Path PAGE = Path.of("src", "site", "markdown", "writing-apps.md");
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern DATA = Pattern.compile("```csv\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("^class (\\w+)", Pattern.MULTILINE);

  @TempDir private Path folder;
  private final Map<String, Path> files = new LinkedHashMap<>();

  @BeforeEach
  void readThePage() throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    while (blocks.find()) {
      Matcher name = CLASS.matcher(blocks.group(1));
      assertThat(name.find()).isTrue();
      Path file = folder.resolve(name.group(1) + ".java");
      Files.writeString(file, blocks.group(1));
      files.put(name.group(1), file);
    }
  }

  @Test
  void everythingCompiles() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      assertThat(
              compiler
                  .getTask(
                      problems,
                      manager,
                      null,
                      List.of("-proc:none", "-Xlint:all", "-Werror", "-d", folder.toString()),
                      null,
                      manager.getJavaFileObjectsFromPaths(new ArrayList<>(files.values())))
                  .call())
          .as(problems.toString())
          .isTrue();
    }
    assertThat(files)
        .containsKeys(
            "Hello",
            "Sales",
            "Report",
            "Trips",
            "Order",
            "Rows",
            "Assistant",
            "Import",
            "Greeting",
            "Quoted",
            "TripsTest");
  }

  @Test
  void everyAppRuns() throws IOException {
    assertThat(console("Hello", "Ada\n")).contains("Hello, **Ada**!");
    Matcher data = DATA.matcher(Files.readString(PAGE));
    assertThat(data.find()).isTrue();
    Files.writeString(folder.resolve("sales.csv"), data.group(1));
    assertThat(console("Sales", "100\n")).contains("May").doesNotContain("June");
    assertThat(console("Report", "", "from=2026-11-22"))
        .contains("# Report\n[sales, support], from 2026-11-22")
        .contains("returned 7 days, SHORT");
    assertThat(console("Trips", "Rome\n2020-01-01\n2\nSHIP\nRome\n2096-01-01\n2\nSHIP\n"))
        .contains("That day is over.")
        .contains("│ Rome  │ 2096-01-01 │      2 │ SHIP │");
    assertThat(console("Assistant", "tea\n/quit\n")).contains("I do not know about tea\n");
    assertThat(console("Order", "2\n3\n")).contains("returned 3 × Plum");
    assertThat(console("Rows", "")).contains("• Row 99\n✔ Row 99\n").contains("All counted.");
    assertThat(console("Quoted", "", "text=1+1")).contains("returned 1\\+1");
    assertThat(console("Import", "")).contains("✔ Read\n✔ Everything is fine\n");
  }

  private String console(String app, String typed, String... arguments) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> args = new ArrayList<>(List.of(files.get(app).toString()));
    args.addAll(List.of(arguments));
    Console console =
        new Console(
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            System.err,
            false);
    assertThat(console.run(args)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"python, python3, '2026-12-01'", "js, node, '2026-12-01'"})
  void anAppInThisLanguageIsAsShortAsInJava(String language, String program, String day)
      throws Exception {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(block.find()).isTrue();
    Path file = Files.writeString(folder.resolve("trip." + language), block.group(1));
    ProcessBuilder builder = new ProcessBuilder(program, file.toString());
    Path modules = Path.of("src", "main", "helpers").toAbsolutePath();
    builder.environment().put("PYTHONPATH", modules.toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("NODE_PATH", modules.toString());
    Process app = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (Writer lines = app.outputWriter(StandardCharsets.UTF_8);
        BufferedReader said = app.inputReader(StandardCharsets.UTF_8)) {
      send(lines, Map.of("type", "start", "kwargs", Map.of(), "user", Map.of("name", "Ada")));
      Map<?, ?> form = next(said, "form");
      Object where = next(said, "text_input").get("block_id");
      Object when = next(said, "date_picker").get("block_id");
      Object people = next(said, "slider").get("block_id");
      answer(lines, form, Map.of(where, "Rome", when, day, people, 3));
      assertThat(((Map<?, ?>) next(said, "table").get("data")).get("rows"))
          .isEqualTo(List.of(List.of("Rome", day, 3L)));
      answer(lines, next(said, "buttons"), "Yes");
      assertThat(next(said, "markdown").get("data"))
          .isEqualTo(Map.of("content", "Booked for **Ada**."));
      assertThat(app.waitFor()).isZero();
    }
  }

  private static void send(Writer lines, Map<String, ?> line) throws IOException {
    lines.write(Json.text(line) + "\n");
    lines.flush();
  }

  private static void answer(Writer lines, Map<?, ?> question, Object value) throws IOException {
    send(lines, Map.of("type", "input", "block_id", question.get("block_id"), "value", value));
  }

  /** The next event of this type. */
  private static Map<?, ?> next(BufferedReader said, String type) throws IOException {
    while (true) {
      Map<?, ?> event = (Map<?, ?>) Json.read(said.readLine());
      if (event.get("block_type").equals(type)) {
        return event;
      }
    }
  }

  /**
   * A process that they start prints without a line end, or reads: neither reaches the protocol.
   */
  @ParameterizedTest
  @CsvSource({"python, python3, 'Checking ... '", "sh, sh, Linux"})
  void programsOfOtherLanguagesKeepTheirLinesToThemselves(
      String language, String program, String printed) throws Exception {
    Matcher block =
        Pattern.compile("```" + language + "\n(import json|exec 3)(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(block.find()).isTrue();
    String code = block.group(1) + block.group(2);
    Path errors = folder.resolve("errors");
    Process app = new ProcessBuilder(program, "-c", code).redirectError(errors.toFile()).start();
    try (Writer answers = app.outputWriter(StandardCharsets.UTF_8)) {
      answers.write("{\"type\":\"start\"}\n{\"type\":\"input\",\"value\":\"Thank you\"}\n");
    }
    List<String> said = app.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertThat(app.waitFor()).isZero();
    assertThat(said).hasSize(2).allSatisfy(line -> assertThat(Json.read(line)).isNotNull());
    assertThat(said.get(0)).contains("text_input", "Delete?");
    assertThat(said.get(1)).contains("markdown", "Thank you");
    assertThat(Files.readString(errors)).startsWith(printed);
  }
}
