package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private String awaitQuestion() {
    await().atMost(PATIENCE).until(() -> !((List<?>) server.state(id).get("awaiting")).isEmpty());
    return (String) ((List<?>) server.state(id).get("awaiting")).get(0);
  }

  private static String field(SseClient stream, String label) {
    return stream.awaitEvent(e -> label.equals(e.data().get("label"))).block();
  }

  @ParameterizedTest
  @ValueSource(strings = {"it.asks-again", "it.asks-again-python", "it.asks-again-js"})
  void isOpenAgainInItsPlaceWithWhatWasTyped(String app) {
    id = server.create(app);
    try (SseClient stream = server.stream(id)) {
      String word = awaitQuestion();
      accepted(word, "text_input", "a");
      awaitErrors(stream, 1);
      awaiting(word);
      accepted(word, "text_input", "abc");
      String even = field(stream, "Even");
      String other = field(stream, "Other");
      String form = awaitQuestion();
      accepted(form, "form", Map.of(even, 3, other, true));
      stream.awaitEvent(e -> "Odd.".equals(e.data().get("error")));
      awaiting(form);
      assertThat(answer(even, "number_input", 4).status()).isEqualTo(409);
      Server.Answer wrong = answer(form, "form", Map.of(even, -1, other, true));
      assertThat(wrong.status()).isEqualTo(422);
      assertThat(wrong.json()).containsEntry("block_id", even);
      accepted(form, "form", Map.of(even, 4, other, false));
      stream.awaitEnd();

      assertThat(chunks(stream, word))
          .containsExactly(
              "0 text_input null",
              "1 answer null",
              "2 text_input Longer, please.",
              "3 answer null");
      assertThat(stream.events())
          .filteredOn(e -> e.data().get("error") != null && e.block().equals(even))
          .extracting(e -> e.data().get("default_value"))
          .containsExactly(3L);
      assertThat(chunks(stream, form)).startsWith("0 form null", "1 form null", "2 answer null");
      assertThat(stream.events()).anyMatch(e -> "abc 4".equals(e.data().get("content")));
      assertThat(server.get("/api/sessions/" + id + "/interactions").list()).hasSize(4);
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
