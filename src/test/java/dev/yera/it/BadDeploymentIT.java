package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.PayaraMicro;
import dev.yera.Thorough;
import dev.yera.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Limits that cannot be kept stop the deployment, and the log says why. One server, with a
 * deployment for each of them, and one that is in order.
 */
@Thorough
@OwnServer
class BadDeploymentIT {
  private static final Path FOLDER = Path.of("target", "it-servers", "bad").toAbsolutePath();

  /** What the descriptors of this server are enough for. */
  private static final String FEW = "yera.sessions.max=50\nyera.viewers.max=100\n";

  /** Settings by context path. With the defaults 2,400 descriptors are needed. */
  private static final Map<String, String> DEPLOYMENTS =
      Map.ofEntries(
          Map.entry("sessions", "yera.sessions.max=2029"),
          Map.entry("viewers", "yera.viewers.max=10241"),
          Map.entry("descriptors", ""),
          Map.entry("value", "yera.session.idle-timeout=soon"),
          Map.entry("proxy", FEW + "yera.auth=proxy"),
          Map.entry(
              "audience", FEW + "yera.auth=jwt\nyera.auth.jwt.issuer=https://login.example.org"),
          Map.entry(
              "issuer", FEW + "yera.auth=oidc\nyera.auth.oidc.issuer=http://login.example.org"),
          Map.entry("mode", FEW + "yera.auth=trust"),
          Map.entry("sandbox", FEW + "yera.sandbox=limits\nyera.sandbox.network=none"),
          Map.entry("format", FEW + "yera.store.dir=" + FOLDER.resolve("newer")),
          Map.entry("good", FEW + "yera.apps.dir=" + FOLDER.resolve("apps")));

  private static final int DESCRIPTORS = 1500;

  @BeforeEach
  void forgetTheAppsFolder() throws IOException {
    Tree.delete(FOLDER.resolve("apps"));
  }

  @Test
  void limitsThatCannotBeKeptStopTheDeploymentAndAreNamed() throws Exception {
    Path log = Files.createDirectories(FOLDER).resolve("server.log");
    Path newer = Files.createDirectories(FOLDER.resolve("newer"));
    Files.writeString(newer.resolve("format"), "99\n");
    int port = freePort();
    Process payara = start(log, port);
    try {
      Server good = new Server(port, "/good");
      await()
          .atMost(PATIENCE.multipliedBy(DEPLOYMENTS.size()))
          .pollInterval(Duration.ofMillis(500))
          .ignoreException(UncheckedIOException.class)
          .until(
              () ->
                  Files.readString(log).contains("ready in")
                      && good.get("/api/apps").status() == 200);
      assertThat(Files.readString(log))
          .contains("yera.sessions.max is 2029: this server has threads for 2028")
          .contains("yera.viewers.max is 10241: this server has threads for 10240")
          .contains(
              "yera.sessions.max is 200 and yera.viewers.max is 1000: this needs 2400 open "
                  + "files, but the process may have 1500. Lower a limit, or raise ulimit -n")
          .contains("yera.sandbox.network is \"none\": that does not work here: ")
          .contains("yera.session.idle-timeout is \"soon\", but must be a duration")
          .contains(
              "yera.store.dir cannot be used: "
                  + newer
                  + " (its files are of format 99, and this version knows formats up to ")
          .contains("yera.auth has proxy and yera.auth.proxy.trusted is empty")
          .contains("yera.auth.jwt.audience or yera.auth.jwt.client-id is needed")
          .contains("yera.auth.oidc.issuer is \"http://login.example.org\"")
          .contains("yera.auth is \"trust\", but must be some of none, container, proxy");
      assertThat(FOLDER.resolve("apps")).as("where apps are put").isDirectory();
      for (String context : DEPLOYMENTS.keySet()) {
        int status = new Server(port, "/" + context).get("/api/apps").status();
        assertThat(status).as(context).isEqualTo(context.equals("good") ? 200 : 404);
      }
    } finally {
      payara.destroy();
      if (!payara.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        payara.destroyForcibly();
      }
    }
  }

  private static Process start(Path log, int port) throws IOException {
    ProcessBuilder builder =
        PayaraMicro.server(
            List.of("-Dyera.work.dir=" + FOLDER.resolve("work"), "-Dyera.worker.pool-size=0"));
    List<String> command = builder.command();
    command.addAll(
        List.of(
            "--port",
            Integer.toString(port),
            "--nocluster",
            "--disablephonehome",
            "--prebootcommandfile",
            System.getProperty("yera.preboot"),
            "--postbootcommandfile",
            deployments().toString()));
    command.addAll(0, List.of("bash", "-c", "ulimit -n " + DESCRIPTORS + "; exec \"$@\"", "bash"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  /** One after the other: of those that are deployed at once one that fails stops the others. */
  private static Path deployments() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Map.Entry<String, String> each : DEPLOYMENTS.entrySet()) {
      Path war = war(each.getKey(), each.getValue());
      commands.add("deploy --contextroot %s %s".formatted(each.getKey(), war));
    }
    return Files.write(FOLDER.resolve("deploy.asadmin"), commands);
  }

  /** The product's WAR with settings of its own. */
  private static Path war(String context, String settings) throws IOException {
    Path war = FOLDER.resolve(context + ".war");
    Files.copy(Path.of(System.getProperty("yera.war")), war, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem zip = FileSystems.newFileSystem(war)) {
      Path folder = Files.createDirectories(zip.getPath("WEB-INF", "classes", "META-INF"));
      Path store =
          FOLDER.resolve(context + "-data"); // one that the good one uses is refused as well
      Files.writeString(
          folder.resolve("microprofile-config.properties"),
          "yera.store.dir=%s\n%s".formatted(store, settings));
    }
    return war;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
