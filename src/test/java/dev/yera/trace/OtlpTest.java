package dev.yera.trace;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a collector gets, and by which variables. */
class OtlpTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
  private HttpServer collector;

  private record Got(String path, String type, String key, ExportTraceServiceRequest request) {
    List<io.opentelemetry.proto.trace.v1.Span> spans() {
      return request.getResourceSpans(0).getScopeSpans(0).getSpansList();
    }
  }

  @BeforeEach
  void listen() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/",
        exchange -> {
          got.add(
              new Got(
                  exchange.getRequestURI().getPath(),
                  exchange.getRequestHeaders().getFirst("Content-Type"),
                  exchange.getRequestHeaders().getFirst("api-key"),
                  ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
    threads.shutdownNow();
  }

  private Tracing tracing(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>();
    variables.put(
        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collector.getAddress().getPort());
    variables.put("OTEL_BSP_SCHEDULE_DELAY", "10");
    variables.putAll(more);
    return Otlp.of(variables::get, threads);
  }

  private static Span span(Tracing tracing, Optional<TraceParent> parent) {
    Instant now = Instant.now();
    return new Span(
        "s", tracing.next(parent).orElseThrow(), parent, now, now, Map.of(), Optional.empty());
  }

  private Got next() throws InterruptedException {
    Got next = got.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(next).as("a request to the collector").isNotNull();
    return next;
  }

  @Test
  void aSpanComesWithTheHeadersThatWereSet() throws Exception {
    try (Tracing tracing = tracing(Map.of("OTEL_EXPORTER_OTLP_HEADERS", "api-key=a%20b,x=y"))) {
      Span span = span(tracing, Optional.empty());
      tracing.done(span);
      Got got = next();
      assertThat(got.path()).isEqualTo("/v1/traces");
      assertThat(got.type()).isEqualTo("application/x-protobuf");
      assertThat(got.key()).isEqualTo("a b");
      assertThat(got.spans()).hasSize(1);
    }
  }

  @Test
  void whatIsLeftIsSentAtTheEnd() throws Exception {
    Tracing tracing = tracing(Map.of("OTEL_BSP_SCHEDULE_DELAY", "3600000"));
    // A batch that is whole goes at once: then the sender is there and waits for the next.
    Tracing small = tracing(Map.of("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "1"));
    small.done(span(small, Optional.empty()));
    next();
    small.close();
    tracing.done(span(tracing, Optional.empty()));
    tracing.done(span(tracing, Optional.empty()));
    tracing.close();
    assertThat(next().spans()).hasSize(2);
  }

  @Test
  void whatNobodyKeepsIsNotSent() throws Exception {
    TraceParent unsampled =
        TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00").orElseThrow();
    try (Tracing tracing = tracing(Map.of("OTEL_TRACES_SAMPLER", "parentbased_always_on"))) {
      Span span = span(tracing, Optional.of(unsampled));
      assertThat(span.own().toString())
          .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
          .endsWith("-00");
      tracing.done(span);
      tracing.done(span(tracing, Optional.empty()));
      assertThat(next().spans()).hasSize(1);
    }
    try (Tracing never = tracing(Map.of("OTEL_TRACES_SAMPLER", "always_off"))) {
      assertThat(never.next(Optional.of(unsampled.child())).orElseThrow().isSampled()).isFalse();
    }
    try (Tracing always = tracing(Map.of("OTEL_TRACES_SAMPLER", "always_on"))) {
      assertThat(always.next(Optional.of(unsampled)).orElseThrow().isSampled()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_SDK_DISABLED, true",
    "OTEL_TRACES_EXPORTER, none",
    "OTEL_EXPORTER_OTLP_PROTOCOL, grpc",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, ftp://collector",
    "OTEL_EXPORTER_OTLP_TIMEOUT, soon",
    "OTEL_TRACES_SAMPLER, often"
  })
  void whatCannotBeFollowedTurnsItOff(String name, String value) {
    assertThat(tracing(Map.of(name, value))).isSameAs(Tracing.OFF);
  }

  @Test
  void withoutItsVariablesItIsOffAndWhatComesGoesOn() {
    Tracing off = Otlp.of(name -> null, threads);
    assertThat(off).isSameAs(Tracing.OFF);
    Optional<TraceParent> parent =
        TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    assertThat(off.next(parent)).isEqualTo(parent);
    assertThat(off.next(Optional.empty())).isEmpty();
  }
}
