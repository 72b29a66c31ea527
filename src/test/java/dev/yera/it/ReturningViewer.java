package dev.yera.it;

import static org.awaitility.Awaitility.await;

import dev.yera.event.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Somebody who views a session as a browser does: whose stream is cut, or who finds no server,
 * comes back with the number of the last event, until the exit event is there. It keeps a digest of
 * every event.
 */
final class ReturningViewer implements AutoCloseable {
  /** What a balancer without a server, and a server that cannot serve now, say. */
  private static final Set<Integer> LATER = Set.of(502, 503, 504);

  private static final Executor SOON =
      CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS, ReturningViewer::begin);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Server server;
  private final String session;
  private final List<String> digests = Collections.synchronizedList(new ArrayList<>());
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final List<String> connections = new CopyOnWriteArrayList<>();
  private volatile Map<?, ?> exit;
  private volatile boolean over;
  private volatile boolean closed;
  private volatile HttpResponse<InputStream> open;

  /** One who comes now, and wants all from the beginning. */
  ReturningViewer(Server server, String session) {
    this.server = server;
    this.session = session;
    begin(this::view);
  }

  private static void begin(Runnable task) {
    Thread thread = new Thread(task, "returning-viewer");
    thread.setDaemon(true);
    thread.start();
  }

  private void view() {
    String how = "not answered";
    try {
      HttpRequest.Builder request = server.request("/api/sessions/" + session + "/stream");
      if (!digests.isEmpty()) {
        request.header("Last-Event-ID", Integer.toString(digests.size()));
      }
      open = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      how = Integer.toString(open.statusCode());
      try (InputStream body = open.body()) {
        if (open.statusCode() == 200) {
          read(body);
        } else if (!LATER.contains(open.statusCode())) {
          faults.add(how + ": " + new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      how += ", " + e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      how += ", interrupted";
    } catch (RuntimeException e) {
      faults.add(e.toString());
    }
    connections.add(how + " until " + digests.size());
    if (closed || exit != null || !faults.isEmpty()) {
      over = true;
    } else {
      SOON.execute(this::view);
    }
  }

  private void read(InputStream body) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8), 1 << 16);
    long id = 0;
    String data = null;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        id = Long.parseLong(line.substring(4));
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      } else if (line.isEmpty() && data != null) {
        take(id, data); // only now it is whole
        data = null;
      }
    }
  }

  private void take(long id, String json) {
    if (id != digests.size() + 1) {
      faults.add("event %d after %d".formatted(id, digests.size()));
      return;
    }
    if (exit != null) {
      faults.add("event %d after the exit: %s".formatted(id, json));
    }
    digests.add(digest(json));
    if (json.contains("\"text_input\"") && !json.contains("\"exit\"")) {
      questions.add((String) ((Map<?, ?>) Json.read(json)).get("block_id"));
    }
    if (json.startsWith("{\"event_class\":\"lifecycle\",\"block_type\":\"exit\"")) {
      exit = (Map<?, ?>) ((Map<?, ?>) Json.read(json)).get("data");
    }
  }

  private static String digest(String json) {
    try {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many events it has. */
  int count() {
    return digests.size();
  }

  /** The blocks that asked for a text. */
  List<String> questions() {
    return questions;
  }

  /** What must not be, in the order of time. */
  List<String> faults() {
    return faults;
  }

  /** Digests of all events, the first of which has the number 1. */
  List<String> digests() {
    synchronized (digests) {
      return List.copyOf(digests);
    }
  }

  /** The exit event's data, once its stream has ended. */
  Map<?, ?> awaitExit() {
    if (!over) {
      await(session).until(() -> over);
    }
    return exit;
  }

  @Override
  public String toString() {
    return "%s: %s %s, exit %s".formatted(session, connections, faults, exit);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    if (open != null) {
      open.body().close();
    }
  }
}
