package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import dev.yera.Thorough;
import dev.yera.event.json.Json;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A trace that comes with requests goes on through a session, and a collector sees it. */
@Thorough
@OwnServer
class TracesIT {
  private static final String CREATE = "00-11111111111111111111111111111111-1111111111111111-01";
  private static final String ANSWER = "00-22222222222222222222222222222222-2222222222222222-01";

  private static final List<Span> SPANS = new CopyOnWriteArrayList<>();
  private static HttpServer collector;
  private static PayaraProcess payara;

  @BeforeAll
  static void start() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
              .getResourceSpansList()
              .forEach(
                  each ->
                      each.getScopeSpansList()
                          .forEach(scope -> SPANS.addAll(scope.getSpansList())));
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
                "otel.bsp.schedule.delay", "100"));
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
    collector.stop(0);
  }

  /** The span of this name of a session. */
  private static Span span(String name, String session) {
    await().until(() -> SPANS.stream().anyMatch(each -> is(each, name, session)));
    return SPANS.stream().filter(each -> is(each, name, session)).findFirst().orElseThrow();
  }

  private static boolean is(Span span, String name, String session) {
    return span.getName().equals("yera.session." + name)
        && span.getAttributesList().stream()
            .anyMatch(each -> each.getValue().getStringValue().equals(session));
  }

  private static String place(Span span) {
    return "00-%s-%s-01".formatted(hex(span.getTraceId()), hex(span.getSpanId()));
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
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
    Span create = span("create", session);
    assertThat(hex(create.getTraceId())).isEqualTo("1".repeat(32));
    assertThat(hex(create.getParentSpanId())).isEqualTo("1".repeat(16));
    Span start = span("start", session);
    assertThat(hex(start.getTraceId())).isEqualTo("1".repeat(32));
    assertThat(hex(start.getParentSpanId())).isEqualTo(hex(create.getSpanId()));
    assertThat(started).containsEntry("line", place(start)).containsEntry("variable", place(start));
    Span answer = span("answer", session);
    assertThat(hex(answer.getTraceId())).isEqualTo("2".repeat(32));
    assertThat(hex(answer.getParentSpanId())).isEqualTo("2".repeat(16));
    assertThat(answered).containsEntry("line", place(answer));
    Span end = span("end", session);
    assertThat(hex(end.getTraceId())).isEqualTo("1".repeat(32));
    assertThat(hex(end.getParentSpanId())).isEqualTo(hex(create.getSpanId()));
    assertThat(List.of(create, start, answer, end))
        .allSatisfy(
            each -> {
              assertThat(each.getEndTimeUnixNano())
                  .isGreaterThanOrEqualTo(each.getStartTimeUnixNano());
              assertThat(each.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
            });
  }

  @Test
  void whatIsNoPlaceInATraceIsIgnored() {
    String session = create("00-" + "3".repeat(32) + "-nonsense-01");
    Span create = span("create", session);
    assertThat(hex(create.getTraceId())).isNotEqualTo("3".repeat(32));
    assertThat(create.getParentSpanId().isEmpty()).isTrue();
    assertThat(payara.server().delete("/api/sessions/" + session).status()).isEqualTo(204);
  }
}
