package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.PayaraMicro;
import dev.yera.Thorough;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console has of a start: {@code src/main/payara/start.sh}. */
@Thorough
@OwnServer
class StartScriptIT {
  @TempDir private Path folder;
  private Process process;

  @AfterEach
  void stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Path start(int port, Map<String, String> settings) throws IOException {
    List<String> options = new ArrayList<>();
    for (String each : List.of("apps", "work", "store")) {
      options.add("-Dyera." + each + ".dir=" + folder.resolve(each));
    }
    settings.forEach((key, value) -> options.add("-D" + key + "=" + value));
    ProcessBuilder builder = PayaraMicro.server(options);
    String script = Path.of("src/main/payara/start.sh").toAbsolutePath().toString();
    List<String> command = new ArrayList<>(List.of("bash", script));
    command.addAll(List.of(folder.resolve("made/yera.log").toString(), Integer.toString(port)));
    command.addAll(builder.command());
    command.addAll(
        List.of("--deploy", System.getProperty("yera.war"), "--port", Integer.toString(port)));
    command.addAll(List.of("--nocluster", "--disablephonehome"));
    command.addAll(List.of("--prebootcommandfile", System.getProperty("yera.preboot")));
    builder.environment().put("LC_ALL", "C.UTF-8");
    Path console = folder.resolve("console");
    process =
        builder.command(command).redirectErrorStream(true).redirectOutput(console.toFile()).start();
    return console;
  }

  @Test
  void theLastLineIsWhereItIs() throws IOException {
    int port = freePort();
    Path console = start(port, Map.of());
    String url = "http://127.0.0.1:" + port + "/";
    await().until(() -> Files.readString(console).contains(url));
    assertThat(Files.readAllLines(console))
        .containsExactly(
            "Yera Sessions starts; its log is " + folder.resolve("made/yera.log"),
            "Yera Sessions is at " + url);
    assertThat(new Server(port, "").get("/api/apps").status()).isEqualTo(200);
    assertThat(folder.resolve("made/yera.log")).content().contains("ready in");
  }

  @Test
  void whatIsWrongIsOnTheConsole() throws IOException {
    Path console = start(freePort(), Map.of("yera.sessions.max", "many"));
    await().until(() -> Files.readString(console).contains("cannot start"));
    assertThat(Files.readAllLines(console))
        .hasSize(3)
        .element(1)
        .asString()
        .contains("yera.sessions.max");
  }
}
