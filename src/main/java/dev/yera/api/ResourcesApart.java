package dev.yera.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * Keeps our resources and those of a WAR that was laid over ours apart. A JAX-RS application that
 * names no classes, as ours, has all of the WAR: ours would answer below its path as well, which
 * may be one that asks nobody who they are.
 */
@Provider
public class ResourcesApart implements ContainerRequestFilter {
  private static final String OURS = "dev.yera.";

  @Context private ResourceInfo resource;
  @Context private HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext context) {
    boolean below =
        context
            .getUriInfo()
            .getBaseUri()
            .getRawPath()
            .equals(request.getContextPath() + Api.PATH + "/");
    if (below != resource.getResourceClass().getName().startsWith(OURS)) {
      throw new RefusedException(404, "Not found", "There is nothing at this address.");
    }
  }
}
