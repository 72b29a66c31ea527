package dev.yera.app.author;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.app.local.AppRunner;
import dev.yera.app.local.Transcript;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.Asked;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockType;
import dev.yera.event.block.MalformedEventException;
import dev.yera.event.block.Members;
import dev.yera.event.block.TextRules;
import dev.yera.event.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of the blocks is made from their records and from examples, which are run. A block that
 * an app can show has an example in Java and one in Python: {@code src/site/blocks}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BlocksPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/blocks.md");
  private static final Path EXAMPLES = Path.of("src/site/blocks");
  private static final Path PICTURES = Path.of("src/site/pictures");
  private static final Path RECORDS = Path.of("src/main/java/dev/yera/event/block");
  private static final Path MODULES = Path.of("src/main/helpers");
  private static final String BEGIN = "<!-- made by BlocksPageTest -->\n";
  private static final String END = "<!-- end -->\n";

  /** Members that several blocks have. */
  private static final Set<Class<?>> SHARED = Set.of(Asked.class, TextRules.class);

  /** Those that only the server writes. */
  private static final Set<BlockType> OF_THE_SERVER =
      Set.of(
          BlockType.TERMINAL,
          BlockType.START,
          BlockType.ANSWER,
          BlockType.INTERRUPT,
          BlockType.FEEDBACK);

  private static final Map<Class<?>, String> TYPES =
      Map.ofEntries(
          Map.entry(String.class, "string"),
          Map.entry(Number.class, "number"),
          Map.entry(Double.class, "number"),
          Map.entry(double.class, "number"),
          Map.entry(int.class, "whole number"),
          Map.entry(Integer.class, "whole number"),
          Map.entry(Long.class, "whole number"),
          Map.entry(boolean.class, "true or false"),
          Map.entry(Boolean.class, "true or false"),
          Map.entry(LocalDate.class, "date"),
          Map.entry(Map.class, "object"));

  @TempDir private Path folder;

  @Test
  void thePageSaysWhatTheBlocksAre() throws Exception {
    String page = Files.readString(PAGE);
    String made =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + sections()
            + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("yera.docs.write")) {
      Files.writeString(PAGE, made);
    }
    assertThat(Files.readString(PAGE))
        .as("run mvn test -Dtest=BlocksPageTest -Dyera.docs.write=true")
        .isEqualTo(made);
  }

  private String sections() throws Exception {
    List<BlockType> types =
        Stream.of(BlockType.values()).filter(each -> !OF_THE_SERVER.contains(each)).toList();
    Map<BlockType, String> java = new LinkedHashMap<>();
    for (BlockType type : types) {
      java.put(type, example(type, ".jsh"));
    }
    Map<BlockType, List<OutputEvent>> said = run(java);
    StringBuilder sections = new StringBuilder();
    for (BlockType type : types) {
      List<OutputEvent> events = said.get(type);
      String python = example(type, ".py");
      assertThat(PICTURES.resolve("block-" + type.wireName() + ".png"))
          .as("made by BlockPicturesPageIT with -Dyera.pictures.write=true")
          .exists();
      assertThat(runPython(python, events.size()))
          .as("what Python says for %s is what Java says", type)
          .containsExactlyElementsOf(events.stream().map(BlocksPageTest::told).toList());
      OutputEvent first =
          events.stream()
              .filter(each -> each.block().blockType().equals(type.wireName()))
              .findFirst()
              .orElseThrow();
      sections.append(
          "\n## %1$s\n\n%2$s\n\n![%1$s in the browser](../pictures/block-%1$s.png)\n\n%3$s\n```json\n%4$s\n```\n\n```java\n%5$s```\n\n```python\n%6$s```\n"
              .formatted(
                  type.wireName(),
                  purpose(first.block()),
                  table(type, first.block()),
                  Json.text(
                      ordered("block_type", type.wireName(), "data", first.block().members())),
                  java.get(type),
                  python));
    }
    return sections + "\n";
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return all;
  }

  private static String example(BlockType type, String suffix) throws IOException {
    Path file = EXAMPLES.resolve(type.wireName() + suffix);
    assertThat(file).as("an example of a block").exists();
    return Files.readString(file);
  }

  /** The first sentences of the record's Javadoc. */
  private static String purpose(Block block) throws IOException {
    return words(javadoc(block.getClass()).split("@param", 2)[0]);
  }

  private static String javadoc(Class<?> record) throws IOException {
    String source = Files.readString(RECORDS.resolve(record.getSimpleName() + ".java"));
    Matcher matcher =
        Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public record", Pattern.DOTALL)
            .matcher(source);
    assertThat(matcher.find()).as("Javadoc of %s", record).isTrue();
    return matcher.group(1);
  }

  private static String words(String javadoc) {
    return javadoc
        .replaceAll("(?m)^\\s*\\*", " ")
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .replaceAll("\\{@link #?(\\w+)[^}]*}", "`$1`")
        .replaceAll("\\s+", " ")
        .replace("|", "\\|")
        .strip();
  }

  /** Name, type, default and meaning of the members of {@code data}. */
  private static String table(BlockType type, Block example)
      throws IOException, ReflectiveOperationException {
    Block least = type.read(new Members("data.", Map.of("options", List.of("a")), complaint -> {}));
    StringBuilder table = new StringBuilder("| member | type | left out | |\n|---|---|---|---|\n");
    rows(type, example.getClass(), least, least.members(), table);
    return table.toString();
  }

  private static void rows(
      BlockType type, Class<?> of, Object least, Map<String, Object> defaults, StringBuilder table)
      throws IOException, ReflectiveOperationException {
    Map<String, String> meanings = meanings(of);
    for (RecordComponent each : of.getRecordComponents()) {
      String name = each.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      Object value = each.getAccessor().invoke(least);
      if (SHARED.contains(each.getType())) {
        rows(type, each.getType(), value, defaults, table);
      } else if (isMember(type, name)) {
        Object fallback = name.equals("options") ? List.of() : defaults.getOrDefault(name, value);
        table.append(
            "| `%s` | %s | `%s` | %s |\n"
                .formatted(name, typeOf(each), Json.text(fallback), meanings.get(each.getName())));
      }
    }
  }

  /** A member that is read is complained of if it makes no sense at all. */
  private static boolean isMember(BlockType type, String name) {
    List<String> complaints = new ArrayList<>();
    Map<String, Object> senseless = new LinkedHashMap<>(Map.of("options", List.of("a")));
    senseless.put(name, List.of(Map.of()));
    try {
      type.read(new Members("data.", senseless, complaints::add));
    } catch (MalformedEventException withoutOptions) {
      return true;
    }
    return complaints.stream().anyMatch(each -> each.startsWith("data." + name + " "))
        || Set.of("rows", "data", "value").contains(name);
  }

  private static Map<String, String> meanings(Class<?> of) throws IOException {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (String each : javadoc(of).split("@param ", -1)) {
      String[] parts = words(each).split(" ", 2);
      meanings.put(parts[0], parts.length == 1 ? "" : parts[1]);
    }
    return meanings;
  }

  private static String typeOf(RecordComponent component) throws ReflectiveOperationException {
    Class<?> type = component.getType();
    if (type.isEnum()) {
      List<String> words = new ArrayList<>();
      for (Object each : type.getEnumConstants()) {
        words.add("`" + Json.text(wireForm(each)) + "`");
      }
      return String.join(", ", words);
    }
    if (type == List.class) {
      String of =
          ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0].toString();
      return of.startsWith("java.util.List")
          ? "list of lists"
          : of.startsWith("java.util.Map") ? "list of objects" : "list of strings";
    }
    return TYPES.getOrDefault(type, "any");
  }

  private static Object wireForm(Object constant) throws ReflectiveOperationException {
    for (Method method : constant.getClass().getDeclaredMethods()) {
      if (method.getName().startsWith("wire")) {
        method.setAccessible(true);
        return method.invoke(constant);
      }
    }
    throw new AssertionError(constant + " has no form on the wire");
  }

  /** Compiles all examples as one class, runs each, and returns what it said. */
  private Map<BlockType, List<OutputEvent>> run(Map<BlockType, String> bodies) throws Exception {
    StringBuilder source =
        new StringBuilder(
            "import static dev.yera.app.Yera.*;\nimport dev.yera.app.*;\n"
                + "import dev.yera.event.block.Better;\nimport dev.yera.event.block.Level;\n"
                + "import java.time.LocalDate;\nimport java.util.*;\n"
                + "public class Examples implements java.util.function.Function<String, "
                + "dev.yera.app.local.AppRunner> {\n");
    StringBuilder cases = new StringBuilder();
    bodies.forEach(
        (type, body) -> {
          source.append("@App static void %s_() {\n%s}\n".formatted(type.wireName(), body));
          cases.append(
              "case \"%1$s\": return dev.yera.app.local.AppRunner.of(Examples::%1$s_);\n"
                  .formatted(type.wireName()));
        });
    source.append(
        "public dev.yera.app.local.AppRunner apply(String name) {\nswitch (name) {\n"
            + cases
            + "default: throw new IllegalArgumentException(name);\n}\n}\n}\n");
    compile(Files.writeString(folder.resolve("Examples.java"), source));
    Map<BlockType, List<OutputEvent>> said = new LinkedHashMap<>();
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      @SuppressWarnings("unchecked")
      java.util.function.Function<String, AppRunner> examples =
          (java.util.function.Function<String, AppRunner>)
              loader.loadClass("Examples").getDeclaredConstructor().newInstance();
      for (BlockType type : bodies.keySet()) {
        Transcript transcript = examples.apply(type.wireName()).run();
        List<OutputEvent> events = new ArrayList<>(transcript.events());
        events.removeIf(each -> type != BlockType.EXIT && each.block().blockType().equals("exit"));
        said.put(type, events);
      }
    }
    return said;
  }

  private void compile(Path file) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-proc:none", "-parameters", "-d", folder.toString());
      assertThat(
              compiler
                  .getTask(problems, manager, null, options, null, manager.getJavaFileObjects(file))
                  .call())
          .as(problems.toString())
          .isTrue();
    }
  }

  /** Type and data of the first so many events of a program, which may wait for an answer then. */
  private List<String> runPython(String program, int count) throws Exception {
    Path file = folder.resolve("example.py");
    Files.writeString(file, "import datetime\nfrom yera import *\n" + program);
    ProcessBuilder builder = new ProcessBuilder("python3", file.toString());
    builder.environment().put("PYTHONPATH", MODULES.toAbsolutePath().toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process python = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> said = new ArrayList<>();
    try (Writer lines = python.outputWriter(StandardCharsets.UTF_8);
        BufferedReader events = python.inputReader(StandardCharsets.UTF_8)) {
      lines.write("{\"type\":\"start\",\"kwargs\":{}}\n");
      lines.flush();
      while (said.size() < count) {
        String line = events.readLine();
        assertThat(line).as("%s after %s", program, said).isNotNull();
        Map<?, ?> event = (Map<?, ?>) Json.read(line);
        said.add(told((String) event.get("block_type"), (Map<?, ?>) event.get("data")));
      }
    } finally {
      python.destroy();
    }
    return said;
  }

  private static String told(OutputEvent event) {
    return told(event.block().blockType(), event.block().members());
  }

  /** As the server reads it: what is left out has its default. */
  private static String told(String type, Map<?, ?> data) {
    Map<String, Object> members = new LinkedHashMap<>();
    data.forEach((name, value) -> members.put((String) name, value));
    Block block =
        BlockType.of(type).orElseThrow().read(new Members("data.", members, complaint -> {}));
    return type + " " + Json.text(block.members());
  }

  /** For a diff of what a newcomer to the records has to write. */
  @Test
  void noExampleIsLeftOver() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString().replaceAll("\\..*", ""))
                  .collect(Collectors.toSet()))
          .isSubsetOf(
              Arrays.stream(BlockType.values())
                  .map(BlockType::wireName)
                  .collect(Collectors.toSet()));
    }
  }
}
