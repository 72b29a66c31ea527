package dev.yera.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an app may give, and what it may put in the way. */
class AppFoldersTest {
  @TempDir private Path folder;
  private Path home;
  private Path working;
  private AppFolders folders;

  @BeforeEach
  void makeFolders() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    working = Files.createDirectory(folder.resolve("apps"));
    Files.writeString(folder.resolve("secret"), "secret");
    folders = new AppFolders(working, home);
  }

  private String read(String path) throws IOException {
    try (InputStream in = folders.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void filesBelowBothFoldersAreThere() throws IOException {
    Files.writeString(working.resolve("logo.txt"), "logo");
    Files.createDirectories(home.resolve("out/a b"));
    Files.writeString(home.resolve("out/a b/x.txt"), "x");
    assertThat(read("logo.txt")).isEqualTo("logo");
    assertThat(read("./out//a b/x.txt")).isEqualTo("x");
    assertThat(read(home + "/out/a b/x.txt")).isEqualTo("x");
    assertThat(read(working + "/logo.txt")).isEqualTo("logo");
  }

  @Test
  void namesAreUtf8() throws IOException, InterruptedException {
    new ProcessBuilder("python3", "-c", "open(b'\\xc3\\xbc\\xe2\\x82\\xac.txt', 'w').write('x')")
        .directory(home.toFile())
        .start()
        .waitFor();
    assertThat(read("ü€.txt")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "/",
        "..",
        "../secret",
        "out/../../secret",
        "/etc/passwd",
        "/proc/self/environ",
        "not-there",
        "logo\0.txt",
        "link",
        "folder/secret",
        "out",
        "pipe"
      })
  void nothingElseIs(String path) throws IOException, InterruptedException {
    Files.createDirectory(home.resolve("out"));
    Files.createSymbolicLink(home.resolve("link"), folder.resolve("secret"));
    Files.createSymbolicLink(home.resolve("folder"), folder);
    new ProcessBuilder("mkfifo", home.resolve("pipe").toString()).start().waitFor();
    assertThatThrownBy(() -> folders.open(path))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("\"" + path + "\" ");
  }

  @Test
  void aFolderWithABeginningOfTheSameNameIsAnother() throws IOException {
    Files.createDirectory(folder.resolve("home2"));
    Files.writeString(folder.resolve("home2/x"), "x");
    assertThatThrownBy(() -> folders.open(home + "2/x"))
        .hasMessageContaining("is in no folder of the app's own");
  }
}
