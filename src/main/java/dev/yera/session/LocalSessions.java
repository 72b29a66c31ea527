package dev.yera.session;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The sessions in the memory of this server, and who else has some: the stage, and other servers on
 * the same store. Invariant: once it is closed, no session of before and no stage comes in any more
 * (a new session may come in the same moment; its creator looks again). Thread-safe.
 */
final class LocalSessions {
  private final Map<SessionId, Session> byId = new ConcurrentHashMap<>();

  /** Sessions that are in the store a moment before they are here. */
  private final Set<SessionId> creating = ConcurrentHashMap.newKeySet();

  private volatile Others others = Others.NONE;
  private volatile Optional<Stage> stage = Optional.empty();
  private volatile boolean closed;

  /** All of users, not of the stage; changes with them. */
  Collection<Session> all() {
    return byId.values();
  }

  /** The one of this id, if it is here and of a user. */
  Optional<Session> find(SessionId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The one of this id, if it is here or on the stage. */
  Optional<Session> findAny(SessionId id) {
    return find(id).or(() -> stage.flatMap(each -> each.find(id)));
  }

  /** Makes one that is in the store a moment before it is here: {@link #knows} knows it already. */
  Session add(SessionId id, Supplier<Session> made) {
    creating.add(id);
    try {
      Session session = made.get();
      byId.put(id, session);
      return session;
    } finally {
      creating.remove(id);
    }
  }

  /** The one of this id; made if it is not here. */
  Session findOrAdd(SessionId id, Supplier<Session> made) {
    return byId.computeIfAbsent(id, absent -> made.get());
  }

  /** Whether one of this id is here, or soon is. */
  boolean knows(SessionId id) {
    return creating.contains(id) || byId.containsKey(id);
  }

  /** Whether this one was here until now. */
  boolean remove(Session session) {
    return byId.remove(session.id(), session);
  }

  // ---- Others

  /** This server is one of many. */
  void share(Others these) {
    others = these;
  }

  Others others() {
    return others;
  }

  boolean isShared() {
    return others != Others.NONE;
  }

  Optional<Stage> stage() {
    return stage;
  }

  /** Opens the stage; {@link #unlessClosed} has to be around it. */
  void open(Stage opened) {
    stage = Optional.of(opened);
  }

  // ---- The end

  /**
   * Does something that must not happen after the end has begun; one at a time.
   *
   * @return whether it was done
   */
  synchronized boolean unlessClosed(Runnable task) {
    if (!closed) {
      task.run();
      return true;
    }
    return false;
  }

  /** The server is stopping from now on. */
  synchronized void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Refuses what is not begun any more.
   *
   * @throws StoppingException if the server is stopping
   */
  void refuseWhenClosed() {
    if (closed) {
      throw new StoppingException();
    }
  }
}
