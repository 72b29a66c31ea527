package dev.yera.api;

import dev.yera.app.call.Parameter;
import dev.yera.app.call.ParameterType;
import dev.yera.catalog.BrokenApp;
import dev.yera.catalog.Catalog;
import dev.yera.catalog.ListedApp;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
              .map(AppsResource::broken)
              .toList());
    }
    Caller caller = access.caller();
    return Json.bytes(
        catalog.apps().stream()
            .filter(app -> caller.isInOneOf(app.groups()))
            .map(AppsResource::metadata)
            .toList());
  }

  /** One app. */
  @GET
  @Path("{app_id}")
  public byte[] one(@PathParam("app_id") String id) {
    return Json.bytes(metadata(access.app(id)));
  }

  private static Map<String, Object> broken(BrokenApp app) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("place", app.place());
    members.put("problem", app.problem());
    members.put("line", app.line() == 0 ? null : app.line());
    members.put("column", app.column() == 0 ? null : app.column());
    return members;
  }

  private static Map<String, Object> metadata(ListedApp app) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("identifier", app.id().value());
    members.put("name", app.name());
    members.put("description", app.description());
    members.put("module", app.id().module());
    members.put("docs", app.description());
    members.put(
        "params", app.params().orElse(List.of()).stream().map(AppsResource::parameter).toList());
    members.put("return_type", app.returnType());
    members.put("app_kind", app.kind());
    members.put("width", app.width().wireName());
    return members;
  }

  private static Map<String, Object> parameter(Parameter parameter) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", parameter.name());
    members.put("description", parameter.description());
    members.put("type", parameter.type().wireName());
    members.put("kind", "POSITIONAL_OR_KEYWORD");
    members.put("has_default", parameter.hasDefault());
    members.put("default_value", parameter.defaultValue());
    if (parameter.type().scalar() == ParameterType.Scalar.ENUM) {
      members.put("options", parameter.type().options());
    }
    return members;
  }
}
