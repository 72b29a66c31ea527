package dev.yera.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
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
