package dev.yera.session;

import dev.yera.settings.SessionSettings;
import dev.yera.settings.StoreSettings;
import dev.yera.store.FencedException;
import dev.yera.store.SessionQuery;
import dev.yera.store.SessionStore;
import dev.yera.store.StoreException;
import dev.yera.store.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How sessions are forgotten: by their users, with their owners, and when they are not to be kept
 * any longer. Invariants: nothing is removed while a process of it may be there; what the store
 * cannot remove is still here, for the next try. Thread-safe; may wait for processes and the store.
 */
final class Forgetting {
  private static final Logger LOG = Logger.getLogger(Forgetting.class.getName());
  private static final Duration TREE_PATIENCE = Duration.ofSeconds(60);
  private static final long TIDY_NANOS = 10_000_000_000L;

  private final LocalSessions here;
  private final FormerSessions former;
  private final SessionContext context;
  private final Retention retention;
  private final AtomicLong tidied = new AtomicLong(Long.MIN_VALUE / 2);

  Forgetting(LocalSessions here, FormerSessions former, SessionContext context) {
    this.here = here;
    this.former = former;
    this.context = context;
    retention = new Retention(context.settings());
  }

  /** Ends one, and forgets it; see {@link SessionService#cleanupSession}. */
  void cleanup(Session session) {
    session.forget(ServerEnd.cleanedUp("The session was deleted."));
    await(List.of(session), TREE_PATIENCE);
    remove(session);
  }

  /** Ends and forgets all; see {@link SessionService#cleanupAll}. */
  void cleanupAll() {
    former.await();
    List<Session> all = new ArrayList<>(here.all());
    all.forEach(session -> session.forget(ServerEnd.cleanedUp("All sessions were deleted.")));
    await(all, TREE_PATIENCE);
    all.forEach(this::remove);
  }

  /** Erases those of some owners; see {@link SessionService#eraseSessionsOf}. */
  void eraseSessionsOf(SessionQuery.Whose owners) {
    former.await();
    List<SessionId> ids =
        context.store().page(SessionQuery.of(owners)).sessions().stream()
            .map(stored -> SessionId.parse(stored.id()).orElseThrow())
            .toList();
    // All at once are told to end, so that they take their grace together.
    erase(ids);
    here.others().erase(ids);
    ids.forEach(this::eraseStored);
  }

  /** Ends sessions of this server and erases all of them. */
  void erase(List<SessionId> ids) {
    List<Session> live = ids.stream().map(here::find).flatMap(Optional::stream).toList();
    live.forEach(session -> session.forget(ServerEnd.cleanedUp("All of its owner was deleted.")));
    await(live, TREE_PATIENCE);
    live.forEach(this::remove);
  }

  private void eraseStored(SessionId id) {
    try {
      remove(former.session(id));
    } catch (UnknownSessionException gone) {
      LOG.log(Level.FINE, "It was live, or somebody else erased it", gone);
    }
  }

  /** From the store first: what cannot be removed there is still here, for the next try. */
  void remove(Session session) {
    if (here.stage().filter(each -> each.remove(session)).isPresent()) {
      return;
    }
    try {
      context.store().remove(session.id().toString());
    } catch (FencedException e) {
      context.lost().accept(session);
      throw e;
    }
    if (here.remove(session) || here.isShared()) {
      session.discardLog();
    }
  }

  static void await(List<Session> ending, Duration patience) {
    CompletableFuture<?>[] over =
        ending.stream().map(Session::over).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(over).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.SEVERE, "Processes of sessions do not end", e);
    }
  }

  /** Its retention in memory is over. */
  void expired(Session session) {
    session.forget(ServerEnd.cleanedUp("The session was not used."));
    SessionState state = session.state();
    boolean stays =
        context.store().isLasting()
            && (state.pinned() || !context.settings().get(StoreSettings.STORE_RETENTION).isZero())
            && state.endedAt().isPresent();
    if (stays) {
      here.remove(session); // it comes back when somebody asks for it
      return;
    }
    try {
      remove(session);
    } catch (FencedException e) {
      LOG.log(Level.FINE, "Another server has it", e);
    } catch (StoreException e) {
      // The next start tries again; until then it can be deleted.
      LOG.log(Level.WARNING, "The session " + session.id() + " cannot be removed now", e);
    }
  }

  /** Forgets what is not to be kept. */
  void tidy() {
    SessionStore store = context.store();
    if (!store.isLasting()) {
      retention.tooMany(here.all()).forEach(this::remove);
      return;
    }
    Duration kept = context.settings().get(StoreSettings.STORE_RETENTION);
    leaveToStore(!kept.isZero());
    long now = context.nanoTime().getAsLong();
    long last = tidied.get();
    if (now - last < TIDY_NANOS || !tidied.compareAndSet(last, now)) {
      return; // all states are looked at: not for each of many sessions that end together
    }
    // What is kept in memory only has left it by then, or its server did not live as long.
    Duration inStore = kept.isZero() ? context.settings().get(SessionSettings.RETENTION) : kept;
    Instant before = store.now(context.clock()).minus(inStore);
    for (StoredSession each :
        store.excess(before, context.settings().get(StoreSettings.STORE_MAX_BYTES))) {
      SessionId id = SessionId.parse(each.id()).orElseThrow();
      boolean isOld = each.end().filter(end -> end.at().isBefore(before)).isPresent();
      boolean staysInMemory = kept.isZero() && isOld && here.find(id).isPresent();
      // Whoever owns it has it in memory, too, and removes it.
      if (!staysInMemory && !here.others().own(each.id())) {
        eraseStored(id);
      }
    }
  }

  /**
   * Of what ended only so many stay in memory.
   *
   * @param isKept whether the others stay in the store
   */
  private void leaveToStore(boolean isKept) {
    new Retention(context.settings().get(SessionSettings.SESSIONS_MAX_RETAINED), Long.MAX_VALUE)
        .tooMany(here.all()).stream()
            .filter(Session::isEndStored)
            .forEach(
                each -> {
                  if (isKept) {
                    here.remove(each);
                  } else {
                    remove(each);
                  }
                });
  }
}
