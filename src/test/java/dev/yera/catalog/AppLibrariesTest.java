package dev.yera.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.Thorough;
import dev.yera.library.Libraries;
import dev.yera.library.OwnRepository;
import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps with libraries of their own: JBang's comments, and folders beside them. */
class AppLibrariesTest {
  @TempDir private Path root;
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final AtomicLong now = new AtomicLong();
  private Path apps;
  private Path sdk;
  private WorkFolder work;
  private OwnRepository repository;
  private FolderApps folder;

  @BeforeEach
  void open() throws Exception {
    apps = Files.createDirectory(root.resolve("apps"));
    work = new WorkFolder(root.resolve("work"));
    repository = new OwnRepository(root.resolve("maven"));
    repository.put("org.a:greet:1", "one");
    repository.put("org.a:greet:2", "two");
    URI place = dev.yera.app.App.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    sdk = Path.of(place);
    Libraries libraries = new Libraries(work, threads::add, repository.maven(), now::get);
    folder = new FolderApps(apps, work, List.of(sdk), libraries);
  }

  private void write(String name, String source) throws IOException {
    Path file = apps.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
  }

  private static String app(String name, String body, String... directives) {
    return "%s\nimport dev.yera.app.App;\npublic class %s {\n  @App public static String run() { return %s; }\n}\n"
        .formatted(String.join("\n", directives), name, body);
  }

  /** What is found when all that is wanted was fetched. */
  private Source.Found look() {
    folder.look();
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
    return folder.look();
  }

  private BrokenApp onlyBroken() {
    Source.Found found = look();
    assertThat(found.apps()).isEmpty();
    assertThat(found.broken()).hasSize(1);
    return found.broken().get(0);
  }

  private ListedApp only() {
    Source.Found found = look();
    assertThat(found.broken()).isEmpty();
    assertThat(found.apps()).hasSize(1);
    return found.apps().get(0);
  }

  /** Runs it with its class path and nothing else. */
  private Object result(ListedApp app) throws Exception {
    URL[] jars = new URL[app.classPath().size()];
    for (int i = 0; i < jars.length; i++) {
      jars[i] = app.classPath().get(i).toUri().toURL();
    }
    String type = app.id().value().replaceFirst("\\.run$", "");
    try (URLClassLoader loader = new URLClassLoader(jars, getClass().getClassLoader())) {
      return loader.loadClass(type).getMethod("run").invoke(null);
    }
  }

  @Test
  void aFileNamesALibraryAndIsThereWhenItIs() throws Exception {
    write(
        "Hello.java",
        app("Hello", "greet.Words.say()", "///usr/bin/env jbang", "//DEPS org.a:greet:1"));
    Source.Found before = folder.look();
    assertThat(before.apps()).isEmpty();
    assertThat(before.broken())
        .containsExactly(
            new BrokenApp("Hello.java", AppFault.FETCHING.with("org.a:greet:1"), "Hello", 2, 1));
    assertThat(result(only())).isEqualTo("one");
    Source.Found found = folder.look();
    assertThat(folder.look()).isSameAs(found);
  }

  @Test
  void aReasonMayStandBehindADirective() throws Exception {
    write("Other.java", "class Other {}");
    write(
        "Hello.java",
        app(
            "Hello",
            "greet.Words.say()",
            "//DEPS org.a:greet:1 // says a word, org.b:none:7",
            "//JAVA 17+ // records",
            "//REPOS mavencentral // the usual one",
            "//SOURCES Other.java // beside it"));
    assertThat(result(only())).isEqualTo("one");
  }

  @Thorough
  @Test
  void eachAppHasItsOwnVersion() throws Exception {
    write("One.java", app("One", "greet.Words.say()", "//DEPS org.a:greet:1"));
    write(
        "Two.java",
        app("Two", "greet.Words.say()", "//DEPS org.a:greet:2 dev.yera:yera-sessions:0.1.0"));
    write("Without.java", app("Without", "greet.Words.say()"));
    Source.Found found = look();
    assertThat(found.apps()).hasSize(2);
    assertThat(result(found.apps().get(0))).isEqualTo("one");
    assertThat(result(found.apps().get(1))).isEqualTo("two");
    assertThat(found.broken()).hasSize(1);
    assertThat(found.broken().get(0).problem()).contains("package greet does not exist");
  }

  @Thorough
  @Test
  void aSessionKeepsItsLibraryWhenTheFileNamesAnother() throws Exception {
    write("Hello.java", app("Hello", "greet.Words.say()", "//DEPS org.a:greet:1"));
    ListedApp first = only();
    write("Hello.java", app("Hello", "greet.Words.say()", "", "//DEPS org.a:greet:2"));
    ListedApp second = only();
    assertThat(result(first)).isEqualTo("one");
    assertThat(result(second)).isEqualTo("two");
  }

  @Test
  void errorsNameTheLine() throws Exception {
    write("Hello.java", app("Hello", "1", "// x", "//DEPS org.a:greet:1", "//DEPS org.b:none:7"));
    BrokenApp missing = onlyBroken();
    assertThat(missing.line()).isEqualTo(3);
    assertThat(missing.problem()).startsWith("//DEPS: org.b:none:7 cannot be had");
    write("Hello.java", app("Hello", "1", "//DEPS greet"));
    assertThat(onlyBroken())
        .isEqualTo(
            new BrokenApp(
                "Hello.java",
                AppFault.PART.with("//DEPS", AppFault.NO_COORDINATES.with("greet")),
                "Hello",
                1,
                1));
    write("Hello.java", app("Hello", "1", "", "//JAVA 999+"));
    assertThat(onlyBroken().problem()).startsWith("//JAVA: it wants Java 999 or newer, and this");
    write("Hello.java", app("Hello", "1", "//JAVA lots"));
    assertThat(onlyBroken().problem())
        .isEqualTo("//JAVA: \"lots\" is no version such as 17 or 21+");
    write("Hello.java", app("Hello", "1", "//REPOS jitpack"));
    assertThat(onlyBroken().line()).isEqualTo(1);
    write("Hello.java", app("Hello", "\"1\"", "//SOURCES none/Other.java"));
    assertThat(onlyBroken().problem())
        .isEqualTo("//SOURCES: there is no none/Other.java in the apps folder");
    write("Hello.java", app("Hello", "\"1\"", "//JAVA 17+", "//REPOS mavencentral"));
    assertThat(result(only())).isEqualTo("1");
  }

  @Test
  void sourcesOfOtherFoldersBelongToIt() throws Exception {
    write("Hello.java", app("Hello", "parts.Part.say() + Other.say()", "//SOURCES lib/*.java"));
    write(
        "lib/Part.java",
        "package parts; public class Part { public static String say() { return \"a\"; } }");
    write("lib/Other.java", "class Other { static String say() { return \"b\"; } }");
    assertThat(result(only())).isEqualTo("ab");
    write("lib/Other.java", "class Other { static String say() { return \"c\"; } }");
    assertThat(result(only())).isEqualTo("ac");
  }

  @Thorough
  @Test
  void aFileThatOthersUseNamesLibrariesForThem() throws Exception {
    write("Hello.java", app("Hello", "Other.say()"));
    write(
        "Other.java",
        "\n//DEPS org.a:greet:1\nclass Other { static String say() { return greet.Words.say(); } }");
    assertThat(result(only())).isEqualTo("one");
  }

  @Test
  void theFolderOfAJarHasItsLibraries() throws Exception {
    write("Tool.java", app("Tool", "greet.Words.say()", "//DEPS org.a:greet:1"));
    Path compiled = only().classPath().get(0);
    Path library = only().classPath().get(1);
    Files.delete(apps.resolve("Tool.java"));
    Files.copy(compiled, apps.resolve("tool.jar"));
    Files.createDirectory(apps.resolve("tool.lib"));
    Files.copy(library, apps.resolve("tool.lib/greet.jar"));
    ListedApp app = only();
    assertThat(result(app)).isEqualTo("one");
    Files.writeString(apps.resolve("tool.lib/text.jar"), "no jar");
    Source.Found found = look();
    assertThat(found.apps()).hasSize(1);
    assertThat(found.broken())
        .containsExactly(new BrokenApp("tool.lib/text.jar", AppFault.NO_JAR.with(), ""));
  }

  @Thorough
  @Test
  void aFileHasAFolderOfLibrariesToo() throws Exception {
    write("Tool.java", app("Tool", "greet.Words.say()", "//DEPS org.a:greet:2"));
    Path library = only().classPath().get(1);
    Files.createDirectory(apps.resolve("Hello.lib"));
    Files.move(
        Files.copy(library, root.resolve("copy.jar")),
        apps.resolve("Hello.lib/greet.jar"),
        StandardCopyOption.ATOMIC_MOVE);
    write("Hello.java", app("Hello", "greet.Words.say()"));
    Files.delete(apps.resolve("Tool.java"));
    assertThat(result(only())).isEqualTo("two");
  }
}
