package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.Tree;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project that authors copy depends on what {@code mvn install} installs, and is built. */
@OwnServer
class TemplateIT {
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
    try (JarFile jar = new JarFile(project.resolve("target/my-apps.jar").toFile())) {
      assertThat(jar.stream().map(Object::toString)).contains("com/example/Lunch.class");
    }
  }
}
