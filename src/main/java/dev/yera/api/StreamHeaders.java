package dev.yera.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sets headers that keep proxies and caches from delaying responses, and refuses HEAD on a stream,
 * which JAX-RS would run as a GET that starts the executor.
 */
@Provider
@PreMatching
public class StreamHeaders implements ContainerRequestFilter, ContainerResponseFilter {
  private static final Pattern STREAM =
      Pattern.compile("/?((sessions/[^/]+/)?stream|admin/events)/?");

  /** Parameters of a path's segments, which JAX-RS does not look at to find a resource. */
  private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

  /** The address of what was created, in a request that is answered by a stream. */
  static final String CREATED = StreamHeaders.class.getName() + ".created";

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getMethod().equals("HEAD") && STREAM.matcher(path(request)).matches()) {
      throw new RefusedException(405, "Method not allowed", "A stream can only be read with GET.");
    }
  }

  private static String path(ContainerRequestContext request) {
    return PARAMETERS.matcher(request.getUriInfo().getPath()).replaceAll("");
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (MediaType.SERVER_SENT_EVENTS_TYPE.isCompatible(response.getMediaType())) {
      // RESTEasy would tell it with the quality that a resource has for it.
      response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.SERVER_SENT_EVENTS_TYPE);
      response.getHeaders().putSingle("Cache-Control", "no-store, no-transform");
      response.getHeaders().putSingle("X-Accel-Buffering", "no");
      if (request.getProperty(CREATED) instanceof String created) {
        response.setStatus(Response.Status.CREATED.getStatusCode());
        response.getHeaders().putSingle(HttpHeaders.LOCATION, created);
      }
    } else {
      response.getHeaders().computeIfAbsent("Cache-Control", name -> List.of("no-store"));
    }
  }
}
