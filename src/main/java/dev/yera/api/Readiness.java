package dev.yera.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** The {@link Condition} for a server that has MicroProfile Health: {@code /health/ready}. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class Readiness implements HealthCheck {
  @Inject private Condition condition;

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named(Condition.NAME).status(condition.isReady());
    condition
        .data()
        .forEach(
            (name, value) -> {
              if (value instanceof Long number) {
                answer.withData(name, number);
              } else if (value instanceof Boolean flag) {
                answer.withData(name, flag);
              } else {
                answer.withData(name, (String) value);
              }
            });
    return answer.build();
  }
}
