package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.event.json.Json;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that come twice, at once, or to an app that does not want them. */
class InputIT extends ClientTest {
  /** As many answers as there are clients, each sent in the same moment. */
  private static List<Server.Answer> atOnce(List<Supplier<Server.Answer>> clients) {
    CyclicBarrier line = new CyclicBarrier(clients.size());
    List<CompletableFuture<Server.Answer>> sent = new ArrayList<>();
    for (Supplier<Server.Answer> client : clients) {
      sent.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  line.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
                return client.get();
              },
              run -> new Thread(run).start()));
    }
    return sent.stream().map(CompletableFuture::join).toList();
  }

  private Server.Answer keyed(String path, String key, Object body) {
    return server.send(
        server
            .request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(Json.text(body))));
  }

  private Server.Answer answer(String session, String key, String block, String value) {
    return keyed(
        "/api/sessions/" + session + "/interactions",
        key,
        Map.of("blockId", block, "value", value, "blockType", "text_input"));
  }

  private static List<Object> got(SseClient stream) {
    return stream.events().stream()
        .filter(event -> event.type().equals("got"))
        .map(event -> event.data().get("block") + " " + event.data().get("value"))
        .map(Object.class::cast)
        .toList();
  }

  @Test
  void ofTwoClientsAtOnceOneWins() {
    int n = 40;
    String id = server.create("it.asks-many", Map.of("n", n));
    try (SseClient stream = server.stream(id)) {
      stream.awaitQuestion("text_input", n);
      List<String> winners = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        String block = "q" + i;
        List<Server.Answer> two =
            atOnce(
                List.of(
                    () -> server.answer(id, block, "text_input", "one"),
                    () -> server.answer(id, block, "text_input", "other")));
        int winner = two.get(0).status() == 202 ? 0 : 1;
        assertThat(two.get(winner).status()).isEqualTo(202);
        HttpTable.problem(two.get(1 - winner), 409, "not-waiting");
        winners.add(block + (winner == 0 ? " one" : " other"));
        await() // or the next one finds the app's input full
            .untilAsserted(() -> assertThat(got(stream)).hasSize(winners.size()));
      }
      assertThat(got(stream)).containsExactlyElementsOf(winners);
      assertThat(stream.events()).filteredOn(e -> e.type().equals("answer")).hasSize(n);
    }
    server.delete("/api/sessions/" + id);
  }

  @Test
  void aDoubleClickIsOneAnswer() {
    int n = 20;
    String id = server.create("it.asks-many", Map.of("n", n));
    try (SseClient stream = server.stream(id)) {
      stream.awaitQuestion("text_input", n);
      for (int i = 0; i < n; i++) {
        String block = "q" + i;
        Supplier<Server.Answer> click = () -> answer(id, "click-" + block, block, "x");
        List<Server.Answer> two = atOnce(List.of(click, click));
        assertThat(two).anyMatch(each -> each.status() == 202);
        for (Server.Answer each : two) {
          if (each.status() == 202) { // the second one was later, and got the first one's answer
            assertThat(each.json()).containsEntry("block_id", block);
          } else { // it came while the first one was being answered
            HttpTable.problem(each, 409, "idempotency-conflict");
          }
        }
      }
      await().untilAsserted(() -> assertThat(got(stream)).hasSize(n));
      assertThat(stream.events()).filteredOn(e -> e.type().equals("answer")).hasSize(n);
    }
    server.delete("/api/sessions/" + id);
  }

  @Test
  void aKeyedCreateIsRepeated() {
    Map<String, Object> body = Map.of("app_id", "it.asks");
    Server.Answer first = keyed("/api/sessions", "key-1", body);
    Server.Answer second = keyed("/api/sessions", "key-1", body);
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    HttpTable.problem(
        keyed("/api/sessions", "key-1", Map.of("app_id", "it.waits")), 422, "idempotency-conflict");
    assertThat(keyed("/api/sessions", "key-2", body).text()).isNotEqualTo(first.text());
    HttpTable.problem(keyed("/api/sessions", "k".repeat(256), body), 400, "malformed");
  }

  @Test
  void manyKeyedCreatesAtOnceMakeOneSession() {
    for (int round = 0; round < 5; round++) {
      String key = "at-once-" + round;
      Supplier<Server.Answer> create =
          () -> keyed("/api/sessions", key, Map.of("app_id", "it.asks"));
      List<Server.Answer> all = atOnce(Collections.nCopies(8, create));
      assertThat(
              all.stream().filter(each -> each.status() == 201).map(Server.Answer::text).distinct())
          .hasSize(1);
      all.stream()
          .filter(each -> each.status() != 201)
          .forEach(each -> HttpTable.problem(each, 409, "idempotency-conflict"));
    }
  }

  @Test
  void aKeyedAnswerIsRepeatedAndARefusalIsNot() {
    String id = server.create("it.asks-many", Map.of("n", 2));
    HttpTable.problem(answer(id, "k", "q0", "x"), 409, "not-started");
    try (SseClient stream = server.stream(id)) {
      stream.awaitQuestion("text_input", 2);
      Server.Answer first = answer(id, "k", "q0", "x");
      assertThat(first.status()).as("the refusal was not kept").isEqualTo(202);
      Server.Answer again = answer(id, "k", "q0", "x");
      assertThat(again.status()).isEqualTo(202);
      assertThat(again.text()).isEqualTo(first.text());
      HttpTable.problem(answer(id, "k", "q1", "x"), 422, "idempotency-conflict");
      HttpTable.problem(answer(id, "other", "q0", "x"), 409, "not-waiting");
      await().untilAsserted(() -> assertThat(got(stream)).containsExactly("q0 x"));

      String second = server.create("it.asks-many", Map.of("n", 1));
      try (SseClient other = server.stream(second)) {
        other.awaitQuestion("text_input", 1);
        assertThat(answer(second, "k", "q0", "y").status())
            .as("a session's own key")
            .isEqualTo(202);
      }
      server.delete("/api/sessions/" + second);
    }
    server.delete("/api/sessions/" + id);
    HttpTable.problem(answer(id, "k", "q0", "x"), 404, "unknown-session");
  }

  @Test
  void anAppThatDoesNotReadIs429AndHoldsNobodyUp() {
    String id = server.create("it.deaf");
    try (SseClient stream = server.stream(id)) {
      stream.awaitQuestion("text_input", 200);
      Server.Answer refused = firstRefusal(id, "x".repeat(60_000));
      HttpTable.problem(refused, 429, "input-full");
      assertThat(refused.json())
          .containsEntry("limit", "yera.session.max-pending-input")
          .containsEntry("limit_value", 4L)
          .containsEntry("retry_after", 1L);
      assertThat(refused.header("Retry-After")).isEqualTo("1");

      assertThat(server.state(id)).containsEntry("status", "running");
      try (SseClient other = server.run("it.returns", Map.of())) {
        assertThat(other.awaitExit()).containsEntry("exit_code", 0L);
      }
      assertThat(firstRefusal(id, "still").status()).isEqualTo(429);
      assertThat(server.delete("/api/sessions/" + id).status()).isEqualTo(204);
      stream.awaitEnd();
      assertThat(stream.awaitExit().get("error").toString()).contains("CleanedUp");
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"it.sort, apple|pear|pear|", "it.cat, pear|apple|pear|", "it.wc, 3 16"})
  void aProgramThatReadsToTheEndGetsIt(String app, String printed) {
    String id = server.create(app);
    try (SseClient stream = server.stream(id)) {
      String block = "";
      int asked = 0;
      for (String line : new String[] {"pear", "apple", "pear", null}) {
        block = stream.awaitQuestion("text_input", ++asked).block();
        Server.Answer answer = server.answer(id, block, "text_input", line);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
      }
      assertThat(stream.awaitExit()).containsEntry("exit_code", 0L);
      HttpTable.problem(server.answer(id, block, "text_input", "more"), 409, "ended");
      assertThat(stream.events()).filteredOn(e -> e.type().equals("text_input")).hasSize(asked);
      StringBuilder text = new StringBuilder();
      stream.events().stream()
          .filter(event -> event.type().equals("text"))
          .forEach(event -> text.append(event.data().get("content")));
      assertThat(text.toString().strip().replaceAll(" +", " "))
          .isEqualTo(printed.replace('|', '\n').strip());
    }
    assertThat(server.get("/api/sessions/" + id + "/interactions").list())
        .extracting(interaction -> interaction.get("value"))
        .containsExactly("pear", "apple", "pear", null);
  }

  @Test
  void afterTheEndOfItsInputAConsoleProgramIsAskedNothingAndOthersHaveNoEnd() {
    String id = server.create("it.cat-stays");
    try (SseClient stream = server.stream(id)) {
      String block = stream.awaitQuestion("text_input", 1).block();
      HttpTable.problem(server.answer(id, block, "buttons", null), 422, "bad-interaction");
      assertThat(server.answer(id, block, "text_input", null).status()).isEqualTo(202);
      assertThat(server.state(id)).containsEntry("awaiting", List.of());
      HttpTable.problem(server.answer(id, block, "text_input", "more"), 409, "not-waiting");
      HttpTable.problem(server.answer(id, block, "text_input", null), 409, "not-waiting");
    }
    server.delete("/api/sessions/" + id);
    String other = server.create("it.asks-many", Map.of("n", 1));
    try (SseClient stream = server.stream(other)) {
      stream.awaitQuestion("text_input", 1);
      HttpTable.problem(server.answer(other, "q0", "text_input", null), 422, "bad-interaction");
    }
    server.delete("/api/sessions/" + other);
  }

  private Server.Answer firstRefusal(String id, String value) {
    for (int i = 1; i <= 200; i++) {
      Server.Answer answer = server.answer(id, "q" + i, "text_input", value);
      if (answer.status() != 202 && answer.status() != 409) { // that one was answered before
        return answer;
      }
    }
    throw new AssertionError("all were taken");
  }
}
