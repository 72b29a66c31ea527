package dev.yera.api;

import dev.yera.catalog.BrokenApp;
import dev.yera.catalog.Catalog;
import dev.yera.event.json.Json;
import dev.yera.event.json.Timestamps;
import dev.yera.identity.Caller;
import dev.yera.identity.Role;
import dev.yera.session.FeedbackList;
import dev.yera.session.GivenFeedback;
import dev.yera.session.SessionService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The apps that can be started. */
@Path("apps")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AppsResource {
  @Inject private Catalog catalog;
  @Inject private Access access;
  @EJB private SessionService service;
  @Context private HttpServletRequest request;
  @Context private UriInfo uri;

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

  /**
   * What users thought of what the app said, of the newest sessions first; without whose they are.
   * A page is that of so many sessions, with feedback or without.
   */
  @GET
  @Path("{app_id}/feedback")
  public Response feedback(@PathParam("app_id") String id) {
    access.require(Role.AUTHOR, "Feedback is for authors (yera.auth.author-groups).");
    String app = access.app(id).id().value();
    ListQuery asked = new ListQuery(uri.getQueryParameters());
    FeedbackList page = service.feedbackOn(asked.sessionsOf(app));
    Response.ResponseBuilder answer =
        Response.ok(Json.bytes(page.given().stream().map(AppsResource::members).toList()));
    String path = "%s/api/apps/%s/feedback".formatted(request.getContextPath(), app);
    page.next()
        .ifPresent(
            place ->
                answer.header("Link", "<%s>; rel=\"next\"".formatted(asked.next(path, place))));
    return answer.build();
  }

  /** A session's id is not in it: of a nameless one it is all that it takes to use it. */
  private static Map<String, Object> members(GivenFeedback feedback) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("block_id", feedback.blockId());
    members.put("rating", feedback.rating());
    members.put("comment", feedback.comment());
    members.put("timestamp", Timestamps.format(feedback.at()));
    return members;
  }

  /** One app. */
  @GET
  @Path("{app_id}")
  public byte[] one(@PathParam("app_id") String id) {
    return Json.bytes(AppJson.app(access.app(id)));
  }
}
