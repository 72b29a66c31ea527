package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.event.json.Json;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A create that is answered by the first events: a round trip less until the first question. */
class FirstEventsIT extends ClientTest {
  private static final Pattern EVENT =
      Pattern.compile("id: (\\d+)\ndata: .*?\"block_type\":\"(.*?)\"");

  private Server.Answer create(String app, String accept, String... more) {
    HttpRequest.Builder request =
        server
            .request("/api/sessions")
            .header("Content-Type", "application/json")
            .header("Accept", accept)
            .POST(HttpRequest.BodyPublishers.ofString(Json.text(Map.of("app_id", app))));
    for (int i = 0; i < more.length; i += 2) {
      request.header(more[i], more[i + 1]);
    }
    return server.send(request);
  }

  private static List<String> events(Server.Answer answer) {
    return EVENT
        .matcher(answer.text())
        .results()
        .map(each -> each.group(1) + " " + each.group(2))
        .toList();
  }

  private static String session(Server.Answer created) {
    return created.header("Location").replaceFirst("^/api/sessions/", "");
  }

  @Test
  void theyEndWithTheFirstQuestionAndTheStreamGoesOnBehindThem() {
    Server.Answer created = create("it.asks", "text/event-stream");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Content-Type")).isEqualTo("text/event-stream");
    assertThat(created.header("Cache-Control")).isEqualTo("no-store, no-transform");
    assertThat(events(created)).containsExactly("1 start", "2 text_input");
    String id = session(created);
    assertThat((List<?>) server.state(id).get("awaiting")).hasSize(1);
    await().until(() -> server.state(id).get("viewers").equals(0L));
    try (SseClient stream = server.stream(id, "Last-Event-ID", "2")) {
      server.post("/api/sessions/" + id + "/end", Map.of());
      stream.awaitEnd();
      assertThat(stream.events().get(0).id()).isEqualTo(3);
    }
    server.delete("/api/sessions/" + id);
  }

  @Test
  void ofAnAppThatEndsTheyAreAll() {
    Server.Answer created = create("it.returns", "text/event-stream");
    assertThat(events(created)).first().isEqualTo("1 start");
    assertThat(events(created)).last().asString().endsWith(" exit");
    server.delete("/api/sessions/" + session(created));
  }

  @Test
  void anAppThatAsksNothingGoesOnWithoutThem() {
    Server.Answer created = create("it.keeps-grandchild", "text/event-stream");
    assertThat(events(created)).containsExactly("1 start", "2 markdown");
    assertThat(server.state(session(created))).containsEntry("status", "running");
    server.delete("/api/sessions/" + session(created));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/json", "application/json, text/event-stream"})
  void whoTakesJsonGetsJsonAndNothingIsStarted(String accept) {
    Server.Answer created = create("it.asks", accept);
    assertThat(created.header("Content-Type")).startsWith("application/json");
    assertThat(created.json()).containsEntry("status", "created");
    String id = session(created);
    assertThat(server.state(id)).containsEntry("status", "created");
    server.delete("/api/sessions/" + id);
  }

  @Test
  void itIsRefusedAsEver() {
    HttpTable.problem(create("it.nothing", "text/event-stream"), 404, "unknown-app");
  }

  @Test
  void aRepeatedKeyIsTheSameSessionFromItsFirstEvent() {
    String[] key = {"Idempotency-Key", "first-events"};
    Server.Answer created = create("it.asks", "text/event-stream", key);
    Server.Answer again = create("it.asks", "text/event-stream", key);
    assertThat(session(again)).isEqualTo(session(created));
    assertThat(events(again)).isEqualTo(events(created));
    server.delete("/api/sessions/" + session(created));
  }
}
