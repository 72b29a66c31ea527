package dev.yera.api;

import dev.yera.catalog.AppId;
import dev.yera.catalog.ListedApp;
import dev.yera.cluster.Cluster;
import dev.yera.cluster.Elsewhere;
import dev.yera.identity.Act;
import dev.yera.identity.Rehearser;
import dev.yera.identity.Right;
import dev.yera.measure.Deliveries;
import dev.yera.session.Session;
import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import dev.yera.session.UnknownSessionException;
import dev.yera.settings.HttpSettings;
import dev.yera.settings.SessionSettings;
import dev.yera.settings.Settings;
import dev.yera.store.BadEventIdException;
import dev.yera.stream.FrameSender;
import dev.yera.stream.Reader;
import dev.yera.stream.Viewer;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  @Inject private Cluster cluster;
  @Inject private CurrentCall call;

  /** A place in the events of a session, for a viewer that is about to come. */
  sealed interface Place {
    /** Whether there is nothing after it, and never will be. */
    boolean isOver();

    Reader open(Viewer viewer, String client);

    /** The app whose clock of absence runs. */
    Optional<ListedApp> app();

    /** The session, if it is here. */
    Optional<Session> session();
  }

  /**
   * In a session of this server, or one that ended.
   *
   * @param after the number of the last event that the caller has
   * @param whole whether the caller sees all of the exit event
   * @param viewed notes that they look
   */
  private record Here(Session it, long after, boolean whole, Runnable viewed) implements Place {
    @Override
    public boolean isOver() {
      return it.isOverAfter(after);
    }

    @Override
    public Reader open(Viewer viewer, String client) {
      Reader reader = it.open(viewer, after, key(client, viewer), whole);
      viewed.run();
      return reader;
    }

    @Override
    public Optional<ListedApp> app() {
      return Optional.of(it.app());
    }

    @Override
    public Optional<Session> session() {
      return Optional.of(it);
    }
  }

  /** In a session of another node, which has given it. */
  private record There(Elsewhere.Ticket ticket, Optional<ListedApp> app, boolean whole)
      implements Place {
    @Override
    public boolean isOver() {
      return false;
    }

    @Override
    public Reader open(Viewer viewer, String client) {
      return ticket.open(viewer, whole);
    }

    @Override
    public Optional<Session> session() {
      return Optional.empty();
    }
  }

  /**
   * Checks everything, and starts nothing here; another node that owns the session may start it.
   *
   * @param eventId null or empty for the beginning
   * @param client what the client calls itself, or null
   */
  Place place(String id, String eventId, String client) {
    Optional<Elsewhere> elsewhere = SessionId.parse(id).flatMap(cluster::elsewhere);
    if (elsewhere.isPresent()) {
      return there(elsewhere.get(), eventId, client);
    }
    Session session = service.toView(access.session(id, Right.VIEW));
    boolean whole = access.rights(session).contains(Right.READ_DIAGNOSTICS);
    Here place =
        new Here(session, number(eventId, session), whole, () -> access.note(Act.VIEWED, session));
    if (call.asked().isPresent() && !place.isOver()) {
      call.asked().get().take(session, place.after(), client);
      place.viewed().run();
      throw new WebApplicationException(Response.accepted().build());
    }
    return place;
  }

  private Place there(Elsewhere session, String eventId, String client) {
    if (call.asked().isPresent()) {
      throw new UnknownSessionException(session.id().toString()); // whoever asks is mistaken
    }
    Set<Right> rights = access.caller().rights(session.id(), session.owner());
    if (!rights.contains(Right.VIEW)) {
      throw new UnknownSessionException(session.id().toString());
    }
    Elsewhere.Ticket ticket = session.admit(eventId, client, call.told());
    if (!ticket.isFromOwner()) {
      access.viewed(session); // else the owner has noted it
    }
    return new There(
        ticket, access.appNow(new AppId(session.appId())), rights.contains(Right.READ_DIAGNOSTICS));
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
  Viewer viewer(Collection<Place> places, FrameSender sender) {
    return viewer(places, ageFactor(), sender);
  }

  /** One who soon comes back with a stream of their own. */
  Viewer firstViewer(Place place, FrameSender sender) {
    double age = (double) FIRST.toNanos() / settings.get(HttpSettings.MAX_AGE).toNanos();
    return viewer(List.of(place), age, sender);
  }

  /** A viewer of what is no session's, for the current caller; it counts for no metric. */
  public Viewer viewer(FrameSender sender) {
    return new Viewer(
        sender,
        service.viewerThreads(),
        settings,
        settings.get(HttpSettings.HEARTBEAT),
        ageFactor(),
        access.admission().holds(),
        new Deliveries(),
        System::nanoTime);
  }

  private static double ageFactor() {
    return ThreadLocalRandom.current().nextDouble(0.8, 1.2);
  }

  private Viewer viewer(Collection<Place> places, double age, FrameSender sender) {
    return new Viewer(
        sender,
        service.viewerThreads(),
        settings,
        places.stream()
            .map(this::heartbeat)
            .min(Duration::compareTo)
            .orElse(settings.get(HttpSettings.HEARTBEAT)),
        age,
        access.admission().holds(),
        access.caller() instanceof Rehearser
            ? new Deliveries()
            : service.gauges().measures().deliveries(),
        System::nanoTime);
  }

  /** What the client calls itself; without a name it is no other's successor. */
  private static Object key(String client, Viewer viewer) {
    return client == null || client.isEmpty() ? viewer : client;
  }

  /**
   * The heartbeat interval; shorter than the away timeout, because heartbeats detect a lost client.
   */
  private Duration heartbeat(Place place) {
    Duration usual = settings.get(HttpSettings.HEARTBEAT);
    Duration away =
        place.app().flatMap(ListedApp::away).orElse(settings.get(SessionSettings.AWAY_TIMEOUT));
    Duration quick = away.dividedBy(HEARTBEATS_PER_AWAY_CLOCK);
    return away.isZero() || quick.compareTo(usual) > 0 ? usual : quick;
  }
}
