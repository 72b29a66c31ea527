package dev.yera.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sessions that ended under another server, while somebody views them here. Nobody keeps them in
 * memory, because other servers may name or erase them; but their viewers have to know of each
 * other, and of the time: they count together, take each other's places, and are cut when they do
 * not read. Thread-safe.
 */
final class Revisited {
  private static final Logger LOG = Logger.getLogger(Revisited.class.getName());

  /** Until its first viewer has come, and for the next one. */
  private static final long UNVIEWED_NANOS = 5_000_000_000L;

  private final LongSupplier nanoTime;
  private final Map<SessionId, Entry> entries = new ConcurrentHashMap<>();

  private static final class Entry {
    final Session session;
    volatile long used;

    Entry(Session session, long used) {
      this.session = session;
      this.used = used;
    }
  }

  /**
   * None yet.
   *
   * @param nanoTime monotonic time
   */
  Revisited(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * The one that all viewers of a session share here.
   *
   * @param fromStore the same session, as it was just read
   */
  Session of(Session fromStore) {
    long now = nanoTime.getAsLong();
    return entries.compute(
            fromStore.id(),
            (id, known) -> {
              if (known == null) {
                return new Entry(fromStore, now);
              }
              known.used = now;
              return known;
            })
        .session;
  }

  /** Tells their viewers the time; forgets those that nobody views. Does not fail, nor wait. */
  void tick() {
    long now = nanoTime.getAsLong();
    for (Entry each : entries.values()) {
      try {
        if (each.session.tickViewers(now)) {
          each.used = now;
        }
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "Viewers of a session that ended have failed", e);
      }
      entries.computeIfPresent(
          each.session.id(), (id, known) -> now - known.used > UNVIEWED_NANOS ? null : known);
    }
  }
}
