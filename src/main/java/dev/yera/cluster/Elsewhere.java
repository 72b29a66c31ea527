package dev.yera.cluster;

import dev.yera.session.SessionId;
import dev.yera.session.UnknownSessionException;
import dev.yera.session.limit.LimitExceededException;
import dev.yera.session.limit.Owner;
import dev.yera.session.limit.ViewerPlaces;
import dev.yera.store.BadEventIdException;
import dev.yera.store.Node;
import dev.yera.store.StoredSession;
import dev.yera.stream.Reader;
import dev.yera.stream.Watcher;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A session that another node owns and that has not ended, to be viewed here. */
public final class Elsewhere {
  private final StoredSession stored;
  private final Optional<Node> owner;
  private final Parts node;

  Elsewhere(StoredSession stored, Optional<Node> owner, Parts node) {
    this.stored = stored;
    this.owner = owner;
    this.node = node;
  }

  /** Its id. */
  public SessionId id() {
    return SessionId.parse(stored.id()).orElseThrow();
  }

  /** Whose it is. */
  public Owner owner() {
    return Owner.of(stored.owner());
  }

  /** The id of its app. */
  public String appId() {
    return stored.appId();
  }

  /** A place for a viewer, with the owner; it is given back by the reader, or after a while. */
  public final class Ticket {
    private final String name = UUID.randomUUID().toString();
    private final String key;
    private final long after;
    private boolean isFromOwner = true;

    private Ticket(String key, long after) {
      this.key = key;
      this.after = after;
    }

    /** Whether the owner gave it, and so knows of it. */
    public boolean isFromOwner() {
      return isFromOwner;
    }

    /**
     * Reads the events.
     *
     * @param whole whether all of the exit event is to be seen
     * @throws LimitExceededException if this server has no place for another viewer
     */
    public Reader open(Watcher watcher, boolean whole) {
      ViewerPlaces places = node.service().viewerPlaces();
      places.take();
      AtomicBoolean left = new AtomicBoolean();
      Runnable leave =
          () -> {
            if (left.compareAndSet(false, true)) {
              places.giveBack();
            }
          };
      try {
        return node.relays().open(stored, watcher, name, key, after, whole, leave);
      } catch (RuntimeException e) {
        leave.run();
        throw e;
      }
    }
  }

  /**
   * Asks the owner for a place; it decides, as it does for its own viewers, and starts the app.
   *
   * @param eventId the last event that the client has; null or empty for none
   * @param client what the client calls itself, or null
   * @param told who calls, for the owner
   * @throws WebApplicationException with the owner's answer, if it gives no place
   * @throws UnknownSessionException if it was erased just now
   * @throws NodeUnreachableException if the owner cannot be reached or does not know of it yet, and
   *     nobody has started it
   */
  public Ticket admit(String eventId, String client, String told) {
    boolean isNumber =
        eventId != null
            && eventId.length() <= 18
            && eventId.chars().allMatch(c -> c >= '0' && c <= '9');
    long after = isNumber && !eventId.isEmpty() ? Long.parseLong(eventId) : 0;
    Ticket ticket = new Ticket(client == null || client.isEmpty() ? null : client, after);
    HttpResponse<InputStream> answer;
    try {
      Node there = owner.orElseThrow(NodeUnreachableException::new);
      answer = node.peers().send(there, call(ticket, eventId, told)).join();
    } catch (CompletionException | NodeUnreachableException e) {
      return fromDatabase(ticket, eventId, isNumber);
    }
    if (answer.statusCode() == Forwarding.NOT_OWNED) {
      discard(answer);
      return withoutOwner(ticket, eventId, isNumber);
    }
    if (answer.statusCode() != Response.Status.ACCEPTED.getStatusCode()) {
      throw new WebApplicationException(passedOn(answer));
    }
    discard(answer);
    return ticket;
  }

  private Peers.Call call(Ticket ticket, String eventId, String told) {
    String query = "?last_event_id=" + encoded(eventId == null ? "" : eventId);
    String viewer = ticket.key == null ? "" : "&viewer=" + encoded(ticket.key);
    return new Peers.Call(
        "GET",
        Door.FORWARDED + "/api/sessions/" + stored.id() + "/stream" + query + viewer,
        Map.of(
            RemoteViewer.HEADER,
            ticket.name,
            Forwarding.IF_OWNED,
            "1",
            HttpHeaders.ACCEPT,
            "text/event-stream"),
        told,
        new byte[0]);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** It is erased, or about to be another node's, or of its owner, which takes it over. */
  private Ticket withoutOwner(Ticket ticket, String eventId, boolean isNumber) {
    if (node.store().find(stored.id()).isEmpty()) {
      throw new UnknownSessionException(stored.id());
    }
    return fromDatabase(ticket, eventId, isNumber);
  }

  /** What was said is there, whatever becomes of the owner (contract, section 9). */
  private Ticket fromDatabase(Ticket ticket, String eventId, boolean isNumber) {
    if (stored.startedAt().isEmpty()) {
      throw new NodeUnreachableException();
    }
    if (eventId != null && !eventId.isEmpty() && !isNumber) {
      throw new BadEventIdException(eventId, 0);
    }
    ticket.isFromOwner = false;
    return ticket;
  }

  private static Response passedOn(HttpResponse<InputStream> answer) {
    Response.ResponseBuilder same = Response.status(answer.statusCode());
    for (String name : new String[] {HttpHeaders.CONTENT_TYPE, HttpHeaders.RETRY_AFTER}) {
      answer.headers().firstValue(name).ifPresent(value -> same.header(name, value));
    }
    try (InputStream body = answer.body()) {
      byte[] bytes = body.readAllBytes();
      return bytes.length == 0 ? same.build() : same.entity(bytes).build();
    } catch (IOException e) {
      throw new NodeUnreachableException();
    }
  }

  private static void discard(HttpResponse<InputStream> answer) {
    try (InputStream body = answer.body()) {
      body.skipNBytes(0);
    } catch (IOException e) {
      throw new NodeUnreachableException();
    }
  }
}
