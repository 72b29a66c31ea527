package dev.yera.api;

import dev.yera.cluster.Cluster;
import dev.yera.executor.WorkerPool;
import dev.yera.session.SessionService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * {@code /health/ready}: false as soon as the server stops, so that no new clients are routed here.
 */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class Readiness implements HealthCheck {
  @EJB private SessionService service;
  @Inject private Cluster cluster;

  @Override
  public HealthCheckResponse call() {
    WorkerPool.State workers = service.workers();
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("yera-sessions");
    if (cluster.isOn()) {
      answer
          .withData("node", cluster.node().orElse("none: it was declared dead"))
          .withData("lease_age_ms", cluster.leaseAge().map(Duration::toMillis).orElse(0L))
          .withData("draining", cluster.isDraining());
    }
    return answer
        .status(
            !service.isStopping()
                && service.storeTrouble().isEmpty()
                && cluster.mayOwn()
                && !cluster.isDraining())
        .withData("store", service.storeTrouble().orElse("works"))
        .withData("workers_wanted", workers.size())
        .withData("workers_ready", workers.ready())
        .withData("workers_reserved", workers.reserved())
        .withData("starts_waiting", service.startsWaiting())
        .withData("sandbox", service.sandbox())
        .withData("clock_failures", service.clockFailures())
        .build();
  }
}
