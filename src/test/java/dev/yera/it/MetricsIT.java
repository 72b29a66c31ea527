package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The metrics of the server that other tests use at the same time: with apps of its own. */
class MetricsIT extends ClientTest {
  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(\\{.*\\})? (\\S+)$");

  private String scrape() {
    Server.Answer answer =
        server.send(
            server
                .request("/api/metrics")
                .header("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("Content-Type").toLowerCase(Locale.ROOT).split("; *"))
        .containsExactlyInAnyOrder(
            "application/openmetrics-text", "version=1.0.0", "charset=utf-8");
    return answer.text();
  }

  /** The sum of all samples of this name whose labels have all of these. */
  private static double sum(String metrics, String name, String... labels) {
    return SAMPLE
        .matcher(metrics)
        .results()
        .filter(each -> each.group(1).equals(name))
        .filter(
            each -> Arrays.stream(labels).allMatch(label -> (" " + each.group(2)).contains(label)))
        .mapToDouble(each -> Double.parseDouble(each.group(3)))
        .sum();
  }

  @Test
  void theSumsAreWhatAClientCounts() {
    String app = "app=\"it.metered\"";
    String before = scrape();
    double events = 0;
    double bytes = 0;
    for (int i = 0; i < 3; i++) {
      String id = server.create("it.metered");
      try (SseClient stream = server.stream(id)) {
        SseClient.Event question = stream.awaitQuestion("text_input", 1);
        assertThat(sum(scrape(), "yera_sessions", app, "status=\"running\"")).isEqualTo(1);
        await().until(() -> sum(scrape(), "yera_session_processes") >= 1);
        assertThat(server.answer(id, question.block(), "text_input", "a line").status())
            .isEqualTo(202);
        question = stream.awaitQuestion("text_input", 2);
        assertThat(server.answer(id, question.block(), "text_input", null).status()).isEqualTo(202);
        stream.awaitEnd();
        events += stream.lastId();
        bytes += stream.events().size();
      }
    }
    double wanted = events;
    await()
        .untilAsserted(
            () -> {
              String now = scrape();
              assertThat(more(before, now, "yera_session_ends_total", app)).isEqualTo(3);
              assertThat(more(before, now, "yera_session_creations_total", app)).isEqualTo(3);
              assertThat(more(before, now, "yera_session_ends_total", app, "reason=\"Completed\""))
                  .isEqualTo(3);
              assertThat(sum(now, "yera_sessions", app)).isZero();
            });
    String now = scrape();
    // Others use the server, too.
    assertThat(more(before, now, "yera_events_total")).isGreaterThanOrEqualTo(wanted);
    assertThat(more(before, now, "yera_event_bytes_total")).isGreaterThan(bytes);
    assertThat(more(before, now, "yera_answers_total")).isGreaterThanOrEqualTo(6);
    assertThat(more(before, now, "yera_answer_event_seconds_count")).isGreaterThanOrEqualTo(3);
    assertThat(more(before, now, "yera_deliveries_total")).isGreaterThanOrEqualTo(3);
    assertThat(more(before, now, "yera_views_total", "replay=\"false\"")).isPositive();
    assertThat(more(before, now, "yera_session_start_seconds_count", "start=\"command\""))
        .isGreaterThanOrEqualTo(3);
    assertThat(more(before, now, "yera_store_seconds_count")).isPositive();
  }

  private static double more(String before, String now, String name, String... labels) {
    return sum(now, name, labels) - sum(before, name, labels);
  }

  @Test
  void aLimitThatRefusesIsCounted() {
    String id = server.create("it.asks");
    String before = scrape();
    try (SseClient stream = server.stream(id)) {
      stream.awaitQuestion("text_input", 1);
      List<SseClient> more = IntStream.range(0, 8).mapToObj(i -> server.stream(id)).toList();
      assertThat(more.get(7).status()).isEqualTo(429);
      more.forEach(SseClient::close);
    }
    assertThat(more(before, scrape(), "yera_refusals_total", "limit=\"yera.session.max-viewers\""))
        .isGreaterThanOrEqualTo(1);
    assertThat(server.delete("/api/sessions/" + id).status()).isEqualTo(204);
  }

  @Test
  void whatIsToldIsWhatThePageSaysAndNoMore() throws Exception {
    server.run("it.returns", Map.of());
    aLimitThatRefusesIsCounted();
    String id = server.create("it.returns"); // without a session there are none to count
    String metrics = scrape();
    assertThat(server.delete("/api/sessions/" + id).status()).isEqualTo(204);
    assertThat(metrics).endsWith("# EOF\n");
    Set<String> told =
        Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$")
            .matcher(metrics)
            .results()
            .map(each -> each.group(1) + (each.group(2).equals("counter") ? "_total" : ""))
            .map(each -> each.equals("yera_server") ? "yera_server_info" : each)
            .collect(Collectors.toCollection(TreeSet::new));
    Matcher rows =
        Pattern.compile("(?m)^\\| `(yera_\\w+)` \\| \\w+ \\|")
            .matcher(Files.readString(Path.of("src/site/markdown/operations.md")));
    Set<String> documented =
        rows.results().map(each -> each.group(1)).collect(Collectors.toCollection(TreeSet::new));
    documented.remove("yera_lease_age_seconds"); // of nodes only
    documented.remove("yera_llm_tokens_total"); // with language models only (LanguageModelsIT)
    assertThat(told).isEqualTo(documented);
    assertThat(metrics).doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-4");
  }

  @Test
  void withoutAWordTheyComeInTheOlderFormat() {
    Server.Answer answer = server.get("/api/metrics");
    assertThat(answer.header("Content-Type")).startsWith("text/plain;");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.text()).contains("# TYPE yera_events_total counter\n");
    assertThat(answer.text()).doesNotContain("# EOF");
  }
}
