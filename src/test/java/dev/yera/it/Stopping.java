package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a server answers from the moment it is asked to stop, while an app takes all its grace to
 * end, until nobody answers any more.
 */
final class Stopping {
  private final Server server;
  private final Server health;
  private final String unviewed;
  private final String talks;
  private final SseClient talking;
  private final RawViewer raw;
  private final List<Round> rounds = new ArrayList<>();

  /** All that was asked, one after the other, but for {@code later}, which stays open. */
  private record Round(
      Server.Answer create,
      Server.Answer first,
      Server.Answer answer,
      List<Server.Answer> ready,
      SseClient later) {}

  /** Of a server that runs; with a session that nobody views yet, and one whose app stays. */
  Stopping(PayaraProcess payara) throws IOException {
    server = payara.server();
    health = new Server(payara.port(), "");
    unviewed = server.create("it.asks");
    talks = server.create("it.talks");
    talking = server.stream(talks);
    talking.awaitQuestion("text_input", 1);
    raw = new RawViewer(payara.port(), "/x", talks);
    raw.awaitOpening();
    for (Server.Answer ready : ready()) {
      assertThat(ready.status()).isEqualTo(200);
      assertThat(ready.text()).contains("\"status\":\"UP\"", "yera-sessions", "workers_ready");
    }
    assertThat(server.get("/health/live").json()).containsEntry("status", "UP");
  }

  /** Of the application itself; and of the container, where that has its own at its root. */
  private List<Server.Answer> ready() {
    Server.Answer ours = server.get("/health/ready");
    return ServerProgram.hasHealth() ? List.of(ours, health.get("/health/ready")) : List.of(ours);
  }

  /** Asks again and again, until the server takes no connection any more. */
  void watch() {
    try {
      boolean isStopping = false;
      while (true) {
        Server.Answer create = server.post("/api/sessions", Map.of("app_id", "it.asks"));
        if (create.status() == 201) {
          continue; // the signal is not heard yet, and the session would be viewed
        }
        // The first of them stays to the end, the others replace each other. One that comes in the
        // server's last moment may get nothing but its headers.
        String name = create.status() == 503 && !isStopping ? "first" : "later";
        isStopping |= create.status() == 503;
        rounds.add(
            new Round(
                create,
                server.get("/api/sessions/" + unviewed + "/stream"),
                server.answer(talks, "q", "text_input", "too late"),
                ready(),
                server.stream(talks + "?viewer=" + name, "Last-Event-ID", "1")));
      }
    } catch (UncheckedIOException gone) {
      assertThat(rounds).isNotEmpty();
    }
  }

  /** It has stopped: was all of it as it has to be? */
  void check() throws IOException {
    List<Round> refused =
        rounds.stream()
            // What comes after the end of the last session is the container's.
            .takeWhile(round -> round.create().status() == 503 && isOurs(round.create()))
            .filter(round -> isOurs(round.answer()) && round.later().status() == 200)
            .toList();
    assertThat(refused).as("while an app takes its grace of three seconds").hasSizeGreaterThan(1);
    for (Round round : refused) {
      for (Server.Answer each : List.of(round.create(), round.first(), round.answer())) {
        assertThat(each.status()).as(each.text()).isEqualTo(503);
        assertThat(each.header("Retry-After")).isEqualTo("5");
        assertThat(each.json())
            .containsEntry("type", "/x/problems/stopping")
            .containsEntry("retry_after", 5L);
      }
      for (Server.Answer ready : round.ready()) {
        assertThat(ready.status()).as("nobody is refused by a ready server").isEqualTo(503);
        assertThat(ready.text()).contains("\"status\":\"DOWN\"");
      }
    }
    viewersSeeTheEnd(refused.get(0).later());
  }

  private static boolean isOurs(Server.Answer answer) {
    return "application/problem+json".equals(answer.header("Content-Type"));
  }

  /** Also those that came back while the server was stopping, and each at an event boundary. */
  private void viewersSeeTheEnd(SseClient first) throws IOException {
    assertThat(talking.awaitExit().get("error").toString()).contains("ServerShutdown");
    assertThat(talking.holes()).isZero();
    assertThat(talking.comments()).noneMatch(line -> line.startsWith("cut"));
    assertThat(talking.events()).noneMatch(event -> event.type().equals("answer"));
    String rest = raw.rest();
    assertThat(rest).endsWith("\n\n");
    assertThat(RawViewer.lastEvent(rest)).isEqualTo(talking.lastId());
    assertThat(rest.substring(rest.lastIndexOf("id: "))).contains("\"block_type\":\"exit\"");
    first.awaitEnd();
    assertThat(first.awaitExit().get("error").toString()).contains("ServerShutdown");
    assertThat(first.holes()).isZero();
  }
}
