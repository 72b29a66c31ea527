package dev.yera.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.opentest4j.TestAbortedException;

/**
 * A real PostgreSQL, on a free port of loopback and in a folder of its own, which goes with this
 * JVM. Tests that need it are skipped where it is not installed, unless {@code
 * YERA_REQUIRE_POSTGRES=1} says that it has to be.
 */
public final class Postgres implements AutoCloseable {
  private static final String USER = "yera";
  private static final String PASSWORD = "secret \u00e9";
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path programs;
  private final Path data;
  private final int port;
  private Process process;

  /** The database that others are copies of; null before there is one. */
  private String filled;

  /** Where it runs, if not here. */
  private final Optional<FarHost> host;

  /** One cluster of databases, which runs. */
  public Postgres() {
    this(Optional.empty());
  }

  /** One on another host. */
  Postgres(FarHost host) {
    this(Optional.of(host));
  }

  private Postgres(Optional<FarHost> host) {
    this.host = host;
    programs = programs();
    try {
      data = folder();
      init();
      port = freePort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  /** Not begun when a class is initialized: the server that has the tests does that to all. */
  private static Postgres ofAll;

  /** The one that most tests of this JVM share, each in databases of its own. */
  public static synchronized Postgres shared() {
    if (ofAll == null) {
      Postgres postgres = new Postgres();
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
      ofAll = postgres;
    }
    return ofAll;
  }

  private static Path programs() {
    Optional<Path> newest = Optional.empty();
    if (Files.isDirectory(VERSIONS)) {
      try (Stream<Path> versions = Files.list(VERSIONS)) {
        newest =
            versions
                .map(each -> each.resolve("bin"))
                .filter(each -> Files.isExecutable(each.resolve("initdb")))
                .max(Comparator.naturalOrder());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    String sentence = "This needs PostgreSQL in " + VERSIONS;
    if (newest.isEmpty() && "1".equals(System.getenv("YERA_REQUIRE_POSTGRES"))) {
      throw new IllegalStateException("YERA_REQUIRE_POSTGRES=1. " + sentence);
    }
    return newest.orElseThrow(() -> new TestAbortedException(sentence));
  }

  /** It does not run as root. */
  private static List<String> asAnybody(String... command) {
    List<String> all = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    all.addAll(List.of(command));
    return all;
  }

  private static String run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return said.strip();
  }

  private static Path folder() throws IOException {
    return Path.of(run(asAnybody("mktemp", "-d", "-t", "yera-postgres-XXXXXX")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void init() throws IOException {
    Path password = data.resolve("password");
    Files.writeString(password, PASSWORD);
    password.toFile().setReadable(true, false);
    run(
        asAnybody(
            programs.resolve("initdb").toString(),
            "--pgdata=" + data.resolve("cluster"),
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--username=" + USER,
            "--auth=scram-sha-256",
            "--pwfile=" + password));
    Files.delete(password);
    if (host.isPresent()) {
      Files.writeString(
          data.resolve("cluster").resolve("pg_hba.conf"),
          "host all all samenet scram-sha-256\n",
          StandardOpenOption.APPEND);
    }
  }

  /** Where it listens. */
  private String address() throws IOException {
    return host.isEmpty() ? "127.0.0.1" : host.get().address().getHostAddress();
  }

  /** Starts it, and waits until it takes connections. */
  public void start() {
    try {
      startThere();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await().ignoreException(IllegalStateException.class).until(this::isThere);
  }

  private void startThere() throws IOException {
    // Ends at once, as by pg_ctl stop -m immediate, with its standard input, which is ours.
    String untilWeEnd = "\"$@\" >\"$0\" 2>&1 & cat >/dev/null; kill -QUIT $!; wait";
    List<String> command =
        asAnybody(
            "sh",
            "-c",
            untilWeEnd,
            data.resolve("log").toString(),
            programs.resolve("postgres").toString(),
            "-D",
            data.resolve("cluster").toString(),
            "-p",
            Integer.toString(port),
            "-h",
            address(),
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off"); // only the end of this machine would need it
    ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
    process = host.map(there -> there.there(builder)).orElse(builder).start();
  }

  private boolean isThere() {
    execute("postgres", "SELECT 1");
    return true;
  }

  /** Ends it at once, in the middle of whatever it does. */
  public void kill() {
    try {
      process.getOutputStream().close();
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A new database with the tables of this version in it, and time for it however slow the machine
   * is. It is a copy: to make the tables takes longer than most tests.
   */
  public synchronized Map<String, String> database() {
    if (filled == null) {
      Map<String, String> first = empty();
      Flyway.configure()
          .dataSource(first.get("yera.store"), USER, PASSWORD)
          .locations("classpath:dev/yera/store")
          .table("yera_schema_history")
          .load()
          .migrate();
      filled = first.get("yera.store").replaceFirst(".*/", "");
    }
    return create("TEMPLATE " + filled + " STRATEGY FILE_COPY");
  }

  /** A new, empty database. */
  public Map<String, String> empty() {
    return empty("");
  }

  /** One that is made in a special way. */
  public Map<String, String> empty(String how) {
    return create("TEMPLATE template0 LOCALE 'C' " + how);
  }

  private Map<String, String> create(String how) {
    String name = "test" + DATABASES.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name + " " + how);
    return Map.of(
        "yera.store",
        url(name),
        "yera.store.user",
        USER,
        "yera.store.password",
        PASSWORD,
        "yera.store.timeout",
        "PT60S");
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  private String url(String database) {
    try {
      return "jdbc:postgresql://" + address() + ":" + port + "/" + database;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), USER, PASSWORD);
  }

  private void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection to a database that {@link #database} made. */
  public static Connection connect(Map<String, String> database) throws SQLException {
    return DriverManager.getConnection(
        database.get("yera.store"),
        database.get("yera.store.user"),
        database.get("yera.store.password"));
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
