package dev.yera.session;

import dev.yera.catalog.AppId;
import dev.yera.catalog.Catalog;
import dev.yera.catalog.GoneApp;
import dev.yera.catalog.ListedApp;
import dev.yera.catalog.UnknownAppException;
import dev.yera.event.block.EndReason;
import dev.yera.session.limit.Owner;
import dev.yera.session.limit.Slots;
import dev.yera.store.EventLog;
import dev.yera.store.PostgresStore;
import dev.yera.store.SessionStore;
import dev.yera.store.StoreException;
import dev.yera.store.StoredSession;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sessions that were stored by a server before this one, or by one that died. Invariants: each that
 * has not ended is brought back once: it gets its end if it had begun, else it waits for its first
 * viewer; with other servers on the store only what is taken over is brought back. Thread-safe.
 */
final class FormerSessions {
  private static final Logger LOG = Logger.getLogger(FormerSessions.class.getName());

  private final LocalSessions here;
  private final SessionContext context;
  private final Catalog catalog;
  private final Slots slots;

  /** Done when the sessions of before are here. */
  private final CompletableFuture<Void> broughtBack = new CompletableFuture<>();

  /** Those that could not be brought back when that was tried last. */
  private final Set<String> failed = ConcurrentHashMap.newKeySet();

  /** Whether the store has said once which there are: what is new in it then is not of before. */
  private volatile boolean listed;

  FormerSessions(LocalSessions here, SessionContext context, Catalog catalog, Slots slots) {
    this.here = here;
    this.context = context;
    this.catalog = catalog;
    this.slots = slots;
  }

  /** Waits until those of before are here. */
  void await() {
    broughtBack.join();
  }

  /** Those of before belong to whoever takes them over. */
  void belongToOthers() {
    broughtBack.complete(null);
  }

  /** Goes on with a session whose server died; see {@link SessionService#takeOver}. */
  void takeOver(StoredSession stored) {
    here.unlessClosed(() -> goOn(stored, EndReason.NODE_LOST));
  }

  /**
   * While the server is used already: with many sessions the store may need some seconds.
   *
   * @param then what is done when all are back, unless the store fails
   */
  void bringBackAll(Runnable then) {
    try {
      bringBackEach();
      if (!here.isClosed()) {
        then.run();
      }
    } catch (StoreException e) {
      LOG.log(Level.SEVERE, "The sessions of before cannot be brought back", e);
    } finally {
      broughtBack.complete(null);
    }
  }

  /**
   * Brings back those that could not be when the server started.
   *
   * @throws StoreException if the store cannot be asked now
   */
  void bringBackRest() {
    if (!broughtBack.isDone()) {
      return;
    }
    if (listed) {
      failed.forEach(this::tryToBringBack);
    } else {
      bringBackEach();
    }
  }

  private void bringBackEach() {
    for (StoredSession each : context.store().unended()) {
      tryToBringBack(each.id());
    }
    listed = true;
  }

  /**
   * Brings back sessions that have not ended and are this server's own, and that it does not know:
   * a takeover that was interrupted, a create of which nobody heard that it was stored.
   *
   * @throws StoreException if the store cannot be asked now
   */
  void bringBackUnknown() {
    if (context.store() instanceof PostgresStore shared) {
      shared
          .leftBehind(id -> here.knows(SessionId.parse(id).orElseThrow()))
          .forEach(this::tryToBringBack);
    }
  }

  /** One that cannot be brought back stays as it is, and must not keep others from being there. */
  private void tryToBringBack(String id) {
    try {
      bringBack(id);
      failed.remove(id);
    } catch (RuntimeException e) {
      Level level = failed.add(id) ? Level.SEVERE : Level.FINE; // it may be tried each second
      LOG.log(level, "The session " + id + " cannot be brought back", e);
    }
  }

  /** Brings back a session that has no end, if nobody did. */
  private void bringBack(String id) {
    EndReason how = here.isShared() ? EndReason.NODE_LOST : EndReason.SERVER_LOST;
    here.unlessClosed(
        () ->
            context
                .store()
                .find(id)
                .filter(each -> each.end().isEmpty())
                .filter(each -> !here.knows(SessionId.parse(id).orElseThrow()))
                .ifPresent(each -> goOn(each, how)));
  }

  private void goOn(StoredSession stored, EndReason how) {
    SessionStore store = context.store();
    EventLog log = store.log(stored, () -> {});
    if (log.lastId() > 0) {
      Recovery.end(store, stored, log, how, context.clock().instant());
      return;
    }
    Owner owner = Owner.of(stored.owner());
    slots.takeAgain(owner);
    try {
      here.add(
          SessionId.parse(stored.id()).orElseThrow(),
          () -> Session.stored(stored, appOf(stored), context, () -> slots.giveBack(owner)));
    } catch (RuntimeException e) {
      slots.giveBack(owner); // it is tried again
      throw e;
    }
  }

  private ListedApp appOf(StoredSession stored) {
    try {
      return catalog.app(stored.appId());
    } catch (UnknownAppException e) {
      return gone(stored);
    }
  }

  /** What a session of before needs of its app: it is not started again. */
  private static GoneApp gone(StoredSession stored) {
    return new GoneApp(new AppId(stored.appId()), stored.appName());
  }

  /** The session of this id; see {@link SessionService#session}. */
  Session session(SessionId id) {
    return here.findAny(id).orElseGet(() -> fromStore(id));
  }

  /** One that ended, and is not in memory; or one of before that is not brought back yet. */
  private Session fromStore(SessionId id) {
    SessionStore store = context.store();
    if (!here.isShared()
        && store.find(id.toString()).filter(each -> each.end().isEmpty()).isPresent()) {
      bringBack(id.toString());
      Optional<Session> back = here.find(id);
      if (back.isPresent()) {
        return back.get();
      }
    }
    StoredSession stored =
        store.find(id.toString()).orElseThrow(() -> new UnknownSessionException(id.toString()));
    if (stored.end().isEmpty()) {
      if (here.isShared()) {
        throw new ElsewhereException();
      }
      throw new UnknownSessionException(id.toString());
    }
    if (here.isShared()) {
      // Not kept: another server may name it, or erase it.
      return Session.stored(stored, gone(stored), context, () -> {});
    }
    return here.findOrAdd(id, () -> Session.stored(stored, gone(stored), context, () -> {}));
  }
}
