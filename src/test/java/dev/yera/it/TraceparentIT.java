package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

/** Where nobody collects traces, what comes with a create goes to the app as it came. */
class TraceparentIT extends ClientTest {
  private static final String PLACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void itGoesOnThroughTheSession() {
    Server.Answer created =
        server.send(
            server
                .request("/api/sessions")
                .header("Content-Type", "application/json")
                .header("traceparent", PLACE)
                .POST(HttpRequest.BodyPublishers.ofString("{\"app_id\":\"it.traced\"}")));
    String id = (String) created.json().get("session_id");
    try (SseClient stream = server.stream(id)) {
      assertThat(stream.awaitEvent(each -> each.type().equals("started_in")).data())
          .containsEntry("line", PLACE)
          .containsEntry("variable", PLACE);
      String block = stream.awaitQuestion("text_input", 1).block();
      assertThat(server.answer(id, block, "text_input", "x").status()).isEqualTo(202);
      assertThat(stream.awaitEvent(each -> each.type().equals("answered_in")).data())
          .containsEntry("line", PLACE);
      stream.awaitEnd();
    }
  }

  @Test
  void withoutOneThereIsNone() {
    String id = server.create("it.traced");
    try (SseClient stream = server.stream(id)) {
      assertThat(stream.awaitEvent(each -> each.type().equals("started_in")).data())
          .containsEntry("line", null)
          .containsEntry("variable", null);
    } finally {
      server.delete("/api/sessions/" + id);
    }
  }
}
