package dev.yera.operation;

import dev.yera.catalog.AppId;
import dev.yera.cluster.Cluster;
import dev.yera.event.block.EndReason;
import dev.yera.event.block.Exit;
import dev.yera.executor.WorkerPool;
import dev.yera.measure.Durations;
import dev.yera.session.Measures;
import dev.yera.session.SessionFact;
import dev.yera.session.SessionGauges;
import dev.yera.session.SessionService;
import dev.yera.session.SessionsOpened;
import dev.yera.session.Standing;
import dev.yera.session.limit.LimitExceededException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts what is published, and tells it with what the server knows of itself at that moment, as
 * OpenMetrics or in the older format of Prometheus. Thread-safe.
 */
@ApplicationScoped
public class Metrics {
  /** Apps that have a label of their own. */
  static final int APPS = 200;

  /** The media type of OpenMetrics; what else is asked for gets {@link #PLAIN}. */
  static final String OPEN_METRICS = "application/openmetrics-text";

  /** What every scraper understands. */
  static final String PLAIN = "text/plain";

  /** An app's own error has any name. */
  private static final String APP_ERROR = "AppError";

  /** Observers without a priority come before. */
  private static final int LAST = Interceptor.Priority.APPLICATION + 600;

  private static final Set<String> REASONS =
      Stream.of(EndReason.values()).map(EndReason::errorType).collect(Collectors.toSet());

  @Inject private Cluster cluster;

  private final AppNames apps = new AppNames(APPS);
  private final Map<MetricFamily, MultiGauge> byLabels = new EnumMap<>(MetricFamily.class);
  private final Map<List<String>, Counter> counters = new ConcurrentHashMap<>();
  private volatile SessionService service;
  private volatile PrometheusMeterRegistry registry;

  /** Only while the metrics are told. */
  private volatile Standing standing;

  /**
   * Before the first session, because facts come by threads on which an EJB cannot be injected; and
   * after others, because what is told of the server itself is known by then.
   */
  void opened(@Observes @Priority(LAST) SessionsOpened server) {
    service = server.service();
    registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.getPrometheusRegistry().register(Metrics::info);
    for (MetricFamily each : List.of(MetricFamily.SESSIONS, MetricFamily.WORKERS)) {
      byLabels.put(
          each, MultiGauge.builder(each.exposed()).description(each.meaning()).register(registry));
    }
    counter(MetricFamily.ANSWERS, Tags.empty());
    counter(MetricFamily.VIEWS, Tags.of("replay", "true"));
    counter(MetricFamily.VIEWS, Tags.of("replay", "false"));
    ofSessions();
    ofServer();
    Measures measures = service.gauges().measures();
    for (Measures.Start each : Measures.Start.values()) {
      String how = each.name().toLowerCase(Locale.ROOT);
      startsBy.put(how, measures.starts(each));
    }
    histogram(MetricFamily.STARTS, "start", startsBy);
    histogram(MetricFamily.ANSWER_EVENT, "", Map.of("", measures.answers()));
    histogram(MetricFamily.STORE_WRITES, "", Map.of("", measures.stores()));
    histogram(MetricFamily.FORWARDS, "", Map.of("", measures.forwards()));
  }

  private final Map<String, Durations> startsBy = new HashMap<>();

  /** The registry adds the end of the name itself. */
  private static InfoSnapshot info() {
    String name = MetricFamily.INFO.exposed();
    return InfoSnapshot.builder()
        .name(name.substring(0, name.lastIndexOf('_')))
        .help(MetricFamily.INFO.meaning())
        .dataPoint(
            InfoSnapshot.InfoDataPointSnapshot.builder()
                .labels(Labels.of("version", Cluster.version()))
                .build())
        .build();
  }

  private void ofSessions() {
    Measures measures = service.gauges().measures();
    sum(MetricFamily.EVENTS, measures, Measures::events);
    sum(MetricFamily.EVENT_BYTES, measures, Measures::bytes);
    sum(MetricFamily.CUTS, measures, all -> all.deliveries().cuts());
    sum(MetricFamily.DELIVERIES, measures, all -> all.deliveries().writes());
    sum(MetricFamily.DELIVERY_BYTES, measures, all -> all.deliveries().bytes());
    sum(MetricFamily.CPU, this, all -> all.standing.use().cpuTime().toMillis() / 1e3);
    gauge(MetricFamily.PROCESSES, () -> standing.use().processes());
    gauge(MetricFamily.MEMORY, () -> standing.use().memory());
    gauge(MetricFamily.STORE_QUEUE, () -> standing.unstored());
    gauge(MetricFamily.STORE_LAG, () -> standing.storeTrouble().toMillis() / 1e3);
  }

  private void ofServer() {
    gauge(MetricFamily.VIEWERS, () -> service.viewerPlaces().taken());
    gauge(MetricFamily.STARTS_WAITING, service.gauges()::startsWaiting);
    gauge(MetricFamily.STORE_UP, () -> service.gauges().storeTrouble().isEmpty() ? 1 : 0);
    gauge(MetricFamily.THREADS, () -> ManagementFactory.getThreadMXBean().getThreadCount());
    gauge(
        MetricFamily.HEAP,
        () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    sum(MetricFamily.CLOCK_FAILURES, service.gauges(), SessionGauges::clockFailures);
    sum(
        MetricFamily.SERVER_CPU,
        ProcessHandle.current(),
        self -> self.info().totalCpuDuration().map(took -> took.toMillis() / 1e3).orElse(0.0));
    if (cluster.isOn()) {
      gauge(
          MetricFamily.LEASE_AGE,
          () -> cluster.leaseAge().map(age -> age.toMillis() / 1e3).orElse(Double.NaN));
    }
  }

  private void gauge(MetricFamily metric, Supplier<Number> value) {
    Gauge.builder(metric.exposed(), value).description(metric.meaning()).register(registry);
  }

  private <T> void sum(MetricFamily metric, T of, ToDoubleFunction<T> value) {
    FunctionCounter.builder(metric.exposed(), of, value)
        .description(metric.meaning())
        .register(registry);
  }

  private Counter counter(MetricFamily metric, Tags labels) {
    return Counter.builder(metric.exposed())
        .description(metric.meaning())
        .tags(labels)
        .register(registry);
  }

  private void count(MetricFamily metric, String... values) {
    counter(metric, List.of(values)).increment();
  }

  private Counter counter(MetricFamily metric, List<String> values) {
    List<String> key = new ArrayList<>(values);
    key.add(metric.exposed());
    return counters.computeIfAbsent(
        key,
        absent -> {
          List<Tag> labels = new ArrayList<>();
          for (int i = 0; i < values.size(); i++) {
            labels.add(Tag.of(metric.labels().get(i), values.get(i)));
          }
          return counter(metric, Tags.of(labels));
        });
  }

  /** Micrometer has no histogram that somebody else counts; the registry below it has. */
  private void histogram(MetricFamily metric, String label, Map<String, Durations> all) {
    registry
        .getPrometheusRegistry()
        .register(
            () -> {
              HistogramSnapshot.Builder told =
                  HistogramSnapshot.builder().name(metric.exposed()).help(metric.meaning());
              all.forEach((value, durations) -> told.dataPoint(point(label, value, durations)));
              return told.build();
            });
  }

  private static HistogramSnapshot.HistogramDataPointSnapshot point(
      String label, String value, Durations durations) {
    return HistogramSnapshot.HistogramDataPointSnapshot.builder()
        .labels(label.isEmpty() ? Labels.EMPTY : Labels.of(label, value))
        .classicHistogramBuckets(ClassicHistogramBuckets.of(Durations.bounds(), durations.counts()))
        .sum(durations.seconds())
        .build();
  }

  @PreDestroy
  void end() {
    if (registry != null) {
      registry.close();
    }
  }

  // ---- What is published

  void fact(@Observes SessionFact fact) {
    if (fact instanceof SessionFact.Created created) {
      count(MetricFamily.CREATIONS, apps.of(created.app()));
    } else if (fact instanceof SessionFact.Answered) {
      count(MetricFamily.ANSWERS);
    } else if (fact instanceof SessionFact.Viewed viewed) {
      count(MetricFamily.VIEWS, Boolean.toString(viewed.behind()));
    } else if (fact instanceof SessionFact.Ended ended) {
      count(MetricFamily.ENDS, apps.of(ended.app()), reason(ended.exit()));
    }
  }

  /** A word of the server's, never one of the app's. */
  static String reason(Exit exit) {
    if (exit.error() == null) {
      return exit.exitCode() == 0 ? "Completed" : APP_ERROR;
    }
    return REASONS.contains(exit.error().errorType()) ? exit.error().errorType() : APP_ERROR;
  }

  void refused(@Observes LimitExceededException refusal) {
    count(MetricFamily.REFUSALS, refusal.limit());
  }

  // ---- What is told

  /**
   * All metrics as they are now.
   *
   * @param mediaType {@link #OPEN_METRICS} or {@link #PLAIN}
   */
  synchronized String scrape(String mediaType) {
    standing = service.gauges().standing();
    countTokens();
    List<MultiGauge.Row<?>> sessions = new ArrayList<>();
    // Several apps may be the same label.
    Map<Tags, Integer> rows = new HashMap<>();
    standing
        .sessions()
        .forEach(
            (app, statuses) ->
                statuses.forEach(
                    (status, number) ->
                        rows.merge(
                            Tags.of("app", apps.of(app), "status", status.wireName()),
                            number,
                            Integer::sum)));
    rows.forEach((labels, number) -> sessions.add(MultiGauge.Row.of(labels, number)));
    byLabels.get(MetricFamily.SESSIONS).register(sessions, true);
    WorkerPool.State pool = service.gauges().workers();
    byLabels
        .get(MetricFamily.WORKERS)
        .register(
            List.of(
                worker("wanted", pool.size()),
                worker("ready", pool.ready()),
                worker("reserved", pool.reserved())),
            true);
    return registry.scrape(mediaType);
  }

  /** What is new since the last time. Several apps may be the same label. */
  private void countTokens() {
    Map<List<String>, Long> now = new HashMap<>();
    service
        .gauges()
        .tokens()
        .forEach(
            (use, tokens) -> {
              String app = apps.of(new AppId(use.app()));
              now.merge(List.of(app, use.model(), "prompt"), tokens.prompt(), Long::sum);
              now.merge(List.of(app, use.model(), "completion"), tokens.completion(), Long::sum);
            });
    now.forEach(
        (labels, tokens) ->
            counter(MetricFamily.LLM_TOKENS, labels)
                .increment(tokens - counter(MetricFamily.LLM_TOKENS, labels).count()));
  }

  private static MultiGauge.Row<Number> worker(String state, int number) {
    return MultiGauge.Row.of(Tags.of("state", state), number);
  }
}
