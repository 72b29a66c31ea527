package dev.yera.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFilesTest {
  @TempDir private Path folder;

  @AfterEach
  void forget() {
    System.clearProperty("yera.config");
  }

  /** Named from where the server was started, and mounted by Kubernetes. */
  @Test
  void theFileOfTheSettingsIsOneOfThem() throws IOException {
    Path file = Files.createFile(folder.resolve("yera.properties"));
    System.setProperty(
        "yera.config", Path.of("").toAbsolutePath().relativize(file.toAbsolutePath()).toString());
    assertThat(ServerFiles.and(List.of(), List.of())).contains(file.toRealPath());

    Path mounted = Files.createDirectory(folder.resolve("mounted"));
    Files.createSymbolicLink(mounted.resolve("..data"), folder);
    Path link =
        Files.createSymbolicLink(
            mounted.resolve("yera.properties"), Path.of("..data/yera.properties"));
    System.setProperty("yera.config", link.toString());
    assertThat(ServerFiles.and(List.of(), List.of())).contains(mounted.toRealPath());
  }
}
