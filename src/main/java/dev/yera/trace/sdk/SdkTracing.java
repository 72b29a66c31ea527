package dev.yera.trace.sdk;

import dev.yera.trace.Span;
import dev.yera.trace.TraceParent;
import dev.yera.trace.Tracing;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Gives spans to the SDK, which is set up by its own variables. A span's place is known before it
 * has happened, because apps are told of it: so what is kept is decided when the place is given,
 * and the SDK is told of the span when it is over, with that place. Thread-safe.
 */
public final class SdkTracing implements Tracing {
  private static final Logger LOG = Logger.getLogger(SdkTracing.class.getName());
  private static final String NAME = "dev.yera";
  private static final String SERVICE = "service.name";
  private static final String PROTOCOL = "http/protobuf";
  private static final int LAST_SECONDS = 1;

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;
  private final GivenIds ids = new GivenIds();
  private final AutoCloseable loader;
  private volatile Sampler sampler;

  /**
   * Starts it, and loads what it needs to its end: a server takes classes away while it stops.
   *
   * @param properties of OpenTelemetry, besides those of the system and the environment
   * @param loader of its classes; closed with it
   * @throws RuntimeException if what is asked for cannot be done
   */
  public SdkTracing(Map<String, String> properties, AutoCloseable loader) {
    this.loader = loader;
    sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .setServiceClassLoader(SdkTracing.class.getClassLoader())
            .disableShutdownHook()
            .addPropertiesSupplier(() -> defaults(properties))
            .addPropertiesCustomizer(SdkTracing::fixed)
            .addResourceCustomizer((resource, config) -> named(resource))
            .addSamplerCustomizer(
                (chosen, config) -> {
                  sampler = chosen;
                  return Sampler.alwaysOn(); // it was asked when the place was given
                })
            .addTracerProviderCustomizer((provider, config) -> provider.setIdGenerator(ids))
            .build()
            .getOpenTelemetrySdk();
    tracer = sdk.getTracer(NAME);
    next(Optional.empty());
  }

  private static Map<String, String> defaults(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.putIfAbsent("otel.exporter.otlp.protocol", PROTOCOL);
    return all;
  }

  private static Map<String, String> fixed(ConfigProperties config) {
    String all = config.getString("otel.exporter.otlp.protocol", PROTOCOL);
    String protocol = config.getString("otel.exporter.otlp.traces.protocol", all);
    if (!protocol.equals(PROTOCOL)) {
      throw new ConfigurationException(
          "the protocol is "
              + protocol
              + ", but must be "
              + PROTOCOL); // as its sender is the JDK's
    }
    return Map.of(
        "otel.traces.exporter", "otlp",
        "otel.metrics.exporter", "none",
        "otel.logs.exporter", "none",
        "otel.propagators", "none");
  }

  private static Resource named(Resource resource) {
    boolean isNamed =
        resource.getAttributes().asMap().entrySet().stream()
            .anyMatch(
                each ->
                    each.getKey().getKey().equals(SERVICE)
                        && !each.getValue().toString().startsWith("unknown_service"));
    return isNamed
        ? resource
        : resource.merge(
            Resource.create(Attributes.builder().put(SERVICE, "yera-sessions").build()));
  }

  @Override
  public Optional<TraceParent> next(Optional<TraceParent> parent) {
    TraceParent next = parent.map(TraceParent::child).orElseGet(() -> TraceParent.root(true));
    SamplingDecision decision =
        sampler
            .shouldSample(
                context(parent),
                next.traceId(),
                NAME,
                SpanKind.INTERNAL,
                Attributes.empty(),
                List.of())
            .getDecision();
    boolean kept = decision == SamplingDecision.RECORD_AND_SAMPLE;
    return Optional.of(new TraceParent(next.traceId(), next.spanId(), kept));
  }

  private static Context context(Optional<TraceParent> parent) {
    return parent
        .map(
            place ->
                Context.root()
                    .with(
                        io.opentelemetry.api.trace.Span.wrap(
                            SpanContext.createFromRemoteParent(
                                place.traceId(),
                                place.spanId(),
                                place.isSampled()
                                    ? TraceFlags.getSampled()
                                    : TraceFlags.getDefault(),
                                TraceState.getDefault()))))
        .orElseGet(Context::root);
  }

  @Override
  public void done(Span span) {
    if (!span.own().isSampled()) {
      return;
    }
    SpanBuilder builder =
        tracer
            .spanBuilder(span.name())
            .setParent(context(span.parent()))
            .setSpanKind(SpanKind.INTERNAL)
            .setStartTimestamp(span.begin());
    span.attributes().forEach(builder::setAttribute);
    io.opentelemetry.api.trace.Span told = ids.with(span.own(), builder::startSpan);
    span.error().ifPresent(word -> told.setStatus(StatusCode.ERROR, word));
    told.end(span.end());
  }

  @Override
  public void close() {
    if (!sdk.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS).isSuccess()) {
      LOG.log(Level.FINE, "The collector does not take the last spans in time");
      return; // they may still be on their way, and need their classes
    }
    try {
      loader.close();
    } catch (Exception e) {
      LOG.log(Level.FINE, "Files of the SDK stay open", e);
    }
  }
}
