package dev.yera.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several {@code .java} files of one folder share classes. */
class SharedSourcesTest {
  private static final String SHARED =
      "class Greetings { static String of(String n) { return \"Hi \" + n; } }";

  @TempDir private Path apps;
  @TempDir private Path work;
  private FolderApps folder;

  @BeforeEach
  void open() throws Exception {
    URI sdk = dev.yera.app.App.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    folder = Folders.of(apps, new WorkFolder(work), List.of(Path.of(sdk)));
  }

  private void write(String name, String source) throws IOException {
    Path file = apps.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
  }

  private static String app(String name, String body) {
    return "import dev.yera.app.App;\npublic class %s {\n  @App public static String run() { return %s; }\n}\n"
        .formatted(name, body);
  }

  private List<String> ids() {
    return folder.look().apps().stream().map(app -> app.id().value()).toList();
  }

  private Object result(String type) throws Exception {
    ListedApp app =
        folder.look().apps().stream()
            .filter(each -> each.id().value().equals(type + ".run"))
            .findFirst()
            .orElseThrow();
    URL[] jar = {app.classPath().get(0).toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(jar, getClass().getClassLoader())) {
      return loader.loadClass(type).getMethod("run").invoke(null);
    }
  }

  @Test
  void aFileMayBeUtf16AndUseOthersThatAre() throws Exception {
    String windows = "\uFEFF" + app("Hello", "Greetings.of(\"Ann\")").replace("\n", "\r\n");
    Files.writeString(apps.resolve("Hello.java"), windows, StandardCharsets.UTF_16LE);
    Files.writeString(apps.resolve("Greetings.java"), "\uFEFF" + SHARED, StandardCharsets.UTF_16BE);
    assertThat(ids()).containsExactly("Hello.run");
    assertThat(result("Hello")).isEqualTo("Hi Ann");
  }

  @Test
  void aFileUsesTheClassesOfOthersAndEachAppIsListedOnce() throws Exception {
    write("Greetings.java", SHARED);
    write("Ada.java", app("Ada", "Greetings.of(\"Ada\")"));
    write("Bob.java", app("Bob", "Greetings.of(\"Bob\") + \", \" + Ada.run()"));
    assertThat(ids()).containsExactly("Ada.run", "Bob.run");
    assertThat(folder.look().broken()).isEmpty();
    assertThat(result("Ada")).isEqualTo("Hi Ada");
    assertThat(result("Bob")).isEqualTo("Hi Bob, Hi Ada");
  }

  @Test
  void filesOfOnePackageShareClassesWhereverTheyAre() throws Exception {
    write(
        "team/Greetings.java",
        "package my.own;\npublic " + SHARED.replace(" static", " public static"));
    write("team/Ada.java", "package my.own;\n" + app("Ada", "Greetings.of(\"Ada\")"));
    write("team/Eve.java", "import my.own.Greetings;\n" + app("Eve", "Greetings.of(\"Eve\")"));
    assertThat(ids()).containsExactly("my.own.Ada.run", "Eve.run");
    assertThat(result("Eve")).isEqualTo("Hi Eve");
  }

  @Test
  void aSharedFileThatChangesChangesTheAppsThatUseItAlsoThroughOthers() throws Exception {
    write("Words.java", "class Words { static final String HELLO = \"Hi \"; }");
    write("Greetings.java", SHARED.replace("\"Hi \"", "Words.HELLO"));
    write("Ada.java", app("Ada", "Greetings.of(\"Ada\")"));
    assertThat(result("Ada")).isEqualTo("Hi Ada");
    write("Words.java", "class Words { static final String HELLO = \"Good day, \"; }");
    assertThat(result("Ada")).isEqualTo("Good day, Ada");
  }

  @Test
  void whatIsBrokenInASharedFileIsSaidOfTheAppsThatUseIt() throws Exception {
    write("Greetings.java", "class Greetings {\n  static String of() { return 1; }\n}");
    write("Ada.java", app("Ada", "Greetings.of()"));
    write("Eve.java", app("Eve", "\"alone\""));
    assertThat(ids()).containsExactly("Eve.run");
    assertThat(folder.look().broken())
        .singleElement()
        .satisfies(
            broken -> {
              assertThat(broken.place()).isEqualTo("Ada.java");
              assertThat(broken.problem()).startsWith("Greetings.java:2:31: incompatible types");
              assertThat(broken.line()).as("no line of this file").isZero();
              assertThat(broken.concerns("Ada.run")).isTrue();
            });
    write("Greetings.java", "class Greetings { static String of() { return \"1\"; } }");
    assertThat(ids()).containsExactly("Ada.run", "Eve.run");
    assertThat(folder.look().broken()).isEmpty();
  }

  @Test
  void anErrorOfItsOwnHasItsLineThoughASharedFileIsBrokenToo() throws Exception {
    write("Greetings.java", "class Greetings { int broken = \"\"; }");
    write("Ada.java", app("Ada", "new Greetings().toString() + missing"));
    assertThat(folder.look().broken())
        .singleElement()
        .satisfies(broken -> assertThat(broken.line()).isEqualTo(3));
  }

  @Test
  void aFileWithoutAnAppThatNobodyUsesIsReported() throws Exception {
    write("Greetings.java", SHARED);
    assertThat(folder.look().broken())
        .extracting(BrokenApp::problem)
        .containsExactly("it has no method with @App");
    write("Ada.java", app("Ada", "Greetings.of(\"Ada\")"));
    assertThat(folder.look().broken()).isEmpty();
    write("Ada.java", app("Ada", "\"alone\""));
    assertThat(folder.look().broken()).hasSize(1);
  }

  @Test
  void theFilesOfAnotherFolderAreNotShared() throws Exception {
    write("Greetings.java", SHARED);
    write("below/Ada.java", app("Ada", "Greetings.of(\"Ada\")"));
    assertThat(ids()).isEmpty();
    assertThat(folder.look().broken()).hasSize(2);
  }
}
