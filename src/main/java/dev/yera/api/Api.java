package dev.yera.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The HTTP interface, under {@code /api} of whatever context path the application has. */
@ApplicationPath(Api.PATH)
public class Api extends Application {
  static final String PATH = "/api";

  @Override
  public Map<String, Object> getProperties() {
    return Map.of(
        // Location is path-absolute: behind a proxy the scheme and host seen here are wrong.
        "jersey.config.server.headers.location.relative.resolution.disabled", true,
        // The API is described in the documentation, not in a WADL.
        "jersey.config.server.wadl.disableWadl", true);
  }
}
