package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.json.Json;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What users think of blocks (contract, section 10). */
class FeedbackIT extends ClientTest {
  private Server.Answer rate(String session, Object block, Object rating, Object comment) {
    Map<String, Object> body = new HashMap<>();
    body.put("blockId", block);
    body.put("rating", rating);
    body.put("comment", comment);
    return server.post(
        "/api/sessions/" + session + "/feedback", Json.text(body), "application/json");
  }

  private static String block(SseClient stream) {
    return (String) stream.awaitQuestion("text_input", 1).json().get("block_id");
  }

  @Test
  void theLastOneOfABlockCounts() {
    String id = server.create("it.asks");
    try (SseClient stream = server.stream(id)) {
      String block = block(stream);
      Server.Answer first = rate(id, block, "up", null);
      assertThat(first.status()).as(first.text()).isEqualTo(202);
      assertThat(first.json())
          .isEqualTo(Map.of("status", "accepted", "session_id", id, "block_id", block));
      assertThat(rate(id, block, "down", "*too* long").status()).isEqualTo(202);
      SseClient.Event seen = stream.awaitEvent(event -> "down".equals(event.data().get("rating")));
      assertThat(seen.type()).isEqualTo("feedback");
      assertThat(seen.json().get("block_id")).isEqualTo(block);

      assertThat(transcript(id, "json")).contains("\"feedback\":{\"rating\":\"down\"");
      assertThat(transcript(id, "markdown")).contains("*Rated down: \\*too\\* long*");
      assertThat(transcript(id, "html")).contains("Rated down: *too* long");
      assertThat(given())
          .contains("\"rating\":\"down\",\"comment\":\"*too* long\"")
          .doesNotContain(id);
      assertThat(rate(id, block, null, null).status()).isEqualTo(202);
      assertThat(transcript(id, "json")).doesNotContain("\"feedback\"");
      assertThat(server.answer(id, block, "text_input", "still open").status()).isEqualTo(202);
    }
    server.delete("/api/sessions/" + id);
  }

  /** What authors see: the newest sessions first. */
  private String given() {
    Server.Answer answer = server.get("/api/apps/it.asks/feedback");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.text();
  }

  private String transcript(String id, String format) {
    return server.get("/api/sessions/" + id + "/transcript?format=" + format).text();
  }

  @Test
  void whatIsNoFeedbackIsRefused() {
    String id = server.create("it.asks");
    HttpTable.problem(rate(id, "b", "up", null), 409, "not-started");
    try (SseClient stream = server.stream(id)) {
      String block = block(stream);
      HttpTable.problem(rate(id, "no such block", "up", null), 422, "bad-arguments");
      HttpTable.problem(rate(id, block, "great", null), 422, "bad-arguments");
      HttpTable.problem(rate(id, block, "up", "x".repeat(2001)), 422, "bad-arguments");
      HttpTable.problem(rate(id, block, "up", 7), 422, "bad-arguments");
      HttpTable.problem(rate(id, null, "up", null), 422, "bad-arguments");
      assertThat(rate(id, block, "up", "x".repeat(2000)).status()).isEqualTo(202);
    }
    server.post("/api/sessions/" + id + "/end", "", "application/json");
    HttpTable.problem(rate(id, "b", "up", null), 409, "ended");
    server.delete("/api/sessions/" + id);
  }
}
