package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.PayaraMicro;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server of a test's own, as an operator would run it: something that a test may end as it likes.
 * Payara Micro, or the server of the build's profile.
 */
final class PayaraProcess implements AutoCloseable {
  private static final Set<Integer> ANSWERS = Set.of(200, 401, 403);
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  /** In Grizzly, in XNIO, and in Open Liberty. */
  private static final Pattern WAITING =
      Pattern.compile("\\.LockSupport\\.park|\\.awaitWritable\\(|\\.SimpleSync\\.simpleWait\\(");

  private static final Duration QUIET_BOOT = Duration.ofSeconds(10);

  private final Process process;
  private final Path log;
  private final Path work;
  private final int port;
  private final long begin;
  private Duration boot;
  private Server server;

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
   * @param settings {@code ${port}} in them stands for the port that it gets
   * @param address of this host
   */
  PayaraProcess(String name, String context, Map<String, String> settings, InetAddress address)
      throws IOException {
    this(name, context, settings, address, "C.UTF-8", freePort(address), List.of());
  }

  /** One of this WAR, on loopback, as the root, at a port that the test has chosen. */
  static PayaraProcess of(Path war, String name, Map<String, String> settings, int port)
      throws IOException {
    InetAddress address = InetAddress.getLoopbackAddress();
    return answering(
        name,
        settings,
        new Server(address, port, ""),
        port,
        (folder, options) ->
            ServerProgram.ofThisBuild()
                .command(new ServerProgram.Start(folder, war, options, address, port, List.of())));
  }

  /** One that was started as an environment without anything does it. */
  static PayaraProcess withoutLocale(String name, Map<String, String> settings) throws IOException {
    InetAddress address = InetAddress.getLoopbackAddress();
    return new PayaraProcess(name, "", settings, address, "POSIX", freePort(address), List.of());
  }

  /** One whose realm knows {@link ServerProgram#USER}, who is in these groups. */
  static PayaraProcess withUser(String name, Map<String, String> settings, List<String> groups)
      throws IOException {
    InetAddress address = InetAddress.getLoopbackAddress();
    return new PayaraProcess(name, "", settings, address, "C.UTF-8", freePort(address), groups);
  }

  /**
   * One that has more resources than our own preboot file gives it.
   *
   * @param commands lines of {@code asadmin}
   * @param library whose classes they need
   */
  static PayaraProcess withResources(
      String name, Map<String, String> settings, String commands, Path library) throws IOException {
    InetAddress address = InetAddress.getLoopbackAddress();
    int port = freePort(address);
    return answering(
        name,
        settings,
        new Server(address, port, ""),
        port,
        (folder, options) -> {
          ProcessBuilder builder =
              ServerProgram.payaraMicro(PayaraMicro.asDelivered(options), folder, address, port);
          Path preboot = folder.resolve("preboot.asadmin");
          Files.writeString(preboot, "\n" + commands, StandardOpenOption.APPEND);
          builder.command().addAll(List.of("--addlibs", library.toString()));
          builder.command().addAll(List.of("--deploy", war(folder(), "").toString()));
          return builder;
        });
  }

  /**
   * One on another host, that answers whom its settings name.
   *
   * @param server asks it; its port has to be the one that it gets
   */
  static PayaraProcess on(
      FarHost host, String name, Map<String, String> settings, Server server, int port)
      throws IOException {
    InetAddress address = host.address();
    return answering(
        name,
        settings,
        server,
        port,
        (folder, options) ->
            host.there(
                ServerProgram.ofThisBuild()
                    .command(
                        new ServerProgram.Start(
                            folder, war(folder(), ""), options, address, port, List.of()))));
  }

  /** One that is started in a way of its own, when it answers whom this asks. */
  private static PayaraProcess answering(
      String name, Map<String, String> settings, Server server, int port, Command command)
      throws IOException {
    Map<String, String> all = withStore(name, manySessions(settings));
    PayaraProcess process = new PayaraProcess(name, all, "C.UTF-8", port, command);
    process.server = server;
    process.awaitAnswer(server, "/api/apps");
    return process;
  }

  /** One that nobody has called yet, but for its health; it rehearses if a setting says so. */
  static PayaraProcess uncalled(
      String name, String context, Map<String, String> settings, InetAddress address)
      throws IOException {
    return new PayaraProcess(
        name, context, settings, address, "C.UTF-8", freePort(address), List.of(), "/health/ready");
  }

  private PayaraProcess(
      String name,
      String context,
      Map<String, String> settings,
      InetAddress address,
      String locale,
      int port,
      List<String> groups)
      throws IOException {
    this(name, context, settings, address, locale, port, groups, "/api/apps");
  }

  private PayaraProcess(
      String name,
      String context,
      Map<String, String> settings,
      InetAddress address,
      String locale,
      int port,
      List<String> groups,
      String answering)
      throws IOException {
    this(
        name,
        withStore(name, manySessions(settings)),
        locale,
        port,
        (folder, options) ->
            ServerProgram.ofThisBuild()
                .command(
                    new ServerProgram.Start(
                        folder, war(folder(), context), options, address, port, groups)));
    server = new Server(address, port, context);
    awaitAnswer(server, answering);
  }

  /**
   * One on which the product is deployed several times, each with settings of its own.
   *
   * @param contexts settings, as lines of a properties file, by context path; {@code /} is the
   *     server's own, and comes last: it would answer for the others until they are there
   */
  static PayaraProcess with(String name, Map<String, String> contexts, InetAddress address)
      throws IOException {
    List<String> commands = new ArrayList<>();
    for (Map.Entry<String, String> each : contexts.entrySet()) {
      String file = each.getKey().equals("/") ? "root" : each.getKey().substring(1);
      Path war =
          war(
              name + "-" + file,
              "yera.rehearse=PT0S\nyera.store.dir=%s\n%s"
                  .formatted(emptyStore(name), each.getValue()));
      commands.add("deploy --contextroot %s %s".formatted(each.getKey(), war));
    }
    Path deploy = Files.write(folder().resolve(name + ".deploy"), commands);
    int port = freePort(address);
    PayaraProcess process =
        new PayaraProcess(
            name,
            Map.of(),
            "C.UTF-8",
            port,
            (folder, options) -> {
              ProcessBuilder builder = ServerProgram.payaraMicro(folder, options, address, port);
              builder.command().addAll(List.of("--postbootcommandfile", deploy.toString()));
              return builder;
            });
    process.server = new Server(address, process.port, "");
    for (String context : contexts.keySet()) {
      String path = context.equals("/") ? "" : context;
      process.awaitAnswer(process.server, path + "/problems/malformed");
    }
    return process;
  }

  /** All of a test's sessions are those of one visitor, and the test is the server's only load. */
  private static Map<String, String> manySessions(Map<String, String> settings) {
    Map<String, String> all =
        new HashMap<>(Map.of("yera.sessions.max-per-visitor", "1000", "yera.rehearse", "PT0S"));
    all.putAll(settings);
    return all;
  }

  /** Nothing that another server stored is there, unless the test says so. */
  private static Map<String, String> withStore(String name, Map<String, String> settings)
      throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    if (!all.containsKey("yera.store.dir")) {
      all.put("yera.store.dir", emptyStore(name).toString());
    }
    return all;
  }

  private static Path emptyStore(String name) throws IOException {
    return Files.createTempDirectory(folder(), name + "-data");
  }

  private static Path folder() throws IOException {
    return Files.createDirectories(Path.of("target", "it-servers")).toAbsolutePath();
  }

  /** Makes the command, from a folder of its own and the options of the JVM. */
  private interface Command {
    ProcessBuilder of(Path folder, List<String> options) throws IOException;
  }

  private PayaraProcess(
      String name, Map<String, String> settings, String locale, int port, Command command)
      throws IOException {
    Path folder = folder();
    log = folder.resolve(name + ".log");
    work =
        Path.of(settings.getOrDefault("yera.work.dir", folder.resolve(name + "-work").toString()));
    this.port = port;
    List<String> options = new ArrayList<>();
    options.add("-Dyera.apps.dir=" + Path.of("src/test/apps").toAbsolutePath());
    options.add("-Dyera.work.dir=" + work);
    String number = Integer.toString(port);
    settings.forEach(
        (key, value) -> options.add("-D" + key + "=" + value.replace("${port}", number)));
    ProcessBuilder builder = command.of(Files.createTempDirectory(folder, name), options);
    builder.environment().put("LC_ALL", locale);
    begin = System.nanoTime();
    process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  private void awaitAnswer(Server from, String path) {
    await()
        .pollInterval(Duration.ofMillis(200))
        .ignoreException(UncheckedIOException.class)
        // A server that does not let anybody in is there as well.
        .until(() -> isDeployed() && ANSWERS.contains(from.get(path).status()));
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

  /** The product's WAR. */
  static Path ofThisBuild() {
    return Path.of(System.getProperty("yera.war"));
  }

  /** Payara Micro takes the context path from the file's name. */
  private static Path war(Path folder, String context) throws IOException {
    Path war = ofThisBuild();
    if (context.isEmpty()) {
      return war;
    }
    Path named = folder.resolve(context.substring(1) + ".war");
    return Files.copy(war, named, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The product's WAR with settings of its own. */
  private static Path war(String name, String settings) throws IOException {
    Path war = folder().resolve(name + ".war");
    Files.copy(ofThisBuild(), war, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem zip = FileSystems.newFileSystem(war)) {
      Path inside = Files.createDirectories(zip.getPath("WEB-INF", "classes", "META-INF"));
      Files.writeString(inside.resolve("microprofile-config.properties"), settings);
    }
    return war;
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

  /** Of its JVM. */
  long pid() {
    return process.pid();
  }

  /** How long it took until it answered. */
  Duration boot() {
    return boot;
  }

  /** What its JVM says of itself: {@code Thread.print}, {@code GC.class_histogram} … */
  String jcmd(String command) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process asked =
        new ProcessBuilder(
                jcmd,
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                Long.toString(process.pid()),
                command)
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
        .filter(thread -> WAITING.matcher(thread).find())
        .count();
  }

  /** Waits until so many threads are in the middle of a write. Each look starts a JVM. */
  void awaitBlockedWriters(LongPredicate expected) {
    await().pollInterval(Duration.ofMillis(250)).until(() -> expected.test(blockedWriters()));
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** SIGTERM, as an operator stops it. */
  void terminate() {
    process.destroy();
  }

  /** SIGSTOP. */
  void pause() throws IOException {
    signal("STOP");
  }

  /** SIGCONT. */
  void resume() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it started, and what that started. */
  Stream<ProcessHandle> descendants() {
    return process.descendants();
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
