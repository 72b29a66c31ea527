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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** One open stream, read on a thread of its own, until the server or the test closes it. */
public final class SseClient implements AutoCloseable {
  /** Ten mebibytes may come in pieces of four kibibytes: a pump on a busy machine reads no more. */
  private static final int KEPT = 5000;

  private final HttpResponse<InputStream> response;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<String> comments = new CopyOnWriteArrayList<>();
  private final AtomicLong lastId = new AtomicLong();
  private final AtomicLong holes = new AtomicLong();
  private final AtomicLong count = new AtomicLong();
  private volatile boolean ended;

  /** One event. */
  public record Event(long id, Map<String, Object> json) {
    public String type() {
      return (String) json.get("block_type");
    }

    public String block() {
      return (String) json.get("block_id");
    }

    @SuppressWarnings("unchecked")
    public Map<String, Object> data() {
      return (Map<String, Object>) json.get("data");
    }
  }

  SseClient(HttpClient http, HttpRequest.Builder request, String... headers) {
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      response = http.send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Thread reader = new Thread(this::read, "sse-client");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(response.body(), StandardCharsets.UTF_8), 1 << 16)) {
      long id = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = Long.parseLong(line.substring(4));
        } else if (line.startsWith("data: ")) {
          event(id, line.substring(6));
        } else if (!line.isEmpty()) {
          comments.add(line);
        }
      }
    } catch (IOException cut) {
      comments.add("cut: " + cut);
    } finally {
      ended = true;
    }
  }

  private void event(long id, String json) {
    if (count.get() > 0 && id != lastId.get() + 1) {
      holes.incrementAndGet();
    }
    if (count.get() < KEPT || json.contains("\"lifecycle\"")) {
      @SuppressWarnings("unchecked")
      Map<String, Object> members = (Map<String, Object>) Json.read(json);
      events.add(new Event(id, members));
    }
    lastId.set(id);
    count.incrementAndGet();
  }

  public int status() {
    return response.statusCode();
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  /** The first events, and the exit. */
  public List<Event> events() {
    return events;
  }

  public List<String> comments() {
    return comments;
  }

  public long lastId() {
    return lastId.get();
  }

  /** How many events came in all. */
  public long count() {
    return count.get();
  }

  /** How often an id was not the one after the id before. */
  public long holes() {
    return holes.get();
  }

  public boolean isEnded() {
    return ended;
  }

  public Event awaitEvent(Predicate<Event> wanted) {
    await().until(() -> events.stream().anyMatch(wanted));
    return events.stream().filter(wanted).findFirst().orElseThrow();
  }

  /** The n-th question of a type, counted from 1. */
  public Event awaitQuestion(String type, int n) {
    await().until(() -> events.stream().filter(event -> event.type().equals(type)).count() >= n);
    return events.stream()
        .filter(event -> event.type().equals(type))
        .skip(n - 1)
        .findFirst()
        .orElseThrow();
  }

  public void awaitEnd() {
    await().until(() -> ended);
  }

  /** The exit event's data, when it is there. */
  public Map<String, Object> awaitExit() {
    return awaitEvent(event -> event.type().equals("exit")).data();
  }

  /** The client goes away in the middle of it. */
  public void cut() {
    close();
    awaitEnd();
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
