package dev.yera.operation;

import dev.yera.api.AppJson;
import dev.yera.api.NodeJson;
import dev.yera.catalog.BrokenApp;
import dev.yera.catalog.Catalog;
import dev.yera.catalog.ListedApp;
import dev.yera.cluster.Cluster;
import dev.yera.event.json.Timestamps;
import dev.yera.executor.WorkerPool;
import dev.yera.session.SessionService;
import dev.yera.session.SessionStatus;
import dev.yera.session.SessionsOpened;
import dev.yera.session.Standing;
import dev.yera.settings.SessionSettings;
import dev.yera.settings.Settings;
import dev.yera.settings.StoreSettings;
import dev.yera.store.StoreException;
import dev.yera.store.StoreUse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * What admins see of this server, in parts that change at different times. Nothing of what sessions
 * said or were answered is in it, and no secret. Thread-safe.
 */
@ApplicationScoped
public class AdminParts {
  /** Apps, and broken ones, that are told; the others are a number. */
  static final int APPS = 500;

  private static final Logger LOG = Logger.getLogger(AdminParts.class.getName());

  /** The store looks at each session for it. */
  private static final Duration STORE_EVERY = Duration.ofSeconds(30);

  @Inject private Settings settings;
  @Inject private Cluster cluster;
  @Inject private Catalog catalog;
  @Inject private AppTallies tallies;
  @Inject private RecentLog log;

  private volatile SessionService service;
  private Optional<StoreUse> use = Optional.empty();
  private long usedAt = System.nanoTime() - STORE_EVERY.toNanos();

  void opened(@Observes SessionsOpened server) {
    service = server.service();
  }

  /** All of them, by their names. */
  Map<String, Object> all() {
    Standing standing = service.gauges().standing();
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("server", server());
    parts.put("now", now(standing));
    parts.put("store", store(standing));
    parts.put("nodes", nodes());
    parts.put("apps", apps(standing));
    parts.put("warnings", warnings());
    return parts;
  }

  /** What stays as it is while the server runs. */
  private Map<String, Object> server() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("version", Cluster.version());
    members.put("node_id", cluster.node().orElse(null));
    members.put(
        "started_at",
        Timestamps.format(
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime())));
    members.put("java", System.getProperty("java.vm.version", "?"));
    members.put("sandbox", service.gauges().sandbox());
    members.put("settings", settings.lines().stream().map(AdminParts::setting).toList());
    return members;
  }

  private static Map<String, Object> setting(Settings.Line each) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("key", each.key());
    members.put("value", each.value());
    members.put("origin", each.origin().orElse(null));
    return members;
  }

  private Map<String, Object> now(Standing standing) {
    Map<SessionStatus, Integer> statuses = new EnumMap<>(SessionStatus.class);
    Stream.of(SessionStatus.CREATED, SessionStatus.RUNNING, SessionStatus.STOPPING)
        .forEach(each -> statuses.put(each, 0));
    standing
        .sessions()
        .values()
        .forEach(one -> one.forEach((status, n) -> statuses.merge(status, n, Integer::sum)));
    WorkerPool.State pool = service.gauges().workers();
    Map<String, Object> members = new LinkedHashMap<>();
    statuses.forEach((status, n) -> members.put(status.wireName(), n));
    members.put("max_sessions", settings.get(SessionSettings.SESSIONS_MAX));
    members.put("viewers", service.viewerPlaces().taken());
    members.put("max_viewers", settings.get(SessionSettings.VIEWERS_MAX));
    members.put("processes", standing.use().processes());
    members.put("memory_bytes", standing.use().memory());
    members.put("workers_wanted", pool.size());
    members.put("workers_ready", pool.ready());
    members.put("workers_reserved", pool.reserved());
    members.put("starts_waiting", service.gauges().startsWaiting());
    members.put("clock_failures", service.gauges().clockFailures());
    members.put("stopping_server", service.isStopping());
    return members;
  }

  private Map<String, Object> store(Standing standing) {
    Optional<StoreUse> kept = use();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kind", settings.get(StoreSettings.STORE).kind().name());
    members.put("trouble", service.gauges().storeTrouble().orElse(null));
    members.put("sessions", kept.map(StoreUse::sessions).orElse(null));
    members.put("bytes", kept.map(StoreUse::bytes).orElse(null));
    members.put("max_bytes", settings.get(StoreSettings.STORE_MAX_BYTES));
    members.put("oldest", kept.flatMap(StoreUse::oldest).map(Timestamps::format).orElse(null));
    members.put("queue_events", standing.unstored());
    members.put("lag_seconds", standing.storeTrouble().toMillis() / 1000.0);
    return members;
  }

  /** Empty while the store cannot be asked. */
  private synchronized Optional<StoreUse> use() {
    long now = System.nanoTime();
    if (now - usedAt >= STORE_EVERY.toNanos()) {
      usedAt = now;
      try {
        use = Optional.of(service.gauges().storeUse());
      } catch (StoreException e) {
        LOG.log(Level.FINE, "The store does not say how much it keeps", e);
        use = Optional.empty();
      }
    }
    return use;
  }

  private List<Map<String, Object>> nodes() {
    try {
      return NodeJson.all(cluster);
    } catch (StoreException e) {
      LOG.log(Level.FINE, "The nodes are not known now", e);
      return List.of();
    }
  }

  private Map<String, Object> apps(Standing standing) {
    List<ListedApp> apps = List.copyOf(catalog.apps());
    List<BrokenApp> broken = List.copyOf(catalog.broken());
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("number", apps.size());
    members.put("apps", apps.stream().limit(APPS).map(each -> app(each, standing)).toList());
    members.put("number_broken", broken.size());
    members.put(
        "broken",
        broken.stream()
            .sorted(Comparator.comparing(BrokenApp::place))
            .limit(APPS)
            .map(AppJson::broken)
            .toList());
    return members;
  }

  private Map<String, Object> app(ListedApp app, Standing standing) {
    AppTallies.Tally tally = tallies.of(app.id());
    Optional<AppTallies.Failed> last = tally.lastFailure();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("app_id", app.id().value());
    members.put("name", app.name());
    members.put("app_kind", app.kind());
    members.put(
        "sessions",
        standing.sessions().getOrDefault(app.id(), Map.of()).values().stream()
            .mapToInt(Integer::intValue)
            .sum());
    members.put("created", tally.created());
    members.put("ended", tally.ended());
    members.put("failed", tally.failed());
    members.put("last_failure_at", last.map(each -> Timestamps.format(each.at())).orElse(null));
    members.put("last_error_type", last.map(AppTallies.Failed::errorType).orElse(null));
    members.put("last_failed_session", last.map(each -> each.session().toString()).orElse(null));
    return members;
  }

  private List<Map<String, Object>> warnings() {
    return log.warnings().stream().map(AdminParts::warning).toList();
  }

  private static Map<String, Object> warning(RecentLog.Warning each) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("at", Timestamps.format(each.at()));
    members.put("level", each.level());
    members.put("logger", each.logger());
    members.put("message", each.message());
    return members;
  }
}
