package dev.yera.trace;

import dev.yera.event.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Spans as a collector reads them: OTLP's {@code ExportTraceServiceRequest}, as JSON or as Protocol
 * Buffers, whose numbers of fields are those of {@code opentelemetry/proto/trace/v1/trace.proto}.
 */
final class SpanFormat {
  private static final String SCOPE = "dev.yera";
  private static final int INTERNAL = 1;
  private static final int ERROR = 2;

  private SpanFormat() {}

  static byte[] json(Map<String, String> resource, List<Span> spans) {
    return Json.bytes(
        Map.of(
            "resourceSpans",
            List.of(
                Map.of(
                    "resource",
                    Map.of("attributes", attributes(resource)),
                    "scopeSpans",
                    List.of(
                        Map.of(
                            "scope",
                            Map.of("name", SCOPE),
                            "spans",
                            spans.stream().map(SpanFormat::members).toList()))))));
  }

  private static Map<String, Object> members(Span span) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("traceId", span.own().traceId());
    members.put("spanId", span.own().spanId());
    span.parent().ifPresent(parent -> members.put("parentSpanId", parent.spanId()));
    members.put("name", span.name());
    members.put("kind", INTERNAL);
    members.put("startTimeUnixNano", Long.toString(nanos(span.begin())));
    members.put("endTimeUnixNano", Long.toString(nanos(span.end())));
    members.put("attributes", attributes(span.attributes()));
    span.error().ifPresent(word -> members.put("status", Map.of("code", ERROR, "message", word)));
    return members;
  }

  private static List<Map<String, Object>> attributes(Map<String, String> all) {
    return all.entrySet().stream()
        .map(
            each ->
                Map.of(
                    "key",
                    each.getKey(),
                    "value",
                    Map.<String, Object>of("stringValue", each.getValue())))
        .toList();
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  static byte[] protobuf(Map<String, String> resource, List<Span> spans) {
    Message server = new Message();
    resource.forEach((name, value) -> server.message(1, attribute(name, value)));
    Message scope = new Message().text(1, SCOPE);
    Message ofScope = new Message().message(1, scope);
    spans.forEach(span -> ofScope.message(2, message(span)));
    Message all = new Message().message(1, server).message(2, ofScope);
    return new Message().message(1, all).bytes();
  }

  private static Message message(Span span) {
    Message message = new Message();
    message.bytes(1, HexFormat.of().parseHex(span.own().traceId()));
    message.bytes(2, HexFormat.of().parseHex(span.own().spanId()));
    span.parent().ifPresent(parent -> message.bytes(4, HexFormat.of().parseHex(parent.spanId())));
    message.text(5, span.name());
    message.number(6, INTERNAL);
    message.fixed(7, nanos(span.begin()));
    message.fixed(8, nanos(span.end()));
    span.attributes().forEach((name, value) -> message.message(9, attribute(name, value)));
    span.error()
        .ifPresent(word -> message.message(15, new Message().text(2, word).number(3, ERROR)));
    return message;
  }

  private static Message attribute(String name, String value) {
    return new Message().text(1, name).message(2, new Message().text(1, value));
  }

  /** A message of Protocol Buffers that is being written. */
  private static final class Message {
    private static final int NUMBER = 0;
    private static final int FIXED = 1;
    private static final int BYTES = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] bytes() {
      return out.toByteArray();
    }

    Message text(int field, String text) {
      return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message message) {
      return bytes(field, message.bytes());
    }

    Message bytes(int field, byte[] bytes) {
      varint((field << 3) | BYTES);
      varint(bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    Message number(int field, int number) {
      varint((field << 3) | NUMBER);
      varint(number);
      return this;
    }

    Message fixed(int field, long number) {
      varint((field << 3) | FIXED);
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        out.write((int) (number >>> shift));
      }
      return this;
    }

    private void varint(int number) {
      int left = number;
      while ((left & ~0x7f) != 0) {
        out.write((left & 0x7f) | 0x80);
        left >>>= 7;
      }
      out.write(left);
    }
  }
}
