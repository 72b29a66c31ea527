package dev.yera.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Several real servers that serve as one, on one database. */
final class Nodes implements AutoCloseable {
  private static final String SECRET = "what the nodes of the tests know each other by";

  private final List<PayaraProcess> all = new ArrayList<>();
  private final Map<String, String> settings = new HashMap<>();
  private final String name;

  /** So many, each of which knows the others. */
  Nodes(String name, int count, Map<String, String> database, Map<String, String> more)
      throws IOException {
    this.name = name;
    settings.putAll(database);
    settings.put("yera.store.timeout", "PT2S");
    settings.put("yera.cluster.address", "http://127.0.0.1:${port}");
    settings.put("yera.cluster.secret", SECRET);
    settings.put("yera.cluster.lease", "PT5S");
    settings.put("yera.worker.pool-size", "1");
    settings.put("yera.stream.heartbeat", "PT1S");
    settings.putAll(more);
    // The first one makes the tables, and the archive of classes.
    all.add(start(0));
    List<CompletableFuture<PayaraProcess>> starting = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      int number = i;
      starting.add(CompletableFuture.supplyAsync(() -> start(number)));
    }
    starting.forEach(each -> all.add(each.join()));
    await().until(() -> all.stream().allMatch(each -> running(each.server()) == count));
  }

  private PayaraProcess start(int number) {
    try {
      return new PayaraProcess(name + number, "", settings);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** How many nodes this one knows that run. */
  static long running(Server server) {
    return server.get("/api/nodes").list().stream()
        .filter(each -> each.get("status").equals("running"))
        .count();
  }

  Server server(int node) {
    return all.get(node).server();
  }

  PayaraProcess process(int node) {
    return all.get(node);
  }

  /** Starts one again that was killed. */
  void again(int node) {
    all.set(node, start(node));
  }

  @Override
  public void close() throws IOException {
    for (PayaraProcess each : all) {
      each.close();
    }
  }
}
