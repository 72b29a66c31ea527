package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import dev.yera.event.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code java -jar yera-sessions.jar}, and nothing else: no environment, a folder with nothing but
 * the file, and if root runs the tests, another user.
 */
@Thorough
@OwnServer
class SingleFileIT {
  private static final String NOBODY = "65534";

  @TempDir private Path folder;
  private Path console;
  private int port;
  private Process process;

  @BeforeEach
  void alone() throws IOException {
    Path file = folder.resolve("yera-sessions.jar");
    Files.copy(Path.of(System.getProperty("yera.single")), file);
    // It is the folder of another user, below that of the tests.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    console = Files.createFile(folder.resolve("console"));
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
  }

  @AfterEach
  void stop() {
    process.destroyForcibly();
  }

  private void start(String... options) throws IOException {
    start(List.of(options), List.of());
  }

  private void start(List<String> options, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (ProcessHandle.current().info().user().orElse("").equals("root")) {
      command.addAll(
          List.of(
              "setpriv",
              "--reuid=" + NOBODY,
              "--regid=" + NOBODY,
              "--clear-groups",
              "--no-new-privs"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-jar", "yera-sessions.jar", "--port", Integer.toString(port)));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    process = builder.start();
  }

  private List<String> awaitLine(String words) {
    await().until(() -> !process.isAlive() || Files.readString(console).contains(words));
    try {
      return Files.readAllLines(console);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void itIsAllThatAServerNeeds() throws Exception {
    start("-XX:TieredStopAtLevel=1");
    String url = "http://127.0.0.1:" + port + "/";
    List<String> said = awaitLine(url);
    assertThat(said).hasSizeLessThanOrEqualTo(10);
    assertThat(said.get(said.size() - 1)).isEqualTo("Yera Sessions is at " + url);
    assertThat(folder.resolve("yera.log")).content().contains("ready in");

    Server server = new Server(port, "");
    assertThat(server.get("/").text()).contains("Yera Sessions");
    assertThat(healthOfTheContainer()).isZero();
    String session = server.create("tools.guess", Map.of());
    try (SseClient stream = server.stream(session)) {
      stream.awaitQuestion("text_input", 1);
      assertThat(MarkedProcesses.of(session)).isNotEmpty();
      process.destroy();
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    await().until(() -> MarkedProcesses.of(session).isEmpty());
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(Files.readAllLines(console)).isEqualTo(said);
    assertThat(folder.resolve("data")).isDirectory();
  }

  /** The check of {@code Containerfile}, at this port. */
  @SuppressWarnings("unchecked")
  private int healthOfTheContainer() throws IOException, InterruptedException {
    String file = Files.readString(Path.of("src/main/packages/Containerfile"));
    Matcher check = Pattern.compile("(?m)^  CMD (\\[.*])$").matcher(file);
    assertThat(check.find()).isTrue();
    String here = check.group(1).replace("8080", Integer.toString(port));
    return new ProcessBuilder((List<String>) Json.read(here)).start().waitFor();
  }

  /** A proxy for what the server asks of others has nothing to do with that. */
  @Test
  void itIsWhereItWasToldToBe() throws Exception {
    List<String> options =
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Dhttp.proxyHost=127.0.0.1",
            "-Dhttp.proxyPort=1",
            "-Dhttp.nonProxyHosts=none");
    start(options, List.of("--address", "127.0.0.2"));
    String url = "http://127.0.0.2:" + port + "/";
    List<String> said = awaitLine(url);
    assertThat(said.get(said.size() - 1)).isEqualTo("Yera Sessions is at " + url);
  }

  @Test
  void anAddressThatIsNoneIsNamedOnTheConsole() throws Exception {
    start(List.of(), List.of("--address", "127.0.0.1.invalid"));
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(console)
        .hasContent("Yera Sessions cannot start: there is no host 127.0.0.1.invalid (--address)");
    assertThat(folder.resolve("yera.log")).doesNotExist();
  }

  @Test
  void whyItCannotStartIsOnTheConsole() throws Exception {
    start("-XX:TieredStopAtLevel=1", "-Dyera.sessions.max=many");
    List<String> said = awaitLine("cannot start");
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(said).hasSizeLessThanOrEqualTo(10);
    assertThat(String.join("\n", said)).contains("yera.sessions.max");
    assertThat(said.get(said.size() - 1))
        .startsWith("Yera Sessions cannot start; see ")
        .endsWith("yera.log");
  }
}
