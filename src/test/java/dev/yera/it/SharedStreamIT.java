package dev.yera.it;

import static dev.yera.it.HttpTable.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.event.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several sessions in one stream, over real sockets. */
class SharedStreamIT extends ClientTest {
  private static final int BURST = 20_000;

  /** A frame that came: of an event the id has its session; one with a name tells of a session. */
  private record Frame(String name, String id, Map<?, ?> data) {
    String session() {
      return name.isEmpty() ? id.split(":", 2)[0] : (String) data.get("session_id");
    }

    long number() {
      return Long.parseLong(id.split(":", 2)[1]);
    }
  }

  private static final class Shared implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    Shared(Server server, String query) {
      try {
        response =
            HttpClient.newHttpClient()
                .send(
                    server.request("/api/stream?" + query).GET().build(),
                    HttpResponse.BodyHandlers.ofInputStream());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      Thread reader = new Thread(this::read, "shared-stream");
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      String name = "";
      String id = "";
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("event: ")) {
            name = line.substring(7);
          } else if (line.startsWith("id: ")) {
            id = line.substring(4);
          } else if (line.startsWith("data: ")) {
            frames.add(new Frame(name, id, (Map<?, ?>) Json.read(line.substring(6))));
          } else if (line.isEmpty()) {
            name = "";
          }
        }
      } catch (IOException cut) {
        assertThat(cut).as("is how a closed connection ends").isNotNull();
      } finally {
        ended = true;
      }
    }

    List<Long> numbers(String session) {
      return frames.stream()
          .filter(each -> each.name.isEmpty() && each.session().equals(session))
          .map(Frame::number)
          .toList();
    }

    Frame told(String name, String session) {
      await().until(() -> find(name, session).findAny().isPresent());
      return find(name, session).findAny().orElseThrow();
    }

    private Stream<Frame> find(String name, String session) {
      return frames.stream().filter(e -> e.name.equals(name) && e.session().equals(session));
    }

    Frame question(String session) {
      await()
          .until(
              () ->
                  find("", session)
                      .anyMatch(each -> "text_input".equals(each.data.get("block_type"))));
      return find("", session)
          .filter(each -> "text_input".equals(each.data.get("block_type")))
          .findFirst()
          .orElseThrow();
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

  private static String query(String... wanted) {
    return Stream.of(wanted).map(each -> "session=" + each).collect(Collectors.joining("&"));
  }

  private static List<Long> to(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void eachSessionHasAllItsEventsAndItsEndInOneStream() {
    String burst = server.create("it.burst", Map.of("n", BURST));
    String another = server.create("it.burst", Map.of("n", BURST));
    String returns = server.create("it.returns");
    try (Shared shared = new Shared(server, query(burst, another, returns))) {
      assertThat(shared.response.statusCode()).isEqualTo(200);
      assertThat(shared.response.headers().firstValue("Content-Type"))
          .contains("text/event-stream");
      await().until(() -> shared.ended);
      assertThat(shared.numbers(burst)).isEqualTo(to(BURST + 2));
      assertThat(shared.numbers(another)).isEqualTo(to(BURST + 2));
      assertThat(shared.numbers(returns)).isEqualTo(to(3));
      shared.told("end", burst);
      shared.told("end", returns);
    }
  }

  @Test
  void eachSessionGoesOnFromItsOwnPlace() {
    String one = server.create("it.returns");
    String other = server.create("it.returns");
    String over = server.create("it.returns");
    for (String each : List.of(one, other, over)) {
      try (SseClient first = server.stream(each)) {
        first.awaitEnd();
      }
    }
    try (Shared shared = new Shared(server, query(one + ":1", other + ":0", over + ":3"))) {
      await().until(() -> shared.ended);
      assertThat(shared.numbers(one)).containsExactly(2L, 3L);
      assertThat(shared.numbers(other)).containsExactly(1L, 2L, 3L);
      assertThat(shared.numbers(over)).isEmpty();
      shared.told("end", over);
    }
  }

  @Test
  void oneThatIsRefusedStopsNoOther() {
    String asks = server.create("it.asks");
    String wrong = server.create("it.asks");
    String nobodys = UUID.randomUUID().toString();
    try (Shared shared = new Shared(server, query(nobodys, asks, wrong + ":7"))) {
      Map<?, ?> unknown = (Map<?, ?>) shared.told("refused", nobodys).data.get("problem");
      assertThat(unknown.get("status")).isEqualTo(404L);
      assertThat(unknown.get("type")).isEqualTo("/problems/unknown-session");
      Map<?, ?> bad = (Map<?, ?>) shared.told("refused", wrong).data.get("problem");
      assertThat(bad.get("status")).isEqualTo(400L);
      assertThat(server.state(wrong))
          .as("a refused one starts nothing")
          .containsEntry("status", "created");
      Frame question = shared.question(asks);
      server.answer(asks, (String) question.data.get("block_id"), "text_input", "x");
      await()
          .until(
              () -> shared.find("", asks).anyMatch(e -> "answer".equals(e.data.get("block_type"))));
    }
    server.delete("/api/sessions/" + asks);
    server.delete("/api/sessions/" + wrong);
  }

  @Test
  void aNewStreamOfTheSameClientTakesThePlaceOfTheOldWithOtherSessions() {
    String stays = server.create("it.asks");
    String goes = server.create("it.asks");
    String comes = server.create("it.asks");
    try (Shared old = new Shared(server, "viewer=a&" + query(stays, goes))) {
      old.question(stays);
      old.question(goes);
      long last = old.numbers(stays).size();
      try (Shared now = new Shared(server, "viewer=a&" + query(stays + ":" + last, comes))) {
        now.question(comes);
        await().until(() -> old.ended);
        assertThat(now.numbers(stays)).isEmpty();
        assertThat(server.state(stays)).containsEntry("viewers", 1L);
        assertThat(server.state(comes)).containsEntry("viewers", 1L);
        await().untilAsserted(() -> assertThat(server.state(goes)).containsEntry("viewers", 0L));
      }
    }
    List.of(stays, goes, comes).forEach(each -> server.delete("/api/sessions/" + each));
  }

  @Test
  void oneAloneIsRefusedAsByItsOwnStream() {
    problem(server.get("/api/stream?session=" + UUID.randomUUID()), 404, "unknown-session");
    String id = server.create("it.returns");
    problem(server.get("/api/stream?session=" + id + ":7"), 400, "bad-event-id");
    try (SseClient first = server.stream(id)) {
      first.awaitEnd();
    }
    assertThat(server.get("/api/stream?session=" + id + ":3").status()).isEqualTo(204);
  }

  @Test
  void whatIsNoStreamOfSessionsIsRefused() {
    problem(server.get("/api/stream"), 400, "malformed");
    problem(server.get("/api/stream?session=a&session=a"), 400, "malformed");
    String many = query(to(51).stream().map(String::valueOf).toArray(String[]::new));
    problem(server.get("/api/stream?" + many), 400, "malformed");
    assertThat(
            server
                .send(
                    server
                        .request("/api/stream?session=a")
                        .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()))
                .status())
        .isEqualTo(405);
  }
}
