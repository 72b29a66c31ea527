package dev.yera.bench.nodes;

import dev.yera.bench.HttpConnection;
import dev.yera.bench.Pause;
import dev.yera.bench.Postgres;
import dev.yera.bench.ProcFiles;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Servers of ours that serve as one, on a database of their own. For one thread. */
final class Nodes implements AutoCloseable {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "yera.cluster.secret", "what the nodes of the benchmark know each other by",
          "yera.sessions.max", "2000",
          "yera.viewers.max", "10000",
          "yera.session.max-viewers", "10000",
          "yera.session.output-quota", "64GiB",
          "yera.stream.max-age", "PT6H", // a client of one thread does not come back
          "yera.worker.pool-size", "1");
  private static final long PATIENCE_SECONDS = 60;

  private final Postgres database;
  private final List<YeraServer> all = new ArrayList<>();

  /** So many, each of which knows the others. */
  Nodes(String name, int count, Postgres database, List<String> jvmOptions) throws IOException {
    this.database = database.fresh("yera_bench_" + name);
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(this.database.settings());
    try {
      for (int i = 0; i < count; i++) {
        all.add(YeraServer.startNode("nodes-" + name + i, settings, jvmOptions));
      }
      awaitAll();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** A server that is no node, on a database of its own, and else the same. */
  static YeraServer alone(String name, Postgres database, List<String> jvmOptions)
      throws IOException {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(database.fresh("yera_bench_" + name).settings());
    return YeraServer.start("nodes-" + name, settings, jvmOptions);
  }

  private void awaitAll() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (YeraServer each : all) {
      try (HttpConnection http = new HttpConnection(each.address())) {
        while (known(http) < all.size()) {
          if (System.nanoTime() > deadline) {
            throw new IOException("The nodes do not find each other");
          }
          Pause.millis(100);
        }
      }
    }
  }

  private static int known(HttpConnection http) throws IOException {
    return http.get("/api/nodes").expect(200).body().split("\"running\"", -1).length - 1;
  }

  /** How many. */
  int count() {
    return all.size();
  }

  /** Where one of them listens; they are counted round and round. */
  InetSocketAddress address(int node) {
    return server(node).address();
  }

  YeraServer server(int node) {
    return all.get(node % all.size());
  }

  /** Seconds of processor that one of them took so far. */
  double cpuSeconds(int node) {
    return ProcFiles.cpuSeconds(server(node).pid());
  }

  /** Seconds of processor that all of them took so far. */
  double cpuSeconds() {
    return all.stream().mapToDouble(each -> ProcFiles.cpuSeconds(each.pid())).sum();
  }

  /** Seconds of processor that their database took so far, with all that it serves. */
  double databaseSeconds() throws IOException {
    return database.cpuSeconds();
  }

  @Override
  public void close() throws IOException {
    for (YeraServer each : all) {
      each.close();
    }
    all.clear();
  }
}
