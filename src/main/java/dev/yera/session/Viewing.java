package dev.yera.session;

import dev.yera.store.EventLog;
import dev.yera.stream.Reader;
import dev.yera.stream.Watcher;
import java.util.ArrayList;
import java.util.List;

/**
 * Who reads along. Invariants: a viewer's place in the log is taken before anything can be appended
 * after it came, so it misses nothing; the first one starts the app; a log that is not wanted any
 * more is deleted when its last viewer has left. Thread-safe; viewers are told without the lock.
 */
final class Viewing {
  private final SessionParts parts;
  private final SessionLock lock;
  private final Viewers viewers;
  private final Life life;
  private final Journal journal;
  private final Beginning beginning;

  Viewing(SessionParts parts, Beginning beginning) {
    this.parts = parts;
    this.beginning = beginning;
    lock = parts.lock();
    viewers = parts.viewers();
    life = parts.life();
    journal = parts.journal();
  }

  /** Adds a viewer; see {@link Session#open(Watcher, long, Object, boolean)}. */
  Reader open(Watcher watcher, long after, Object key, boolean whole) {
    List<Watcher> givingWay = new ArrayList<>(0);
    Phase.Run starting = null;
    EventLog.Cursor cursor;
    boolean behind;
    try {
      synchronized (lock) {
        beginning.refuseUnviewable(lock.held);
        // Take the position before anything can be appended: an event in between would be lost.
        cursor = parts.forOthers().cursorAfter(after, whole);
        behind = parts.log().readableId() > after;
        takePlace(lock.held, watcher, key, givingWay);
        if (!life.isStarted(lock.held)) {
          starting = beginning.begin(lock.held);
        }
      }
    } finally {
      givingWay.forEach(Watcher::replace);
    }
    if (starting != null) {
      beginning.spawn(starting);
    }
    SessionContext context = parts.context();
    context
        .facts()
        .accept(new SessionFact.Viewed(parts.id(), context.clock().instant(), after, behind));
    return new Reader(cursor, () -> leave(key, watcher));
  }

  private void takePlace(Held held, Watcher watcher, Object key, List<Watcher> givingWay) {
    int before = viewers.count(held);
    try {
      viewers.add(held, key, watcher, givingWay);
    } finally {
      changed(held, before); // even if it was refused: a removed one may have been the last
    }
  }

  private void changed(Held held, int before) {
    int count = viewers.count(held);
    if (count != before) {
      life.clocks(held).viewers(count, parts.now());
    }
  }

  private void leave(Object key, Watcher watcher) {
    synchronized (lock) {
      int before = viewers.count(lock.held);
      viewers.remove(lock.held, key, watcher);
      changed(lock.held, before);
    }
    deleteUnwantedLog();
  }

  /** Reads along for another node; see {@link Session#follow}. */
  Reader follow(Watcher watcher, long after) {
    synchronized (lock) {
      EventLog.Cursor cursor = parts.forOthers().cursorAfter(after, true);
      viewers.follow(lock.held, watcher);
      return new Reader(cursor, () -> unfollow(watcher));
    }
  }

  private void unfollow(Watcher watcher) {
    synchronized (lock) {
      viewers.unfollow(lock.held, watcher);
    }
  }

  /** Discards the log; current viewers still get all of it. May wait for the disk. */
  void discardLog() {
    synchronized (lock) {
      journal.discard(lock.held);
    }
    SessionContext context = parts.context();
    context.facts().accept(new SessionFact.Forgotten(parts.id(), context.clock().instant()));
    deleteUnwantedLog();
  }

  private void deleteUnwantedLog() {
    synchronized (lock) {
      if (!journal.isUnwanted(lock.held) || viewers.count(lock.held) > 0) {
        return;
      }
    }
    journal.delete();
  }
}
