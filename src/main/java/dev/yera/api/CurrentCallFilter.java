package dev.yera.api;

import dev.yera.cluster.Cluster;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Begins the {@link CurrentCall}. */
@Provider
@PreMatching
public class CurrentCallFilter implements ContainerRequestFilter {
  @Context private HttpServletRequest request;
  @Inject private CurrentCall call;
  @Inject private Cluster cluster;

  @Override
  public void filter(ContainerRequestContext context) {
    call.begin(request, cluster.isOn());
  }
}
