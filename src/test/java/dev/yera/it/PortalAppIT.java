package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.Thorough;
import dev.yera.Tree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A team's own WAR, laid over the one that {@code mvn install} installs: built, deployed and tested
 * as the team would do it.
 */
@Thorough
@OwnServer
class PortalAppIT {
  private static final Path PROJECT = Path.of("src/test/projects/portal-app");

  @TempDir private Path folder;

  @Test
  void aTeamsOwnWarIsBuiltDeployedAndTested() throws Exception {
    Path project = Tree.copy(PROJECT, folder.resolve("portal-app"));
    String printed;
    try (Maven maven = new Maven()) {
      maven.run(Path.of(""), "-q", "install:install-file@war", "install:install-file@classes");
      printed = maven.run(project, "verify", "dependency:build-classpath");
    }
    assertThat(printed).contains("Tests run: 3, Failures: 0, Errors: 0");
    assertThat(printed.lines().filter(line -> line.contains("yera-sessions-0")))
        .as("the libraries of the server are none of its tests'")
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).doesNotContain("postgresql", "oauth2", "slf4j"));
  }
}
