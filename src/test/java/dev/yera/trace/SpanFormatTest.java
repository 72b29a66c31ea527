package dev.yera.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Held against what OpenTelemetry itself makes of its descriptions. */
class SpanFormatTest {
  private static final Instant BEGIN = Instant.parse("2026-11-29T09:00:00.123456789Z");

  @Test
  void aCollectorReadsWhatIsSent() throws Exception {
    TraceParent parent = TraceParent.root(true);
    Span span =
        new Span(
            "yera.session.end",
            parent.child(),
            Optional.of(parent),
            BEGIN,
            BEGIN.plusMillis(5),
            Map.of("yera.app_id", "tools.gr\u00fc\u00dfe" + "x".repeat(300)),
            Optional.of("MemoryExceeded"));
    Span root = new Span("r", parent, Optional.empty(), BEGIN, BEGIN, Map.of(), Optional.empty());
    ExportTraceServiceRequest read =
        ExportTraceServiceRequest.parseFrom(
            SpanFormat.protobuf(Map.of("service.name", "yera"), List.of(span, root)));
    ResourceSpans all = read.getResourceSpans(0);
    assertThat(all.getResource().getAttributes(0).getKey()).isEqualTo("service.name");
    assertThat(all.getResource().getAttributes(0).getValue().getStringValue()).isEqualTo("yera");
    assertThat(all.getScopeSpans(0).getScope().getName()).isEqualTo("dev.yera");
    io.opentelemetry.proto.trace.v1.Span first = all.getScopeSpans(0).getSpans(0);
    assertThat(hex(first.getTraceId().toByteArray())).isEqualTo(parent.traceId());
    assertThat(hex(first.getSpanId().toByteArray())).isEqualTo(span.own().spanId());
    assertThat(hex(first.getParentSpanId().toByteArray())).isEqualTo(parent.spanId());
    assertThat(first.getName()).isEqualTo("yera.session.end");
    assertThat(first.getKind())
        .isEqualTo(io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_INTERNAL);
    assertThat(first.getStartTimeUnixNano())
        .isEqualTo(BEGIN.getEpochSecond() * 1_000_000_000L + 123_456_789);
    assertThat(first.getEndTimeUnixNano() - first.getStartTimeUnixNano()).isEqualTo(5_000_000);
    assertThat(first.getAttributes(0).getKey()).isEqualTo("yera.app_id");
    assertThat(first.getAttributes(0).getValue().getStringValue())
        .isEqualTo(span.attributes().get("yera.app_id"));
    assertThat(first.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(first.getStatus().getMessage()).isEqualTo("MemoryExceeded");
    io.opentelemetry.proto.trace.v1.Span second = all.getScopeSpans(0).getSpans(1);
    assertThat(second.getParentSpanId().isEmpty()).isTrue();
    assertThat(second.hasStatus()).isFalse();
    assertThat(read.getUnknownFields().asMap()).isEmpty();
    assertThat(first.getUnknownFields().asMap()).isEmpty();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
