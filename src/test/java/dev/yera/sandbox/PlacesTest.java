package dev.yera.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.settings.BadSettingException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sandbox there is for servers of other users and in other places than the build's. */
class PlacesTest {
  /** Nobody may make a user namespace in here, and root is root no more. */
  private static final List<String> FORBIDDEN =
      List.of(
          "unshare",
          "--user",
          "--map-root-user",
          "sh",
          "-c",
          "echo 0 > /proc/sys/user/max_user_namespaces; exec setpriv --bounding-set=-all \"$@\"",
          "sh");

  private static final List<String> NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  @TempDir private Path folder;
  private Path here;

  @BeforeEach
  void copyWhatAnybodyCanRead() throws IOException, URISyntaxException {
    Sandboxes.assumeBubblewrap();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    here = Files.createDirectory(folder.resolve("server"));
    Files.setPosixFilePermissions(here, PosixFilePermissions.fromString("rwxrwxrwx"));
    copy(Sandbox.class, folder.resolve("main"));
    copy(Elsewhere.class, folder.resolve("test"));
    Files.copy(Path.of("src/test/apps/tries.py"), here.resolve("tries.py"));
  }

  private static void copy(Class<?> type, Path to) throws IOException, URISyntaxException {
    Path from = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    for (String each : List.of("sandbox", "settings", "work")) {
      Path classes = from.resolve("dev/yera").resolve(each);
      try (Stream<Path> all = Files.isDirectory(classes) ? Files.walk(classes) : Stream.of()) {
        for (Path path : all.toList()) {
          Path target = to.resolve(from.relativize(path).toString());
          Files.createDirectories(target.getParent());
          Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /** What a server says that is started so. */
  private List<String> said(List<String> before, String mode, String... command)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(before);
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    words.addAll(List.of("-cp", folder.resolve("main") + ":" + folder.resolve("test")));
    words.addAll(List.of(Elsewhere.class.getName(), here.toString(), mode));
    words.addAll(List.of(command));
    Process server =
        new ProcessBuilder(words)
            .directory(here.toFile())
            .redirectError(folder.resolve("log").toFile())
            .start();
    String said = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(server.waitFor()).as(Files.readString(folder.resolve("log"))).isZero();
    return said.lines().toList();
  }

  @Test
  void whereUserNamespacesAreForbiddenItIsLimitsAlone() throws Exception {
    assertThat(said(FORBIDDEN, "auto", "python3", "tries.py", "files", ""))
        .containsExactly(
            "limits (without a user namespace: apps can read the server's environment)",
            "refused: Too many open files");
    assertThat(Files.readString(folder.resolve("log"))).contains("bubblewrap does not work here: ");
  }

  @Test
  void whatIsAskedForAndDoesNotWorkIsRefused() throws Exception {
    assertThat(said(FORBIDDEN, "bubblewrap"))
        .singleElement()
        .asString()
        .startsWith("yera.sandbox is \"bubblewrap\": that does not work here: bwrap: ");
  }

  @Test
  void aWritableFolderThatIsNotThereIsRefused() {
    Map<String, String> settings = Map.of("yera.sandbox.writable", folder + "/none");
    assertThatThrownBy(() -> Sandboxes.of(here, settings))
        .isInstanceOf(BadSettingException.class)
        .hasMessageContaining("yera.sandbox.writable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "limits"})
  void noNetworkIsRefusedWhereItCannotBeKept(String mode) {
    Map<String, String> settings = Map.of("yera.sandbox", mode, "yera.sandbox.network", "none");
    assertThatThrownBy(() -> Sandboxes.of(here, settings))
        .isInstanceOf(BadSettingException.class)
        .hasMessageContaining("yera.sandbox.network is \"none\": that does not work here");
  }

  @Test
  void forAnybodyItIsBubblewrap() throws Exception {
    assertThat(said(List.of(), "auto")).containsExactly("bubblewrap");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limits", "bubblewrap"})
  void theKernelRefusesAnOrdinaryUserTooManyProcesses(String mode) throws Exception {
    boolean root = System.getProperty("user.name").equals("root");
    List<String> said = said(root ? NOBODY : List.of(), mode, "python3", "tries.py", "forks", "");
    assertThat(said.get(0)).startsWith(mode);
    assertThat(said.get(1)).matches("refused after 9\\d");
  }
}
