package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.Thorough;
import dev.yera.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project that authors copy depends on what {@code mvn install} installs, and is built. */
@Thorough
@OwnServer
class TemplateIT {
  private static final String TALKS =
      """
      package com.example;

      import static dev.yera.app.Yera.*;
      import static dev.yera.llm.Llm.*;

      import dev.langchain4j.agent.tool.Tool;
      import dev.yera.app.App;
      import dev.yera.llm.*;

      class Talks {
        @Tool("The answer")
        int answer() {
          return 42;
        }

        @App(name = "Talks", description = "Talks")
        static void talks() {
          for (String said : chat()) {
            chat(Model.usual().tools(new Talks(), McpTools.byCommand("tools")), new Memory(), said);
          }
        }
      }
      """;

  private static final Path TEMPLATE = Path.of("src/main/template");

  @TempDir private Path folder;

  @Test
  void theTemplateIsBuiltAndTestedWithTheInstalledSdkAlone() throws Exception {
    Path project = Tree.copy(TEMPLATE, folder.resolve("my-apps"));
    String printed;
    try (Maven maven = new Maven()) {
      maven.run(Path.of(""), "-q", "resources:copy-resources@sdk-pom", "install:install-file@sdk");
      printed = maven.run(project, "package", "dependency:build-classpath");
    }
    assertThat(printed).contains("Tests run: 1, Failures: 0, Errors: 0");
    assertThat(printed.lines().filter(line -> line.contains("yera-sessions-sdk")))
        .as("the libraries of the server are none of an app's")
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).doesNotContain("postgresql", "oauth2"));
    assertThat(printed).as("nor is what only models need").doesNotContain("langchain4j");
    try (JarFile jar = new JarFile(project.resolve("target/my-apps.jar").toFile())) {
      assertThat(jar.stream().map(Object::toString)).contains("com/example/Lunch.class");
    }
  }

  @Test
  void anAppWithLanguageModelsIsBuiltWithTheInstalledLibrariesAlone() throws Exception {
    Path project = Tree.copy(TEMPLATE, folder.resolve("talks"));
    Path pom = project.resolve("pom.xml");
    Files.writeString(
        pom, Files.readString(pom).replaceFirst("yera-sessions-sdk", "yera-sessions-sdk-llm"));
    Files.writeString(project.resolve("src/main/java/com/example/Talks.java"), TALKS);
    String printed;
    try (Maven maven = new Maven()) {
      maven.run(
          Path.of(""),
          "-q",
          "resources:copy-resources@sdk-pom",
          "install:install-file@sdk",
          "install:install-file@sdk-llm");
      assertThat(maven.repository().resolve("dev/yera/yera-sessions-sdk-llm"))
          .isDirectoryRecursivelyContaining("glob:**-sources.jar");
      printed = maven.run(project, "compile", "dependency:build-classpath");
    }
    assertThat(printed.lines().filter(line -> line.contains("yera-sessions-sdk-llm")))
        .isNotEmpty()
        .allSatisfy(
            line -> assertThat(line).doesNotContain("postgresql", "okhttp", "opennlp", "jtokkit"));
    assertThat(project.resolve("target/classes/com/example/Talks.class")).exists();
  }
}
