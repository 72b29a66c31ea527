package dev.yera.api;

import dev.yera.stream.SinkSender;
import dev.yera.stream.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
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
import java.util.List;

/**
 * {@code generate_events}: the events of a session as a stream (see "The stream" in {@code
 * protocol.md}).
 */
@Path("sessions/{id}/stream")
@ApplicationScoped
public class StreamResource {
  @Inject private Streams streams;
  @Context private Sse sse;
  @Context private HttpServletRequest request;

  /** Streams the events; checks everything before it uses the sink or starts the app. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void stream(
      @PathParam("id") String id,
      @HeaderParam("Last-Event-ID") String header,
      @QueryParam("last_event_id") String query,
      @QueryParam("viewer") String client,
      @Context SseEventSink sink) {
    Streams.Place place = streams.place(id, header != null ? header : query, client);
    if (place.isOver()) {
      throw new WebApplicationException(Response.noContent().build());
    }
    Viewer viewer = streams.viewer(List.of(place), new SinkSender(sink, sse, request));
    viewer.begin(place.open(viewer, client));
  }
}
