package dev.yera.trace;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * What OpenTelemetry's variables of the environment say of where spans go.
 *
 * @param to the address that takes them
 * @param isJson whether as JSON, and not as Protocol Buffers
 * @param headers sent along; they may have secrets
 * @param resource what the server is, by the names of attributes
 */
record OtlpSettings(
    URI to,
    boolean isJson,
    Map<String, String> headers,
    Duration timeout,
    Map<String, String> resource,
    Sampling sampling,
    Duration delay,
    int queue,
    int batch) {

  private static final Logger LOG = Logger.getLogger(OtlpSettings.class.getName());
  private static final String SIGNAL = "OTEL_EXPORTER_OTLP_TRACES_";
  private static final String ALL = "OTEL_EXPORTER_OTLP_";
  private static final String ENDPOINT = "ENDPOINT";
  private static final String EXPORTER = "OTEL_TRACES_EXPORTER";
  private static final String JSON = "http/json";

  /**
   * Which traces are kept.
   *
   * @param asParent whether what comes with a request decides, if something does
   * @param ratio of the others, 0 to 1
   */
  record Sampling(boolean asParent, double ratio) {
    boolean keeps(String traceId) {
      // As others do: so that all who know the ratio keep the same traces.
      long random = Long.parseUnsignedLong(traceId.substring(16), 16) & Long.MAX_VALUE;
      return ratio >= 1 || random < ratio * Long.MAX_VALUE;
    }
  }

  /** Empty if nobody wants spans, or what is said cannot be followed, which is logged. */
  static Optional<OtlpSettings> of(UnaryOperator<String> environment) {
    UnaryOperator<String> given = name -> strip(environment.apply(name));
    boolean wanted =
        !given.apply(SIGNAL + ENDPOINT).isEmpty()
            || !given.apply(ALL + ENDPOINT).isEmpty()
            || given.apply(EXPORTER).equals("otlp");
    boolean off =
        given.apply("OTEL_SDK_DISABLED").equalsIgnoreCase("true")
            || !Stream.of("", "otlp").toList().contains(given.apply(EXPORTER));
    if (!wanted || off) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(given));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "No traces are sent (OTEL_…): {0}", e.getMessage());
      return Optional.empty();
    }
  }

  private static String strip(String text) {
    return text == null ? "" : text.strip();
  }

  private static OtlpSettings read(UnaryOperator<String> given) {
    String protocol = either(given, "PROTOCOL", "http/protobuf");
    if (!protocol.equals(JSON) && !protocol.equals("http/protobuf")) {
      throw new IllegalArgumentException(
          "the protocol is " + protocol + ", but must be http/protobuf or http/json");
    }
    Map<String, String> resource = pairs(given.apply("OTEL_RESOURCE_ATTRIBUTES"));
    resource.putIfAbsent("service.name", "yera-sessions");
    if (!given.apply("OTEL_SERVICE_NAME").isEmpty()) {
      resource.put("service.name", given.apply("OTEL_SERVICE_NAME"));
    }
    return new OtlpSettings(
        to(given),
        protocol.equals(JSON),
        Map.copyOf(pairs(either(given, "HEADERS", ""))),
        Duration.ofMillis(number(either(given, "TIMEOUT", "10000"))),
        Map.copyOf(resource),
        sampling(given.apply("OTEL_TRACES_SAMPLER"), given.apply("OTEL_TRACES_SAMPLER_ARG")),
        Duration.ofMillis(number(or(given.apply("OTEL_BSP_SCHEDULE_DELAY"), "5000"))),
        number(or(given.apply("OTEL_BSP_MAX_QUEUE_SIZE"), "2048")),
        number(or(given.apply("OTEL_BSP_MAX_EXPORT_BATCH_SIZE"), "512")));
  }

  private static String either(UnaryOperator<String> given, String name, String fallback) {
    return or(given.apply(SIGNAL + name), or(given.apply(ALL + name), fallback));
  }

  private static String or(String text, String fallback) {
    return text.isEmpty() ? fallback : text;
  }

  private static URI to(UnaryOperator<String> given) {
    String own = given.apply(SIGNAL + ENDPOINT);
    String all = or(given.apply(ALL + ENDPOINT), "http://localhost:4318");
    URI to = URI.create(own.isEmpty() ? all + (all.endsWith("/") ? "" : "/") + "v1/traces" : own);
    if (to.getScheme() == null || !to.getScheme().matches("https?") || to.getHost() == null) {
      throw new IllegalArgumentException("the endpoint must be an http or https address");
    }
    return to;
  }

  private static int number(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      LOG.log(Level.FINE, "Not a number", e);
    }
    throw new IllegalArgumentException(text + " must be a whole number of 1 or more");
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String each : text.split(",", -1)) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        pairs.put(
            each.substring(0, equals).strip(),
            URLDecoder.decode(
                each.substring(equals + 1).strip().replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    }
    return pairs;
  }

  private static Sampling sampling(String name, String argument) {
    String all = or(name, "parentbased_always_on").toLowerCase(Locale.ROOT);
    boolean asParent = all.startsWith("parentbased_");
    return switch (asParent ? all.substring("parentbased_".length()) : all) {
      case "always_on" -> new Sampling(asParent, 1);
      case "always_off" -> new Sampling(asParent, 0);
      case "traceidratio" -> new Sampling(asParent, ratio(or(argument, "1")));
      default -> throw new IllegalArgumentException("there is no sampler " + name);
    };
  }

  private static double ratio(String text) {
    try {
      double ratio = Double.parseDouble(text);
      if (ratio >= 0 && ratio <= 1) {
        return ratio;
      }
    } catch (NumberFormatException e) {
      LOG.log(Level.FINE, "Not a number", e);
    }
    throw new IllegalArgumentException(text + " must be a number from 0 to 1");
  }
}
