package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server of a test's own, as an operator would run it: something that a test may end as it likes.
 */
final class PayaraProcess implements AutoCloseable {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
  private static final Duration QUIET_BOOT = Duration.ofSeconds(10);

  private final Process process;
  private final Path log;
  private final Path work;
  private final Server server;
  private final int port;
  private final Duration boot;

  /**
   * Starts it and waits until it answers.
   *
   * @param context the context path, {@code ""} or {@code /x}
   */
  PayaraProcess(String name, String context, Map<String, String> settings) throws IOException {
    this(name, context, settings, InetAddress.getLoopbackAddress());
  }

  /**
   * One on another address than loopback.
   *
   * @param address of this host
   */
  PayaraProcess(String name, String context, Map<String, String> settings, InetAddress address)
      throws IOException {
    this(name, context, settings, address, "C.UTF-8");
  }

  /** One that was started as an environment without anything does it. */
  static PayaraProcess withoutLocale(String name, Map<String, String> settings) throws IOException {
    return new PayaraProcess(name, "", settings, InetAddress.getLoopbackAddress(), "POSIX");
  }

  private PayaraProcess(
      String name, String context, Map<String, String> settings, InetAddress address, String locale)
      throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "it-servers")).toAbsolutePath();
    log = folder.resolve(name + ".log");
    work =
        Path.of(settings.getOrDefault("yera.work.dir", folder.resolve(name + "-work").toString()));
    port = freePort(address);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // No test runs for so long that the second compiler pays.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dyera.apps.dir=src/test/apps");
    command.add("-Dyera.work.dir=" + work);
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
            preboot(folder.resolve(name + ".asadmin"), address).toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", locale);
    long begin = System.nanoTime();
    process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    server = new Server(address, port, context);
    await()
        .pollInterval(Duration.ofMillis(200))
        .ignoreException(UncheckedIOException.class)
        .until(() -> isDeployed() && server.get("/api/apps").status() == 200);
    boot = Duration.ofNanos(System.nanoTime() - begin);
  }

  /**
   * How long something may take here that is promised in seconds: as much longer as this server
   * took longer to be there than on a quiet machine.
   */
  Duration onThisMachine(Duration promised) {
    return boot.compareTo(QUIET_BOOT) <= 0
        ? promised
        : promised.multipliedBy(boot.toMillis()).dividedBy(QUIET_BOOT.toMillis());
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

  /** The product's own, with this address in the place of loopback's. */
  private static Path preboot(Path file, InetAddress address) throws IOException {
    String commands = Files.readString(Path.of(System.getProperty("yera.preboot")));
    return Files.writeString(
        file, commands.replace("address=127.0.0.1", "address=" + address.getHostAddress()));
  }

  private static int freePort(InetAddress address) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, address)) {
      return socket.getLocalPort();
    }
  }

  Server server() {
    return server;
  }

  int port() {
    return port;
  }

  /** Its {@code yera.work.dir}. */
  Path work() {
    return work;
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

  /** Bytes of all that is reachable: the histogram collects the rest first. */
  long heap() throws IOException {
    Matcher total = TOTAL.matcher(jcmd("GC.class_histogram"));
    assertThat(total.find()).isTrue();
    return Long.parseLong(total.group(1));
  }

  /** The threads that are in the middle of a write to a viewer, and wait for its client. */
  long blockedWriters() throws IOException {
    return Stream.of(jcmd("Thread.print").split("\n\n", -1))
        .filter(thread -> thread.contains("at dev.yera.stream.Viewer.write("))
        .filter(thread -> thread.contains("at java.util.concurrent.locks.LockSupport.park"))
        .count();
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
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the server did not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
