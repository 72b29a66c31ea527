package dev.yera.api;

import dev.yera.event.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** Who the caller is, as the page shows it. */
@Path("me")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
  @Inject private Access access;
  @Inject private MeJson json;
  @Context private HttpServletRequest request;

  /** The caller. */
  @GET
  public byte[] me() {
    return Json.bytes(json.of(access.caller(), request));
  }
}
