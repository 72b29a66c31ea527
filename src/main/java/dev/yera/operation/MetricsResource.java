package dev.yera.operation;

import dev.yera.api.Access;
import dev.yera.identity.Role;
import dev.yera.identity.Scrapers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The metrics, for admins and for {@link Scrapers}. */
@Path("metrics")
@ApplicationScoped
public class MetricsResource {
  @Inject private Access access;
  @Inject private Metrics metrics;
  @Context private HttpServletRequest request;

  /** As OpenMetrics if that is asked for, else in Prometheus' own text format. */
  @GET
  public Response metrics(@HeaderParam("Accept") String accept) {
    if (!Scrapers.isOne(request)) {
      access.require(Role.ADMIN, "Metrics are for admins (yera.auth.admin-groups).");
    }
    boolean open = accept != null && accept.toLowerCase(Locale.ROOT).contains(Metrics.OPEN_METRICS);
    String type = open ? Metrics.OPEN_METRICS : Metrics.PLAIN;
    String version = open ? "1.0.0" : "0.0.4";
    return Response.ok(metrics.scrape(type).getBytes(StandardCharsets.UTF_8))
        .header("Content-Type", "%s; version=%s; charset=utf-8".formatted(type, version))
        .header("Vary", "Accept")
        .build();
  }
}
