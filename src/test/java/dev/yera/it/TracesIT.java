package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.yera.event.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A trace that comes with requests goes on through a session, and a collector sees it. */
@OwnServer
class TracesIT {
  private static final String CREATE = "00-11111111111111111111111111111111-1111111111111111-01";
  private static final String ANSWER = "00-22222222222222222222222222222222-2222222222222222-01";

  private static final List<Map<?, ?>> SPANS = new CopyOnWriteArrayList<>();
  private static HttpServer collector;
  private static PayaraProcess payara;

  @BeforeAll
  static void start() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          Object request = Json.read(exchange.getRequestBody().readAllBytes());
          for (Object ofResource : (List<?>) ((Map<?, ?>) request).get("resourceSpans")) {
            for (Object ofScope : (List<?>) ((Map<?, ?>) ofResource).get("scopeSpans")) {
              ((List<?>) ((Map<?, ?>) ofScope).get("spans"))
                  .forEach(span -> SPANS.add((Map<?, ?>) span));
            }
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    payara =
        new PayaraProcess(
            "traces",
            "",
            Map.of(
                "yera.worker.pool-size", "0",
                "yera.log.format", "json",
                "otel.exporter.otlp.endpoint",
                    "http://127.0.0.1:" + collector.getAddress().getPort(),
                "otel.exporter.otlp.protocol", "http/json",
                "otel.bsp.schedule.delay", "100"));
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
    collector.stop(0);
  }

  /** The span of this name of a session. */
  private static Map<?, ?> span(String name, String session) {
    await().until(() -> SPANS.stream().anyMatch(each -> is(each, name, session)));
    return SPANS.stream().filter(each -> is(each, name, session)).findFirst().orElseThrow();
  }

  private static boolean is(Map<?, ?> span, String name, String session) {
    return span.get("name").equals("yera.session." + name)
        && span.get("attributes").toString().contains(session);
  }

  private static String place(Map<?, ?> span) {
    return "00-%s-%s-01".formatted(span.get("traceId"), span.get("spanId"));
  }

  private static String create(String traceparent) {
    Server server = payara.server();
    Server.Answer created =
        server.send(
            server
                .request("/api/sessions")
                .header("Content-Type", "application/json")
                .header("traceparent", traceparent)
                .POST(HttpRequest.BodyPublishers.ofString("{\"app_id\":\"it.traced\"}")));
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    return (String) created.json().get("session_id");
  }

  @Test
  void aSpanEachForCreateStartAnswerAndEndWithTheirParents() {
    Server server = payara.server();
    String session = create(CREATE);
    Map<String, Object> started;
    Map<String, Object> answered;
    try (SseClient stream = server.stream(session)) {
      started = stream.awaitEvent(each -> each.type().equals("started_in")).data();
      String block = stream.awaitQuestion("text_input", 1).block();
      String answer = Json.text(Map.of("blockId", block, "value", "x", "blockType", "text_input"));
      assertThat(
              server
                  .send(
                      server
                          .request("/api/sessions/" + session + "/interactions")
                          .header("Content-Type", "application/json")
                          .header("traceparent", ANSWER)
                          .POST(HttpRequest.BodyPublishers.ofString(answer)))
                  .status())
          .isEqualTo(202);
      answered = stream.awaitEvent(each -> each.type().equals("answered_in")).data();
      stream.awaitEnd();
    }
    Map<?, ?> create = span("create", session);
    assertThat(create.get("traceId")).isEqualTo("1".repeat(32));
    assertThat(create.get("parentSpanId")).isEqualTo("1".repeat(16));
    Map<?, ?> start = span("start", session);
    assertThat(start.get("traceId")).isEqualTo("1".repeat(32));
    assertThat(start.get("parentSpanId")).isEqualTo(create.get("spanId"));
    assertThat(started).containsEntry("line", place(start)).containsEntry("variable", place(start));
    Map<?, ?> answer = span("answer", session);
    assertThat(answer.get("traceId")).isEqualTo("2".repeat(32));
    assertThat(answer.get("parentSpanId")).isEqualTo("2".repeat(16));
    assertThat(answered).containsEntry("line", place(answer));
    Map<?, ?> end = span("end", session);
    assertThat(end.get("traceId")).isEqualTo("1".repeat(32));
    assertThat(end.get("parentSpanId")).isEqualTo(create.get("spanId"));
    assertThat(List.of(create, start, answer, end))
        .allSatisfy(
            each -> {
              assertThat(Long.parseLong((String) each.get("endTimeUnixNano")))
                  .isGreaterThanOrEqualTo(Long.parseLong((String) each.get("startTimeUnixNano")));
              assertThat(each.containsKey("status")).isFalse();
            });
  }

  @Test
  void whatIsNoPlaceInATraceIsIgnored() {
    String session = create("00-" + "3".repeat(32) + "-nonsense-01");
    Map<?, ?> create = span("create", session);
    assertThat(create.get("traceId")).isNotEqualTo("3".repeat(32));
    assertThat(create.containsKey("parentSpanId")).isFalse();
    assertThat(payara.server().delete("/api/sessions/" + session).status()).isEqualTo(204);
  }
}
