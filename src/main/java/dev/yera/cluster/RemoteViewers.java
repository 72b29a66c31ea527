package dev.yera.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.yera.session.Session;
import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The viewers that this node's sessions have on other nodes. Each node says every few seconds which
 * it has; one that says nothing has none any more. Thread-safe.
 */
final class RemoteViewers {
  private static final Logger LOG = Logger.getLogger(RemoteViewers.class.getName());

  /** After which a viewer is gone that its node did not name. */
  static final Duration SILENCE = Duration.ofSeconds(15);

  private final SessionService service;
  private final LongSupplier nanoTime;
  private final BiConsumer<String, String> tellReplaced;

  @GuardedBy("this")
  private final Map<String, Entry> byName = new HashMap<>();

  private static final class Entry {
    final RemoteViewer viewer;
    long heard;

    Entry(RemoteViewer viewer, long heard) {
      this.viewer = viewer;
      this.heard = heard;
    }
  }

  /**
   * None yet.
   *
   * @param tellReplaced tells a node that its viewer gave way to another one; returns at once
   */
  RemoteViewers(
      SessionService service, LongSupplier nanoTime, BiConsumer<String, String> tellReplaced) {
    this.service = service;
    this.nanoTime = nanoTime;
    this.tellReplaced = tellReplaced;
  }

  /** A viewer of this node, which is to get a place in a session. */
  RemoteViewer of(String node, String name) {
    return new RemoteViewer(name, () -> tellReplaced.accept(node, name));
  }

  /** It has its place. */
  synchronized void entered(RemoteViewer viewer) {
    byName.put(viewer.name(), new Entry(viewer, nanoTime.getAsLong()));
  }

  /** These have left. */
  void left(List<String> names) {
    for (String name : names) {
      Entry gone;
      synchronized (this) {
        gone = byName.remove(name);
      }
      if (gone != null) {
        gone.viewer.leave();
      }
    }
  }

  /**
   * All that a node has.
   *
   * @param viewing by the id of the session the names of its viewers, and what each client calls
   *     itself, or null
   */
  void are(String node, Map<?, ?> viewing) {
    viewing.forEach(
        (id, viewers) ->
            ((Map<?, ?>) viewers)
                .forEach((name, key) -> is(node, (String) id, (String) name, (String) key)));
  }

  private void is(String node, String id, String name, String key) {
    synchronized (this) {
      Entry known = byName.get(name);
      if (known != null) {
        known.heard = nanoTime.getAsLong();
        return;
      }
    }
    // It came while the two nodes did not hear each other, or to an owner before this one.
    try {
      SessionId session = SessionId.parse(id).orElseThrow();
      if (service.shared().has(session)) {
        Session here = service.session(session);
        RemoteViewer viewer = of(node, name);
        viewer.begin(
            here.open(viewer, here.state().lastEventId(), key == null ? viewer : key, true));
        entered(viewer);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "A viewer of node " + node + " gets no place now", e);
    }
  }

  /** Sends away those whose node says nothing any more. */
  void tick() {
    long now = nanoTime.getAsLong();
    List<Entry> silent = new ArrayList<>(0);
    synchronized (this) {
      for (Iterator<Entry> all = byName.values().iterator(); all.hasNext(); ) {
        Entry each = all.next();
        if (now - each.heard > SILENCE.toNanos()) {
          all.remove();
          silent.add(each);
        }
      }
    }
    silent.forEach(each -> each.viewer.leave());
  }
}
