package dev.yera.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Several real servers that serve as one, on one database. */
final class Nodes implements AutoCloseable {
  private static final Pattern DATABASE = Pattern.compile("(.*:)(\\d+)(/.*)");
  private static final String SECRET = "what the nodes of the tests know each other by";

  private final List<PayaraProcess> all = new ArrayList<>();
  private final Map<String, String> settings = new HashMap<>();
  private final String name;

  /** By which the others reach each node, and by which each reaches the database. */
  private final List<Cable> toNodes = new ArrayList<>();

  private final List<Cable> toDatabase = new ArrayList<>();

  /** Where each listens, in each of its lives. */
  private final List<Integer> ports = new ArrayList<>();

  /** So many, each of which knows the others. */
  Nodes(String name, int count, Map<String, String> database, Map<String, String> more)
      throws IOException {
    this(name, count, database, more, PayaraProcess.ofThisBuild());
  }

  /**
   * The same of another version.
   *
   * @param war whose they are until they are started again
   */
  Nodes(String name, int count, Map<String, String> database, Map<String, String> more, Path war)
      throws IOException {
    this.name = name;
    settings.putAll(database);
    settings.put("yera.store.timeout", "PT5S");
    settings.put("yera.cluster.secret", SECRET);
    // Twice the shortest: tests share the processors with others, and a lease must not end by that.
    settings.put("yera.cluster.lease", "PT10S");
    settings.put("yera.worker.pool-size", "1");
    settings.put("yera.stream.heartbeat", "PT1S");
    settings.putAll(more);
    for (int i = 0; i < count; i++) {
      toNodes.add(new Cable());
      toDatabase.add(new Cable());
      ports.add(lastingPort());
    }
    // The first one makes the tables, and the archive of classes.
    all.add(start(0, war));
    List<CompletableFuture<PayaraProcess>> starting = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      int number = i;
      starting.add(CompletableFuture.supplyAsync(() -> start(number, war)));
    }
    starting.forEach(each -> all.add(each.join()));
    await().until(() -> all.stream().allMatch(each -> running(each.server()) == count));
  }

  private String address(int number) {
    return "http://127.0.0.1:" + toNodes.get(number).port();
  }

  /**
   * The sessions of a node that are not over, as the database knows it, until somebody takes them.
   */
  Set<String> unended(int number) throws SQLException {
    String sql =
        "SELECT s.id FROM session s JOIN node n ON n.id = s.node"
            + " WHERE n.address = ? AND s.ended_at IS NULL";
    try (Connection connection = Postgres.connect(settings);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, address(number));
      Set<String> found = new HashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }

  /** One that the system gives to nobody while its node is dead: it gives those from 32768 on. */
  private int lastingPort() throws IOException {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(16_384, 32_768);
    } while (ports.contains(port) || !isFree(port));
    return port;
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException taken) {
      return false;
    }
  }

  private PayaraProcess start(int number, Path war) {
    try {
      Matcher database = DATABASE.matcher(settings.get("yera.store"));
      if (!database.matches()) {
        throw new IOException(settings.get("yera.store"));
      }
      toDatabase.get(number).to(Integer.parseInt(database.group(2)));
      Map<String, String> own = new HashMap<>(settings);
      own.put("yera.store", database.group(1) + toDatabase.get(number).port() + database.group(3));
      own.put("yera.cluster.address", address(number));
      PayaraProcess node = PayaraProcess.of(war, name + number, own, ports.get(number));
      toNodes.get(number).to(node.port());
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many nodes this one knows that run. */
  static long running(Server server) {
    return server.get("/api/nodes").list().stream()
        .filter(each -> each.get("status").equals("running"))
        .count();
  }

  /** Where they listen, always. */
  List<Integer> ports() {
    return ports;
  }

  Server server(int node) {
    return all.get(node).server();
  }

  PayaraProcess process(int node) {
    return all.get(node);
  }

  /** The way of the others to this one. */
  Cable to(int node) {
    return toNodes.get(node);
  }

  /** The way of this one to the database. */
  Cable toDatabase(int node) {
    return toDatabase.get(node);
  }

  /** A client whose sessions are all created on one node, and who does all else through another. */
  Server apart(int creates, int serves) {
    Server home = server(creates);
    return new Server(all.get(serves).port(), "") {
      @Override
      public HttpRequest.Builder request(String path) {
        return path.equals("/api/sessions") ? home.request(path) : super.request(path);
      }
    };
  }

  /** Starts one again that was killed, of this version. */
  void again(int node) {
    all.set(node, start(node, PayaraProcess.ofThisBuild()));
  }

  @Override
  public void close() throws IOException {
    for (PayaraProcess each : all) {
      each.close();
    }
    for (Cable each : toNodes) {
      each.close();
    }
    for (Cable each : toDatabase) {
      each.close();
    }
  }
}
