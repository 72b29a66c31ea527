package dev.yera.api;

import dev.yera.identity.Right;
import dev.yera.session.Session;
import dev.yera.session.SessionService;
import dev.yera.settings.Settings;
import dev.yera.store.BadEventIdException;
import dev.yera.stream.SinkSender;
import dev.yera.stream.Viewer;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code generate_events}: the events of a session as a stream (see "The stream" in {@code
 * protocol.md}).
 */
@Path("sessions/{id}/stream")
@ApplicationScoped
public class StreamResource {
  private static final int HEARTBEATS_PER_AWAY_CLOCK = 4;

  @EJB private SessionService service;
  @Inject private Settings settings;
  @Inject private Access access;
  @Context private Sse sse;

  /** Streams the events; checks everything before it uses the sink or starts the app. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void stream(
      @PathParam("id") String id,
      @HeaderParam("Last-Event-ID") String header,
      @QueryParam("last_event_id") String query,
      @QueryParam("viewer") String client,
      @Context SseEventSink sink) {
    Session session = access.session(id, Right.VIEW);
    long after = eventId(header != null ? header : query, session);
    if (session.isOverAfter(after)) {
      throw new WebApplicationException(Response.noContent().build());
    }
    Viewer viewer =
        new Viewer(
            new SinkSender(sink, sse),
            service.viewerThreads(),
            settings,
            heartbeat(session),
            ThreadLocalRandom.current().nextDouble(0.8, 1.2),
            access.admission().holds(),
            System::nanoTime);
    Object key = client == null || client.isEmpty() ? viewer : client;
    boolean whole = access.rights(session).contains(Right.READ_DIAGNOSTICS);
    viewer.begin(session.open(viewer, after, key, whole));
  }

  private static long eventId(String text, Session session) {
    if (text == null || text.isEmpty()) {
      return 0;
    }
    long last = session.state().lastEventId();
    if (text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new BadEventIdException(text, last);
    }
    long id = Long.parseLong(text);
    if (id > last) {
      throw new BadEventIdException(text, last);
    }
    return id;
  }

  /**
   * The heartbeat interval; shorter than the away timeout, because heartbeats detect a lost client.
   */
  private Duration heartbeat(Session session) {
    Duration usual = settings.get(Settings.HEARTBEAT);
    Duration away = session.app().away().orElse(settings.get(Settings.AWAY_TIMEOUT));
    Duration quick = away.dividedBy(HEARTBEATS_PER_AWAY_CLOCK);
    return away.isZero() || quick.compareTo(usual) > 0 ? usual : quick;
  }
}
