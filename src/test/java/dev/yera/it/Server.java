package dev.yera.it;

import static dev.yera.Patience.PATIENCE;

import dev.yera.event.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a client of the server does, over real sockets. */
public class Server {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;

  /**
   * On loopback, whatever name the container has for itself.
   *
   * @param context the context path, {@code ""} or {@code /x}
   */
  public Server(int port, String context) {
    this(InetAddress.getLoopbackAddress(), port, context);
  }

  /** On any address of this host. */
  public Server(InetAddress address, int port, String context) {
    this.base = "http://" + address.getHostAddress() + ":" + port + context;
  }

  /** An answer. */
  public record Answer(int status, HttpResponse<byte[]> response) {
    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    public Map<String, Object> json() {
      return (Map<String, Object>) Json.read(response.body());
    }

    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> list() {
      return (List<Map<String, Object>>) Json.read(response.body());
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response);
    } catch (HttpTimeoutException e) {
      throw new AssertionError(
          request.build() + " had no answer. The servers:\n" + Stacks.ofServers(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer post(String path, Object body) {
    return post(path, Json.text(body), "application/json");
  }

  public Answer post(String path, String body, String type) {
    return send(
        request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Answer patch(String path, Object body) {
    return patch(path, Json.text(body), "application/json");
  }

  public Answer patch(String path, String body, String type) {
    return send(
        request(path)
            .header("Content-Type", type)
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Creates a session and returns its id. */
  public String create(String app, Map<String, ?> kwargs) {
    Answer answer = post("/api/sessions", Map.of("app_id", app, "kwargs", kwargs));
    if (answer.status() != 201) {
      // A balancer's, which waited for nothing.
      String servers = answer.status() == 504 ? " The servers:\n" + Stacks.ofServers() : "";
      throw new AssertionError("create: " + answer.status() + " " + answer.text() + servers);
    }
    return (String) answer.json().get("session_id");
  }

  public String create(String app) {
    return create(app, Map.of());
  }

  public Map<String, Object> state(String session) {
    return get("/api/sessions/" + session).json();
  }

  public Answer answer(String session, String block, String type, Object value) {
    return post(
        "/api/sessions/" + session + "/interactions",
        members("blockId", block, "value", value, "blockType", type));
  }

  private static Map<String, Object> members(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return members;
  }

  /**
   * Opens a stream.
   *
   * @param session its session, perhaps with a query behind it: {@code <id>?viewer=a}
   * @param headers names and values
   */
  public SseClient stream(String session, String... headers) {
    int query = session.indexOf('?');
    String id = query < 0 ? session : session.substring(0, query);
    String path = "/api/sessions/" + id + "/stream" + session.substring(id.length());
    return new SseClient(http, request(path), headers);
  }

  /** The body of what is there, as it comes. */
  InputStream open(String path) throws IOException {
    try {
      return http.send(request(path).build(), HttpResponse.BodyHandlers.ofInputStream()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs a session to its end and returns its events. */
  public SseClient run(String app, Map<String, ?> kwargs) {
    SseClient stream = stream(create(app, kwargs));
    stream.awaitEnd();
    return stream;
  }
}
