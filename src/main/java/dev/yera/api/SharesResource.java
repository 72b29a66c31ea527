package dev.yera.api;

import dev.yera.catalog.BadArgumentsException;
import dev.yera.event.json.Json;
import dev.yera.event.json.Timestamps;
import dev.yera.event.reason.ReasonKey;
import dev.yera.identity.Act;
import dev.yera.identity.Arrival;
import dev.yera.identity.May;
import dev.yera.identity.Right;
import dev.yera.identity.Share;
import dev.yera.identity.Shares;
import dev.yera.session.Session;
import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shares of a session: let others in, see who can get in, take it back. */
@Path("sessions/{id}/shares")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SharesResource {
  private static final Duration USUAL = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  @EJB private SessionService service;
  @Inject private Access access;
  @Inject private JsonBody json;
  @Inject private Shares shares;
  @Context private HttpServletRequest request;
  @Context private HttpHeaders headers;

  /** A new one. Its token is in this answer and nowhere else. */
  @POST
  public Response make(@PathParam("id") String id, InputStream body) throws IOException {
    Session of = access.session(id, Right.SHARE);
    SessionId session = of.id();
    Object said = JsonBody.parse(json.read(headers, body));
    if (!(said instanceof Map<?, ?> members)) {
      throw new BadArgumentsException("may", ReasonKey.SHARE_BODY.with());
    }
    May may =
        May.of(members.get("may"))
            .orElseThrow(
                () ->
                    new BadArgumentsException(
                        "may", ReasonKey.IT.with(ReasonKey.VIEW_OR_ANSWER.with())));
    Shares.Made made =
        shares
            .make(session, may, lasts(members.get("expires_in")))
            .orElseThrow(() -> tooMany(session));
    access.note(Act.SHARED, of);
    String path = request.getContextPath() + "/api/sessions/" + session + "/shares/";
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("share_id", made.share().id());
    answer.put("token", made.token());
    answer.put("url", page(session, made.token()));
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.LOCATION, path + made.share().id())
        .entity(Json.bytes(answer))
        .build();
  }

  /** What is behind the '#' is not sent to anybody, and so is in no log. */
  private String page(SessionId session, String token) {
    return "%s%s/sessions/%s?shared#share=%s"
        .formatted(Arrival.of(request).origin(), request.getContextPath(), session, token);
  }

  private static Duration lasts(Object text) {
    if (text == null) {
      return USUAL;
    }
    try {
      Duration lasts = Duration.parse(String.valueOf(text));
      if (lasts.compareTo(Duration.ZERO) > 0 && lasts.compareTo(LONGEST) <= 0) {
        return lasts;
      }
    } catch (DateTimeException notADuration) {
      // The same words serve for both.
    }
    throw new BadArgumentsException(
        "expires_in", ReasonKey.IT.with(ReasonKey.DURATION.with(LONGEST)));
  }

  private RefusedException tooMany(SessionId session) {
    service.session(session); // or it was forgotten meanwhile
    return new RefusedException(
        429,
        "Too many requests",
        "The session has %d shares; end one, or let one end.".formatted(Shares.MOST_PER_SESSION));
  }

  /** Those that still let in. */
  @GET
  public byte[] list(@PathParam("id") String id) {
    SessionId session = access.session(id, Right.SHARE).id();
    return Json.bytes(shares.of(session).stream().map(SharesResource::members).toList());
  }

  private static Map<String, Object> members(Share share) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("share_id", share.id());
    members.put("may", share.may().wireName());
    members.put("created_at", Timestamps.format(share.createdAt()));
    members.put("expires_at", Timestamps.format(share.expiresAt()));
    return members;
  }

  /** Ends one, and the streams that it let in. */
  @DELETE
  @Path("{share_id}")
  public Response end(@PathParam("id") String id, @PathParam("share_id") String share) {
    Session session = access.session(id, Right.SHARE);
    if (!shares.end(session.id(), share)) {
      throw new RefusedException(404, "Not found", "There is no such share.");
    }
    access.note(Act.UNSHARED, session);
    return Response.noContent().build();
  }
}
