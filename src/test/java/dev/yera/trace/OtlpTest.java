package dev.yera.trace;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a collector gets, and by which variables. */
class OtlpTest {
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
    collector.createContext("/", this::take);
    collector.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    got.add(
        new Got(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            exchange.getRequestHeaders().getFirst("api-key"),
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
  }

  private Tracing tracing(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>();
    variables.put(
        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collector.getAddress().getPort());
    variables.put("OTEL_BSP_SCHEDULE_DELAY", "10");
    variables.putAll(more);
    return Otlp.of(variables, OtlpTest::jars);
  }

  /** The same that the WAR has. */
  private static List<Path> jars() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(path -> path.contains("/io/opentelemetry/opentelemetry-"))
        .map(Path::of)
        .toList();
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
    tracing.done(span(tracing, Optional.empty()));
    tracing.done(span(tracing, Optional.empty()));
    tracing.close();
    assertThat(next().spans()).hasSize(2);
  }

  @Test
  void aCollectorThatDoesNotAnswerKeepsAFewSpansWaitingAndNobodyElse() throws Exception {
    CountDownLatch goesOn = new CountDownLatch(1);
    collector.removeContext("/");
    collector.createContext(
        "/",
        exchange -> {
          try {
            goesOn.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          take(exchange);
        });
    Tracing tracing =
        tracing(Map.of("OTEL_BSP_MAX_QUEUE_SIZE", "16", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "4"));
    for (int i = 0; i < 10_000; i++) {
      tracing.done(span(tracing, Optional.empty()));
    }
    goesOn.countDown();
    int sent = next().spans().size();
    tracing.close();
    assertThat(sent + got.stream().mapToInt(each -> each.spans().size()).sum()).isBetween(1, 100);
  }

  @Test
  void aSpanHasTheIdsTimesAndWordsItWasGiven() throws Exception {
    Instant begin = Instant.parse("2026-11-29T09:00:00.123456789Z");
    TraceParent parent = TraceParent.root(true);
    try (Tracing tracing = tracing(Map.of())) {
      TraceParent own = tracing.next(Optional.of(parent)).orElseThrow();
      String app = "tools.gr\u00fc\u00dfe" + "x".repeat(300);
      tracing.done(
          new Span(
              "yera.session.end",
              own,
              Optional.of(parent),
              begin,
              begin.plusMillis(5),
              Map.of("yera.app_id", app),
              Optional.of("MemoryExceeded")));
      Got got = next();
      assertThat(got.request().getResourceSpans(0).getResource().getAttributesList())
          .anySatisfy(
              each -> {
                assertThat(each.getKey()).isEqualTo("service.name");
                assertThat(each.getValue().getStringValue()).isEqualTo("yera-sessions");
              });
      io.opentelemetry.proto.trace.v1.Span told = got.spans().get(0);
      assertThat(hex(told.getTraceId().toByteArray())).isEqualTo(parent.traceId());
      assertThat(hex(told.getSpanId().toByteArray())).isEqualTo(own.spanId());
      assertThat(hex(told.getParentSpanId().toByteArray())).isEqualTo(parent.spanId());
      assertThat(told.getName()).isEqualTo("yera.session.end");
      assertThat(told.getStartTimeUnixNano())
          .isEqualTo(begin.getEpochSecond() * 1_000_000_000L + 123_456_789);
      assertThat(told.getEndTimeUnixNano() - told.getStartTimeUnixNano()).isEqualTo(5_000_000);
      assertThat(told.getAttributes(0).getKey()).isEqualTo("yera.app_id");
      assertThat(told.getAttributes(0).getValue().getStringValue()).isEqualTo(app);
      assertThat(told.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
      assertThat(told.getStatus().getMessage()).isEqualTo("MemoryExceeded");
    }
  }

  private static String hex(byte[] id) {
    return HexFormat.of().formatHex(id);
  }

  @Test
  void theServersNameIsTheOperators() throws Exception {
    Map<String, String> attributes = Map.of("OTEL_RESOURCE_ATTRIBUTES", "service.name=here");
    try (Tracing tracing = tracing(attributes)) {
      tracing.done(span(tracing, Optional.empty()));
      assertThat(next().request().getResourceSpans(0).getResource().getAttributesList())
          .anySatisfy(each -> assertThat(each.getValue().getStringValue()).isEqualTo("here"));
    }
  }

  @Test
  void itsClassesAreItsOwn() throws Exception {
    try (Tracing tracing = tracing(Map.of())) {
      ClassLoader loader = tracing.getClass().getClassLoader();
      String type = "io.opentelemetry.sdk.OpenTelemetrySdk";
      assertThat(loader).isNotSameAs(Otlp.class.getClassLoader());
      assertThat(loader.loadClass(type)).isNotSameAs(Class.forName(type));
    }
  }

  @Test
  void aHeaderThatCannotBeReadIsNotInTheLog() {
    Logger log = Logger.getLogger(Otlp.class.getName());
    List<String> told = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            told.add(new SimpleFormatter().format(line));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    log.addHandler(handler);
    try {
      Map<String, String> headers = Map.of("OTEL_EXPORTER_OTLP_HEADERS", "only-a-secret");
      assertThat(tracing(headers)).isSameAs(Tracing.OFF);
    } finally {
      log.removeHandler(handler);
    }
    assertThat(told).anySatisfy(line -> assertThat(line).contains("OTEL_").contains("headers"));
    assertThat(told).noneSatisfy(line -> assertThat(line).contains("only-a-secret"));
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
    Tracing off =
        Otlp.of(
            Map.of(),
            () -> {
              throw new AssertionError("nobody asked for traces");
            });
    assertThat(off).isSameAs(Tracing.OFF);
    Optional<TraceParent> parent =
        TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    assertThat(off.next(parent)).isEqualTo(parent);
    assertThat(off.next(Optional.empty())).isEmpty();
  }
}
