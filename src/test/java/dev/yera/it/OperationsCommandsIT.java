package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of <em>Operations</em> and <em>History</em>, as they stand there. */
@Thorough
@OwnServer
class OperationsCommandsIT {
  private static final Path PAGES = Path.of("src/site/markdown");
  private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

  @TempDir private Path folder;

  private static String command(String page, String word) throws IOException {
    List<String> found =
        COMMANDS
            .matcher(Files.readString(PAGES.resolve(page)))
            .results()
            .map(each -> each.group(1))
            .filter(each -> each.contains(word))
            .toList();
    assertThat(found).as("%s of %s", word, page).hasSize(1);
    return found.get(0);
  }

  /** A script, because the text of a command may have letters that an argument cannot. */
  private ProcessBuilder shell(String command, Map<String, String> settings) throws IOException {
    Path script = Files.writeString(folder.resolve("commands.sh"), command);
    ProcessBuilder builder = new ProcessBuilder("bash", "-eu", script.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(settings);
    return builder.redirectErrorStream(true);
  }

  private static String replaced(String command, String what, Object by) {
    assertThat(command).contains(what);
    return command.replace(what, by.toString());
  }

  private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void theWarIsRunByHand() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String command = command("operations.md", "payara-micro.jar");
    command = replaced(command, "payara-micro.jar", System.getProperty("payara.microJar"));
    command = replaced(command, "ROOT.war", System.getProperty("yera.war"));
    command = replaced(command, "--port 8080", "--port " + port);
    Path log = folder.resolve("log");
    Process process =
        shell(
                "exec env " + command,
                Map.of(
                    "YERA_APPS_DIR", folder.resolve("apps").toString(),
                    "YERA_WORK_DIR", folder.resolve("work").toString(),
                    "YERA_STORE_DIR", folder.resolve("data").toString()))
            .redirectOutput(log.toFile())
            .start();
    try {
      Server server = new Server(port, "");
      await("the log is " + log)
          .ignoreExceptions()
          .until(() -> server.get("/health/ready").status() == 200);
      assertThat(server.get("/api/apps").list()).isNotEmpty();
    } finally {
      process.destroy();
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void sessionsMoveToPostgres() throws Exception {
    Map<String, String> database = Postgres.shared().database();
    String command = command("operations.md", "MoveToPostgres");
    // With the WAR of the single file, which is the build's.
    String single = command("operations.md", "MICRO-INF/deploy");
    single = replaced(single, "yera-sessions.jar", System.getProperty("yera.single"));
    run(shell(single, Map.of()).directory(folder.toFile()));
    command = replaced(command, "target/ROOT.war", "ROOT.war");
    Path key = folder.resolve("history.key");
    run(shell(replaced(command("history.md", "openssl"), "/etc/yera/history.key", key), Map.of()));
    command = replaced(command, "/etc/yera/history.key", key);
    command = replaced(command, "/srv/yera/data", folder.resolve("data"));
    command =
        replaced(
            command, "jdbc:postgresql://localhost/yera", "'" + database.get("yera.store") + "'");
    command =
        replaced(
            command, "YERA_STORE_USER=yera", "YERA_STORE_USER=" + database.get("yera.store.user"));
    command = replaced(command, "…", "'" + database.get("yera.store.password") + "'");
    Files.createDirectory(folder.resolve("data"));
    assertThat(run(shell(command, Map.of()).directory(folder.toFile())))
        .contains("0 sessions copied, 0 were there");
  }

  @Test
  void aKeyIsMadeThatTheStoreTakes() throws Exception {
    Path key = folder.resolve("history.key");
    run(shell(replaced(command("history.md", "openssl"), "/etc/yera/history.key", key), Map.of()));
    assertThat(Base64.getDecoder().decode(Files.readString(key).strip())).hasSize(32);
    assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
  }
}
