package dev.yera.it;

import static org.awaitility.Awaitility.await;

import dev.yera.event.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** What an admin's page is told, read on a thread of its own until the test closes it. */
final class AdminStream implements AutoCloseable {
  private final HttpResponse<InputStream> response;
  private final List<Told> all = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  /** A part that was told. */
  record Told(String part, Object data) {
    Map<?, ?> members() {
      return (Map<?, ?>) data;
    }
  }

  AdminStream(Server server, String query, String... headers) {
    HttpRequest.Builder request = server.request("/api/admin/events" + query);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      response =
          HttpClient.newHttpClient()
              .send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Thread reader = new Thread(this::read, "admin-stream");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    String part = "";
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          part = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          all.add(new Told(part, Json.read(line.substring("data: ".length()))));
        }
      }
    } catch (IOException closed) {
      part = "closed: " + closed;
    } finally {
      ended = true;
    }
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  boolean isEnded() {
    return ended;
  }

  /** What was told up to now. */
  List<Told> all() {
    return all;
  }

  /** The newest of a part, once it is like this. */
  Map<?, ?> awaitPart(String part, Predicate<Map<?, ?>> wanted) {
    await().until(() -> last(part) != null && wanted.test(last(part)));
    return last(part);
  }

  private Map<?, ?> last(String part) {
    return all.stream()
        .filter(each -> each.part().equals(part))
        .reduce((one, later) -> later)
        .map(Told::members)
        .orElse(null);
  }

  /** The sessions of the list, once one of them is like this. */
  Map<?, ?> awaitSession(Predicate<Map<?, ?>> wanted) {
    Map<?, ?> list = awaitPart("sessions", each -> sessions(each).stream().anyMatch(wanted));
    return sessions(list).stream().filter(wanted).findFirst().orElseThrow();
  }

  @SuppressWarnings("unchecked")
  static List<Map<?, ?>> sessions(Map<?, ?> list) {
    return (List<Map<?, ?>>) list.get("sessions");
  }

  static List<String> ids(Map<?, ?> list) {
    return sessions(list).stream().map(each -> (String) each.get("session_id")).toList();
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
