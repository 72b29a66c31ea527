package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A question that its app asks again (contract, section 11). */
class AskedAgainIT extends ClientTest {
  private String id;

  private Server.Answer answer(String block, String type, Object value) {
    return server.answer(id, block, type, value);
  }

  private void accepted(String block, String type, Object value) {
    Server.Answer answer = answer(block, type, value);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
  }

  private void awaiting(String block) {
    await().atMost(PATIENCE).until(() -> server.state(id).get("awaiting").equals(List.of(block)));
  }

  private static void awaitErrors(SseClient stream, int n) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> stream.events().stream().filter(e -> e.data().get("error") != null).count() == n);
  }

  @Test
  void isOpenAgainInItsPlaceWithWhatWasTyped() {
    id = server.create("it.asks-again");
    try (SseClient stream = server.stream(id)) {
      awaiting("q");
      accepted("q", "text_input", "a");
      awaitErrors(stream, 1);
      awaiting("q");
      accepted("q", "text_input", "abc");
      awaiting("f");
      accepted("f", "form", Map.of("n", 3, "o", true));
      awaitErrors(stream, 3);
      awaiting("f");
      Server.Answer alone = answer("n", "number_input", 4);
      assertThat(alone.status()).isEqualTo(409);
      Server.Answer wrong = answer("f", "form", Map.of("n", -1, "o", true));
      assertThat(wrong.status()).isEqualTo(422);
      assertThat(wrong.json()).containsEntry("block_id", "n");
      accepted("f", "form", Map.of("n", 4, "o", false));
      stream.awaitEnd();

      assertThat(chunks(stream, "q"))
          .containsExactly(
              "0 text_input null",
              "1 answer null",
              "2 text_input Longer, please.",
              "3 answer null");
      assertThat(chunks(stream, "f"))
          .containsExactly(
              "0 form null", "1 form null", "2 answer null", "3 form Look again.", "4 answer null");
      assertThat(stream.events()).anyMatch(e -> "abc 4".equals(e.data().get("content")));
      assertThat(server.get("/api/sessions/" + id + "/interactions").list())
          .extracting(each -> each.get("value").toString())
          .containsExactly("a", "abc", "{n=3, o=true}", "{n=4, o=false}");
    }
  }

  private static List<String> chunks(SseClient stream, String block) {
    List<String> chunks = new ArrayList<>();
    for (SseClient.Event event : stream.events()) {
      if (block.equals(event.block())) {
        chunks.add(
            event.json().get("chunk_id") + " " + event.type() + " " + event.data().get("error"));
      }
    }
    return chunks;
  }
}
