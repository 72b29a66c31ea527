package dev.yera.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server of a test's own, as an operator would run it: something that a test may end as it likes.
 */
final class PayaraProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final Server server;
  private final int port;

  /**
   * Starts it and waits until it answers.
   *
   * @param context the context path, {@code ""} or {@code /x}
   */
  PayaraProcess(String name, String context, Map<String, String> settings) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "it-servers")).toAbsolutePath();
    log = folder.resolve(name + ".log");
    port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dyera.apps.dir=src/test/apps");
    command.add("-Dyera.work.dir=" + folder.resolve(name + "-work"));
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(
        List.of(
            "-jar",
            System.getProperty("payara.microJar"),
            "--deploy",
            war(folder, context).toString(),
            "--port",
            Integer.toString(port),
            "--nocluster",
            "--disablephonehome",
            "--prebootcommandfile",
            System.getProperty("yera.preboot")));
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    server = new Server(port, context);
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .ignoreException(UncheckedIOException.class)
        .until(() -> isDeployed() && server.get("/api/apps").status() == 200);
  }

  /** A server whose deployment failed says "ready" as well: better to fail at once than to wait. */
  private boolean isDeployed() throws IOException {
    if (log().contains("Exception while loading the app")) {
      throw new AssertionError(log());
    }
    return true;
  }

  /** Payara Micro takes the context path from the file's name. */
  private static Path war(Path folder, String context) throws IOException {
    Path war = Path.of(System.getProperty("yera.war"));
    if (context.isEmpty()) {
      return war;
    }
    Path named = folder.resolve(context.substring(1) + ".war");
    return Files.copy(war, named, StandardCopyOption.REPLACE_EXISTING);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  Server server() {
    return server;
  }

  int port() {
    return port;
  }

  /** What its JVM says of itself: {@code Thread.print}, {@code GC.class_histogram} … */
  String jcmd(String command) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process asked =
        new ProcessBuilder(jcmd, Long.toString(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** SIGTERM, as an operator stops it. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  boolean isGoneWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the server did not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
