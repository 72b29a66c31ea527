package dev.yera.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The built WAR in a Payara Micro of its own, on a free port of loopback, with the preboot file
 * that operators use. Run from the project's folder, after {@code package}. Thread-safe.
 *
 * <p>Its apps are those that ship and those of {@code src/bench/apps}, unless a setting says
 * otherwise.
 */
public final class YeraServer implements AutoCloseable {
  private static final Path WAR = Path.of("target", "ROOT.war");
  private static final Path PAYARA = Path.of("target", "payara", "payara-micro.jar");
  private static final Path PREBOOT = Path.of("src", "main", "payara", "preboot.asadmin");
  private static final Duration BOOT = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Pattern HEAP_USED =
      Pattern.compile("(?:heap|generation|PSYoungGen|ParOldGen) .*used (\\d+)K");

  /** Lets other servers on this machine have marked processes too: only ours carry this. */
  private static final String RUN = "YERA_BENCH_RUN";

  private final String run = UUID.randomUUID().toString();
  private final Process process;
  private final Path log;
  private final Path work;
  private final Path data;
  private final InetSocketAddress address;
  private final long begin;
  private Duration untilReady = Duration.ZERO;

  private YeraServer(String name, int port, Map<String, String> settings, List<String> jvmOptions)
      throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "bench")).toAbsolutePath();
    log = folder.resolve(name + ".log");
    work = folder.resolve(name + "-work");
    data = Files.createTempDirectory(folder, name + "-data");
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    List<String> command = new ArrayList<>();
    command.add(jdkTool("java"));
    command.addAll(jvmOptions);
    command.add("-Dyera.apps.dir=src/bench/apps");
    command.add("-Dyera.work.dir=" + work);
    command.add("-Dyera.store.dir=" + data);
    command.add("-Dyera.sessions.max-per-visitor=100000"); // all users here have one address
    command.add("-Dyera.session.input-quota=1GiB"); // a warm-up is as many answers as there is time
    command.add("-Dyera.worker.env-allow=" + RUN);
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-jar", PAYARA.toString(), "--deploy", WAR.toString()));
    command.addAll(List.of("--port", Integer.toString(address.getPort())));
    command.addAll(List.of("--nocluster", "--disablephonehome"));
    command.addAll(List.of("--prebootcommandfile", PREBOOT.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(RUN, run);
    builder.environment().put("LC_ALL", "C.UTF-8");
    begin = System.nanoTime();
    process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /**
   * Starts one and waits until the application answers.
   *
   * @param name of its log and its work folder under {@code target/bench}
   * @param settings of Yera, and any other system property of its JVM
   * @param jvmOptions such as {@code -Xmx512m}
   * @throws IOException if it does not come up within two minutes; the message has its log
   */
  public static YeraServer start(String name, Map<String, String> settings, List<String> jvmOptions)
      throws IOException {
    return start(name, freePort(), settings, jvmOptions, "/api/apps");
  }

  /** One that nobody has called but for its health; it rehearses as its settings say. */
  public static YeraServer startUncalled(
      String name, Map<String, String> settings, List<String> jvmOptions) throws IOException {
    return start(name, freePort(), settings, jvmOptions, "/health/ready");
  }

  /** The same, as a node whose address is where it listens; settings name database and secret. */
  public static YeraServer startNode(
      String name, Map<String, String> settings, List<String> jvmOptions) throws IOException {
    int port = freePort();
    Map<String, String> all = new HashMap<>(settings);
    all.put("yera.cluster.address", "http://127.0.0.1:" + port);
    return start(name, port, all, jvmOptions, "/api/apps");
  }

  private static YeraServer start(
      String name,
      int port,
      Map<String, String> settings,
      List<String> jvmOptions,
      String answering)
      throws IOException {
    if (!Files.exists(WAR) || !Files.exists(PAYARA)) {
      throw new IOException(WAR + " or " + PAYARA + " is missing: run mvn -Pbench package");
    }
    YeraServer server = new YeraServer(name, port, settings, jvmOptions);
    try {
      server.awaitApplication(answering);
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /** Payara says "ready" also when the deployment failed, so an address of ours is asked. */
  private void awaitApplication(String path) throws IOException {
    long deadline = System.nanoTime() + BOOT.toNanos();
    while (!answers(path)) {
      boolean failed = Files.readString(log).contains("Exception while loading the app");
      if (failed || !process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("The server did not start:\n" + Files.readString(log));
      }
      Pause.millis(50);
    }
    untilReady = Duration.ofNanos(System.nanoTime() - begin);
  }

  private boolean answers(String path) {
    try (HttpConnection connection = new HttpConnection(address)) {
      return connection.get(path).status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String jdkTool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  /** The id of its process. */
  public long pid() {
    return process.pid();
  }

  /** From the start of its process until the application answered. */
  public Duration untilReady() {
    return untilReady;
  }

  /** Its work folder. */
  public Path work() {
    return work;
  }

  /** What it has said so far. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** A look at the server's process from outside. */
  public ServerSample sample() throws IOException {
    return ServerSample.of(this);
  }

  /** The living processes of its sessions and its ready workers, wherever they went. */
  public List<Long> children() throws IOException {
    return ProcFiles.withEnvironment("YERA_SESSION_ID=", RUN + "=" + run);
  }

  /** What its JVM says of itself: {@code Thread.print}, {@code GC.class_histogram} … */
  public String jcmd(String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of(jdkTool("jcmd"), Long.toString(pid())));
    words.addAll(List.of(command));
    Process asked = new ProcessBuilder(words).redirectErrorStream(true).start();
    return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Bytes of heap in use now, garbage included. */
  public long heapUsed() throws IOException {
    String info = jcmd("GC.heap_info");
    Matcher used = HEAP_USED.matcher(info);
    long kibibytes = 0;
    while (used.find()) {
      kibibytes += Long.parseLong(used.group(1));
    }
    if (kibibytes == 0) {
      throw new IOException("No heap in: " + info);
    }
    return kibibytes * 1024;
  }

  /** Bytes of heap in use after a full collection, which this makes. */
  public long heapAfterGc() throws IOException {
    jcmd("GC.run");
    return heapUsed();
  }

  /** SIGTERM, as an operator stops it; SIGKILL if it is still there after half a minute. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      forget(data);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Gigabytes of what nobody needs any more. */
  private static void forget(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
