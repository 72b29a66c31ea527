package dev.yera.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The description of this API, for whoever may call it: it has nothing of anybody's in it. {@code
 * OpenApiIT} holds it against what the server does.
 */
@Path("openapi")
@ApplicationScoped
public class OpenApiResource {
  /** OpenAPI 3.0, as it is. */
  @GET
  @Produces("application/yaml")
  public byte[] description() {
    try (InputStream file = OpenApiResource.class.getResourceAsStream("openapi.yaml")) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
