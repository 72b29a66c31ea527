package dev.yera.api;

import dev.yera.identity.Right;
import dev.yera.session.Session;
import dev.yera.session.SessionService;
import dev.yera.settings.Settings;
import dev.yera.store.BadEventIdException;
import dev.yera.stream.Reader;
import dev.yera.stream.SinkSender;
import dev.yera.stream.Viewer;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What a stream of one session and that of several have in common. */
@ApplicationScoped
public class Streams {
  private static final int HEARTBEATS_PER_AWAY_CLOCK = 4;

  /** As long as an app that asks nothing is listened to by the request that created its session. */
  private static final Duration FIRST = Duration.ofSeconds(2);

  @EJB private SessionService service;
  @Inject private Settings settings;
  @Inject private Access access;

  /**
   * A session, and what its caller wants of it.
   *
   * @param after the number of the last event that the caller has
   * @param whole whether the caller sees all of the exit event
   */
  record Place(Session session, long after, boolean whole) {
    boolean isOver() {
      return session.isOverAfter(after);
    }

    Reader open(Viewer viewer, Object key) {
      return session.open(viewer, after, key, whole);
    }
  }

  /**
   * Checks everything, and starts nothing.
   *
   * @param eventId null or empty for the beginning
   */
  Place place(String id, String eventId) {
    Session session = access.session(id, Right.VIEW);
    boolean whole = access.rights(session).contains(Right.READ_DIAGNOSTICS);
    return new Place(session, number(eventId, session), whole);
  }

  private static long number(String text, Session session) {
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

  /** A viewer of these for the current caller. */
  Viewer viewer(Collection<Place> places, SseEventSink sink, Sse sse) {
    return viewer(places, ThreadLocalRandom.current().nextDouble(0.8, 1.2), sink, sse);
  }

  /** One who soon comes back with a stream of their own. */
  Viewer firstViewer(Place place, SseEventSink sink, Sse sse) {
    double age = (double) FIRST.toNanos() / settings.get(Settings.MAX_AGE).toNanos();
    return viewer(List.of(place), age, sink, sse);
  }

  private Viewer viewer(Collection<Place> places, double age, SseEventSink sink, Sse sse) {
    return new Viewer(
        new SinkSender(sink, sse),
        service.viewerThreads(),
        settings,
        places.stream()
            .map(this::heartbeat)
            .min(Duration::compareTo)
            .orElse(settings.get(Settings.HEARTBEAT)),
        age,
        access.admission().holds(),
        System::nanoTime);
  }

  /** What the client calls itself; without a name it is no other's successor. */
  static Object key(String client, Viewer viewer) {
    return client == null || client.isEmpty() ? viewer : client;
  }

  /**
   * The heartbeat interval; shorter than the away timeout, because heartbeats detect a lost client.
   */
  private Duration heartbeat(Place place) {
    Duration usual = settings.get(Settings.HEARTBEAT);
    Duration away = place.session().app().away().orElse(settings.get(Settings.AWAY_TIMEOUT));
    Duration quick = away.dividedBy(HEARTBEATS_PER_AWAY_CLOCK);
    return away.isZero() || quick.compareTo(usual) > 0 ? usual : quick;
  }
}
