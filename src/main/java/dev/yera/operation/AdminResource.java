package dev.yera.operation;

import dev.yera.api.Access;
import dev.yera.api.SessionsOfAll;
import dev.yera.api.Streams;
import dev.yera.event.json.Json;
import dev.yera.identity.Role;
import dev.yera.store.StoreException;
import dev.yera.stream.SinkSender;
import dev.yera.stream.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** How the server stands, for admins: what their page shows. */
@Path("admin")
@ApplicationScoped
public class AdminResource {
  private static final Logger LOG = Logger.getLogger(AdminResource.class.getName());
  private static final String ADMINS =
      "How the server stands is for admins (yera.auth.admin-groups).";

  @Inject private Access access;
  @Inject private AdminFeed feed;
  @Inject private SessionsOfAll sessions;
  @Inject private Streams streams;
  @Context private HttpServletRequest request;
  @Context private UriInfo uri;

  /** As it is now. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public byte[] now() {
    access.require(Role.ADMIN, ADMINS);
    return Json.bytes(feed.now());
  }

  /**
   * The same, and each part again when it has changed, with a page of the sessions of all. That
   * somebody looks at them is noted with each stream; if it cannot be, they are not told, and all
   * else is: it is when a disk is full that an admin wants to know.
   */
  @GET
  @Path("events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void events(@Context SseEventSink sink, @Context Sse sse) {
    access.require(Role.ADMIN, ADMINS);
    Optional<SessionsOfAll.Asked> asked =
        Optional.of(sessions.asked(uri.getQueryParameters())).filter(this::isNoted);
    Viewer viewer = streams.viewer(new SinkSender(sink, sse, request));
    viewer.begin(feed.open(viewer, asked));
  }

  private boolean isNoted(SessionsOfAll.Asked asked) {
    try {
      sessions.note(asked);
      return true;
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "Sessions are not listed: the audit log does not take it", e);
      return false;
    }
  }
}
