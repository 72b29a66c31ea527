package dev.yera.api;

import dev.yera.cluster.Cluster;
import dev.yera.executor.WorkerPool;
import dev.yera.session.SessionService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this server says of itself to whoever routes clients to it. Not ready as soon as it stops,
 * so that no new clients are routed here.
 *
 * <p>Without a proxy: Payara asks for health in the name of another application of the same server,
 * whose class loader would get it.
 */
@Dependent
public class Condition {
  /** What its health check is called. */
  static final String NAME = "yera-sessions";

  @EJB private SessionService service;
  @Inject private Cluster cluster;

  boolean isReady() {
    return !service.isStopping()
        && service.gauges().storeTrouble().isEmpty()
        && cluster.mayOwn()
        && !cluster.isDraining();
  }

  /** Strings, booleans and whole numbers by name. */
  Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    if (cluster.isOn()) {
      data.put("node", cluster.node().orElse("none: it was declared dead"));
      data.put("lease_age_ms", cluster.leaseAge().map(Duration::toMillis).orElse(0L));
      data.put("draining", cluster.isDraining());
    }
    WorkerPool.State workers = service.gauges().workers();
    data.put("store", service.gauges().storeTrouble().orElse("works"));
    data.put("workers_wanted", (long) workers.size());
    data.put("workers_ready", (long) workers.ready());
    data.put("workers_reserved", (long) workers.reserved());
    data.put("starts_waiting", (long) service.gauges().startsWaiting());
    data.put("sandbox", service.gauges().sandbox());
    data.put("terminals", service.gauges().hasTerminals());
    data.put("clock_failures", service.gauges().clockFailures());
    return data;
  }
}
