package dev.yera.api;

import dev.yera.event.json.Json;
import dev.yera.stream.Reader;
import dev.yera.stream.SharedCursor;
import dev.yera.stream.SinkSender;
import dev.yera.stream.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Providers;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of several sessions in one stream, so that the tabs of a browser need one connection
 * together: over HTTP/1.1 it has six for a server (see "Several sessions in one stream" in {@code
 * protocol.md}).
 */
@Path("stream")
@ApplicationScoped
public class SharedStreamResource {
  /** More than tabs that anybody has open; their ids fit into the first line of a request. */
  static final int MOST = 50;

  @Inject private Streams streams;
  @Context private Sse sse;
  @Context private Providers providers;
  @Context private HttpServletRequest request;

  /**
   * Streams the events. One session alone is refused as by its own stream; of several each for
   * itself, and the others go on.
   *
   * @param wanted each the id of a session, a colon, the number of the last event the client has
   */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void stream(
      @QueryParam("session") List<String> wanted,
      @QueryParam("viewer") String client,
      @Context SseEventSink sink) {
    Map<String, String> eventIds = eventIds(wanted);
    boolean alone = eventIds.size() == 1;
    SharedCursor cursor = new SharedCursor(this::problem);
    Map<String, Streams.Place> places = new LinkedHashMap<>();
    eventIds.forEach(
        (id, eventId) -> {
          try {
            Streams.Place place = streams.place(id, eventId, client);
            if (!place.isOver()) {
              places.put(id, place);
            } else if (alone) {
              throw new WebApplicationException(Response.noContent().build());
            } else {
              cursor.end(id);
            }
          } catch (RuntimeException e) {
            refuse(id, e, alone, cursor);
          }
        });
    Viewer viewer = streams.viewer(places.values(), new SinkSender(sink, sse, request));
    places.forEach(
        (id, place) -> {
          try {
            cursor.add(id, place.open(viewer, client));
          } catch (RuntimeException e) {
            refuse(id, e, alone, cursor);
          }
        });
    viewer.begin(new Reader(cursor, cursor::leave));
  }

  private static void refuse(String id, RuntimeException why, boolean alone, SharedCursor cursor) {
    if (alone) {
      throw why;
    }
    cursor.refuse(id, why);
  }

  private static Map<String, String> eventIds(List<String> wanted) {
    if (wanted.isEmpty() || wanted.size() > MOST) {
      throw RefusedException.parameter(
          "session", "A stream is of 1 to " + MOST + " sessions, each with a parameter session.");
    }
    Map<String, String> eventIds = new LinkedHashMap<>();
    for (String each : wanted) {
      int colon = each.indexOf(':');
      String id = colon < 0 ? each : each.substring(0, colon);
      if (eventIds.put(id, colon < 0 ? "" : each.substring(colon + 1)) != null) {
        throw RefusedException.parameter("session", "A session is wanted twice.");
      }
    }
    return eventIds;
  }

  /** The body of the answer that a request for the session alone would have. */
  private Map<String, ?> problem(RuntimeException why) {
    Response response = providers.getExceptionMapper(Throwable.class).toResponse(why);
    Map<String, Object> members = new LinkedHashMap<>();
    ((Map<?, ?>) Json.read((byte[]) response.getEntity()))
        .forEach((name, value) -> members.put((String) name, value));
    return members;
  }
}
