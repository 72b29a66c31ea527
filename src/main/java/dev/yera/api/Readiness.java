package dev.yera.api;

import dev.yera.executor.WorkerPool;
import dev.yera.session.SessionService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * {@code /health/ready}: false as soon as the server stops, so that no new clients are routed here.
 */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class Readiness implements HealthCheck {
  @EJB private SessionService service;

  @Override
  public HealthCheckResponse call() {
    WorkerPool.State workers = service.workers();
    return HealthCheckResponse.named("yera-sessions")
        .status(!service.isStopping() && service.storeTrouble().isEmpty())
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
