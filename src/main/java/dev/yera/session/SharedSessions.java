package dev.yera.session;

import dev.yera.store.PostgresStore;
import dev.yera.store.StoreException;
import dev.yera.store.StoredSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The sessions of one of many servers on one store, as the cluster moves them. Thread-safe. */
public final class SharedSessions {
  private static final Logger LOG = Logger.getLogger(SharedSessions.class.getName());

  private final LocalSessions here;
  private final FormerSessions former;
  private final SessionContext context;

  SharedSessions(LocalSessions here, FormerSessions former, SessionContext context) {
    this.here = here;
    this.former = former;
    this.context = context;
  }

  /** This server is one of many on one store. Called while {@link SessionsOpened} is published. */
  public void share(Others these) {
    here.share(these);
  }

  /** Whether this server has this session in memory, and owns it. */
  public boolean has(SessionId id) {
    return here.findAny(id).isPresent();
  }

  /**
   * Goes on with a session whose server died, and which this one owns now: it gets its end, or
   * waits for its first viewer here.
   *
   * @throws StoreException if the end cannot be stored now
   */
  public void takeOver(StoredSession stored) {
    former.takeOver(stored);
  }

  /**
   * Goes on with sessions that this server owns and does not know, as {@link #takeOver} does: that
   * was interrupted, or nobody heard that they were created.
   *
   * @throws StoreException if the store cannot be asked now
   */
  public void goOnWithUnknown() {
    former.bringBackUnknown();
  }

  /**
   * Ends all processes at once: this server may not own its sessions any more. Those that nobody
   * has viewed leave its memory, with their clocks: they may be viewed on another one soon.
   */
  public void abandonAll() {
    for (Session session : here.all()) {
      if (!session.isStarted()) {
        forgetHere(session); // first, so that whoever asks for it asks the store whose it is
      }
      session.abandon();
    }
  }

  /**
   * Which server of many writes each of these sessions, or did until its end; without those of
   * which it is not known, and empty without a cluster.
   *
   * @throws StoreException if the store cannot be used
   */
  public Map<SessionId, String> nodesOf(List<SessionId> ids) {
    Map<SessionId, String> nodes = new HashMap<>();
    if (context.store() instanceof PostgresStore shared) {
      shared
          .owners(ids.stream().map(SessionId::toString).toList())
          .forEach(
              (id, owned) ->
                  owned.node().ifPresent(n -> nodes.put(SessionId.parse(id).orElseThrow(), n)));
    }
    return nodes;
  }

  /** Another server owns it, and has its answers. */
  void lost(Session session) {
    forgetHere(session);
    LOG.log(Level.INFO, "The session {0} belongs to another server now", session.id());
  }

  private void forgetHere(Session session) {
    if (here.remove(session) && context.store() instanceof PostgresStore shared) {
      shared.giveUp(session.id().toString());
    }
  }
}
