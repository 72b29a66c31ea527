package dev.yera.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A database for a server of ours, on this machine. Immutable.
 *
 * @param url as {@code yera.store} takes it, with user and password
 */
public record Postgres(String url) {
  /** The environment names it here. */
  public static final String VARIABLE = "YERA_BENCH_POSTGRES";

  /** The one of the environment. */
  public static Optional<Postgres> ofEnvironment() {
    return Optional.ofNullable(System.getenv(VARIABLE)).map(Postgres::new);
  }

  /** What makes a server use it. */
  public Map<String, String> settings() {
    return Map.of("yera.store", url);
  }

  /**
   * An empty database of this name beside this one; what had the name is dropped. The user must be
   * allowed to create databases.
   *
   * @param name of small letters and underscores
   */
  public Postgres fresh(String name) throws IOException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IOException("The database " + name + " cannot be made", e);
    }
    return new Postgres(url.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1"));
  }

  /** Its version, as it says it. */
  public String version() throws IOException {
    return ask("SHOW server_version", version -> version);
  }

  /** Seconds of processor that all its processes took, those that have ended too. */
  public double cpuSeconds() throws IOException {
    return ask("SELECT pg_backend_pid()", pid -> cpuSecondsAround(Long.parseLong(pid)));
  }

  /** Whoever serves a connection is a child of the one that has all the others. */
  private static double cpuSecondsAround(long backend) throws IOException {
    ProcessHandle postmaster =
        ProcessHandle.of(backend)
            .flatMap(ProcessHandle::parent)
            .orElseThrow(() -> new IOException("The database is not on this machine"));
    List<Long> all =
        Stream.concat(Stream.of(postmaster), postmaster.children())
            .map(ProcessHandle::pid)
            .toList();
    return ProcFiles.cpuSeconds(all) + ProcFiles.cpuSecondsOfEnded(postmaster.pid());
  }

  private interface Use<T> {
    T of(String answer) throws IOException;
  }

  /** Asks, and uses the answer while there is a connection. */
  private <T> T ask(String query, Use<T> use) throws IOException {
    try (Connection connection = DriverManager.getConnection(url);
        ResultSet answer = connection.createStatement().executeQuery(query)) {
      answer.next();
      return use.of(answer.getString(1));
    } catch (SQLException e) {
      throw new IOException(url.replaceFirst("\\?.*", "") + " cannot be used", e);
    }
  }
}
