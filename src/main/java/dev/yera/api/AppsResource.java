package dev.yera.api;

import dev.yera.catalog.BrokenApp;
import dev.yera.catalog.Catalog;
import dev.yera.event.json.Json;
import dev.yera.identity.Caller;
import dev.yera.identity.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;

/** The apps that can be started. */
@Path("apps")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AppsResource {
  @Inject private Catalog catalog;
  @Inject private Access access;

  /** All apps; or, with {@code ?broken=true}, the broken ones. */
  @GET
  public byte[] list(@QueryParam("broken") boolean broken) {
    if (broken) {
      access.require(
          Role.AUTHOR, "What is wrong with apps is for authors (yera.auth.author-groups).");
      return Json.bytes(
          catalog.broken().stream()
              .sorted(Comparator.comparing(BrokenApp::place))
              .map(AppJson::broken)
              .toList());
    }
    Caller caller = access.caller();
    return Json.bytes(
        catalog.apps().stream()
            .filter(app -> caller.isInOneOf(app.groups()))
            .map(AppJson::app)
            .toList());
  }

  /** One app. */
  @GET
  @Path("{app_id}")
  public byte[] one(@PathParam("app_id") String id) {
    return Json.bytes(AppJson.app(access.app(id)));
  }
}
