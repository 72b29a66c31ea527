package dev.yera.page;

import static dev.yera.Patience.PATIENCE;

import dev.yera.PayaraMicro;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The real server, as a process of its own. The one class here that knows how it is started. */
final class PageServer implements AutoCloseable {
  private final ProcessBuilder builder;
  private final int port;
  private final Path apps;
  private Process process;

  private PageServer(ProcessBuilder builder, int port, Path apps) {
    this.builder = builder;
    this.port = port;
    this.apps = apps;
  }

  /**
   * Starts a server and waits until its API answers.
   *
   * @param war its name is the context root; ROOT is none
   * @param probe a path that answers when the application is there
   * @param more arguments for Payara Micro
   */
  static PageServer start(Path war, Map<String, String> settings, String probe, String... more)
      throws IOException {
    int port = freePort();
    Path work = Files.createTempDirectory("yera-page-it");
    ProcessBuilder builder = PayaraMicro.server(List.of("-Xmx512m"));
    List<String> command = builder.command();
    command.addAll(
        List.of(
            "--deploy",
            war.toString(),
            "--port",
            String.valueOf(port),
            "--disablephonehome",
            "--nocluster",
            "--prebootcommandfile",
            System.getProperty("yera.preboot")));
    command.addAll(List.of(more));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("YERA_WORK_DIR", work.resolve("work").toString());
    builder.environment().put("YERA_STORE_DIR", work.resolve("data").toString());
    Path apps = copied(Path.of("src/test/page-apps"), work.resolve("apps"));
    builder.environment().put("YERA_APPS_DIR", apps.toString());
    builder.environment().put("YERA_SESSIONS_MAX_PER_VISITOR", "1000");
    builder.environment().put("YERA_REHEARSE", "PT0S");
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(work.resolve("server.log").toFile()));
    PageServer server = new PageServer(builder, port, apps);
    server.start(probe);
    return server;
  }

  private void start(String probe) throws IOException {
    Process started = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    process = started;
    awaitPath(probe);
  }

  /** Stops it, and starts it again with what it has stored. */
  void restart(String probe) throws IOException {
    close();
    builder.directory(PayaraMicro.ownRoot().toFile());
    start(probe);
  }

  /** Until it answers at this path. */
  void awaitPath(String path) {
    Awaitility.await("the server, see " + apps.getParent())
        .pollInterval(Duration.ofMillis(200))
        .until(() -> isThere(path));
  }

  /** So that what a test changes is not seen by the servers of others. */
  private static Path copied(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
    return to;
  }

  /** Its apps folder, of its own. */
  Path apps() {
    return apps;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private boolean isThere(String probe) throws InterruptedException {
    if (!process.isAlive()) {
      throw new IllegalStateException("the server ended with status " + process.exitValue());
    }
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url() + probe)).build();
      int status =
          HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode();
      return status == 200 || status == 401;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Its address, without a slash at the end. */
  String url() {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The WAR of this name, with a few files more, e.g. a deployment descriptor. */
  static Path warWith(String name, Map<String, String> files) {
    try {
      Path war = Files.createTempDirectory("yera-page-war").resolve(name + ".war");
      Files.copy(Path.of(System.getProperty("yera.war")), war);
      try (FileSystem zip = FileSystems.newFileSystem(war)) {
        for (Map.Entry<String, String> file : files.entrySet()) {
          Files.writeString(zip.getPath(file.getKey()), file.getValue());
        }
      }
      return war;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
