package dev.yera.session;

import dev.yera.store.ListPlace;
import dev.yera.store.SessionPage;
import dev.yera.store.SessionQuery;
import dev.yera.store.SessionStore;
import dev.yera.store.StoredSession;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lists sessions: in the order of the store, each as it is now, here or on another server.
 * Thread-safe. What each method promises is said where {@link SessionService} passes it on.
 */
final class Listing {
  private static final Logger LOG = Logger.getLogger(Listing.class.getName());

  private final LocalSessions here;
  private final FormerSessions former;
  private final SessionStore store;

  Listing(LocalSessions here, FormerSessions former, SessionStore store) {
    this.here = here;
    this.former = former;
    this.store = store;
  }

  SessionList sessionsOf(SessionQuery query) {
    former.await();
    SessionPage page = store.page(query);
    Map<SessionId, SessionState> elsewhere = here.others().states(page.sessions());
    return new SessionList(
        page.sessions().stream().map(each -> state(each, elsewhere)).toList(), page.next());
  }

  FeedbackList feedbackOn(SessionQuery query) {
    SessionList page = sessionsOf(query);
    List<GivenFeedback> given = new ArrayList<>();
    for (SessionState each : page.sessions()) {
      try {
        given.addAll(former.session(each.id()).feedback());
      } catch (ElsewhereException | UnknownSessionException | UncheckedIOException notHere) {
        LOG.log(Level.FINE, "No feedback was read of the session " + each.id(), notHere);
      }
    }
    return new FeedbackList(given, page.next());
  }

  SessionList sessionsOf(SessionQuery query, SessionStatus status) {
    SessionQuery stored = query.in(storedStatus(status));
    List<SessionState> found = new ArrayList<>();
    Optional<ListPlace> place = query.after();
    do {
      SessionList part = sessionsOf(stored.part(place, query.limit() - found.size()));
      part.sessions().stream().filter(each -> each.status() == status).forEach(found::add);
      place = part.next();
      // A search has a bound: its answer says how to go on.
    } while (place.isPresent() && found.size() < query.limit() && query.words().isEmpty());
    return new SessionList(found, place);
  }

  private static StoredSession.Status storedStatus(SessionStatus status) {
    return switch (status) {
      case CREATED -> StoredSession.Status.CREATED;
      case RUNNING, STOPPING -> StoredSession.Status.RUNNING;
      case EXITED -> StoredSession.Status.EXITED;
      case STOPPED -> StoredSession.Status.STOPPED;
      case FAILED -> StoredSession.Status.FAILED;
    };
  }

  /** As it is now, or as it is stored. */
  private SessionState state(StoredSession stored, Map<SessionId, SessionState> elsewhere) {
    SessionId id = SessionId.parse(stored.id()).orElseThrow();
    return here.find(id)
        .map(Session::state)
        .or(() -> Optional.ofNullable(elsewhere.get(id)))
        .orElseGet(() -> SessionState.of(stored));
  }
}
