package dev.yera.session;

import dev.yera.session.limit.LimitExceededException;
import dev.yera.session.limit.ViewerPlaces;
import dev.yera.settings.SessionSettings;
import dev.yera.stream.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The viewers of a session. Invariant: each viewer that this server serves has one of its places,
 * and there are at most {@code yera.session.max-viewers}, those on other servers included.
 */
final class Viewers {
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final int most;
  private final ViewerPlaces places;
  private final Map<Object, Watcher> byKey = new LinkedHashMap<>();

  /** Read along, and are no viewers: other nodes, each for viewers of its own. */
  private final Set<Watcher> followers = new LinkedHashSet<>();

  /** A copy of the viewers and followers, for notifications without the lock. */
  private volatile Watcher[] all = {};

  Viewers(int most, ViewerPlaces places) {
    this.most = most;
    this.places = places;
  }

  /**
   * Adds a viewer.
   *
   * @param key a viewer with an equal key is replaced by this one, which takes over its place
   * @param givingWay gets the removed viewers, even if this one is refused; notify them ({@link
   *     Watcher#replace}) after the lock is released
   * @throws LimitExceededException if there are too many
   */
  void add(Held held, Object key, Watcher watcher, List<Watcher> givingWay) {
    Watcher before = byKey.get(key);
    try {
      if (before == null) {
        makeRoom(givingWay);
      }
      if (watcher.isHere() && (before == null || !before.isHere())) {
        places.take();
      }
    } finally {
      changed();
    }
    byKey.put(key, watcher);
    if (before != null) {
      if (before.isHere() && !watcher.isHere()) {
        places.giveBack();
      }
      givingWay.add(before);
    }
    changed();
  }

  private void makeRoom(List<Watcher> givingWay) {
    if (byKey.size() >= most) {
      dropOverdue(givingWay);
    }
    if (byKey.size() >= most) {
      throw new LimitExceededException(
          LimitExceededException.What.VIEWERS,
          SessionSettings.MAX_VIEWERS.key(),
          most,
          "The session has reached its limit of viewers. Close a stream or try again later.",
          RETRY);
    }
  }

  /** Removes viewers that do not read, before a new one is refused. */
  private void dropOverdue(List<Watcher> givingWay) {
    for (Watcher each : all) {
      if (each.isOverdue() && byKey.values().remove(each)) {
        giveBack(each);
        givingWay.add(each);
      }
    }
  }

  /**
   * Removes a viewer. The late end of a replaced one has no effect.
   *
   * @return whether it was one until now
   */
  boolean remove(Held held, Object key, Watcher watcher) {
    boolean was = byKey.remove(key, watcher);
    if (was) {
      giveBack(watcher);
      changed();
    }
    return was;
  }

  private void giveBack(Watcher watcher) {
    if (watcher.isHere()) {
      places.giveBack();
    }
  }

  /** Adds one that is woken and ticked like a viewer, and does not count. */
  void follow(Held held, Watcher watcher) {
    followers.add(watcher);
    changed();
  }

  void unfollow(Held held, Watcher watcher) {
    followers.remove(watcher);
    changed();
  }

  private void changed() {
    all = Stream.concat(byKey.values().stream(), followers.stream()).toArray(Watcher[]::new);
  }

  /** Sends all away, to come back where the session is now. Needs no lock. */
  void replaceAll() {
    for (Watcher each : all) {
      each.replace();
    }
  }

  int count(Held held) {
    return byKey.size();
  }

  /** Notifies the viewers that the log may have new events or be closed. Needs no lock. */
  void wake() {
    for (Watcher each : all) {
      each.wake();
    }
  }

  /**
   * Notifies the viewers of the time. Needs no lock; a failing viewer does not affect the others.
   */
  void tick(long now) {
    List<Throwable> failures = new ArrayList<>(0);
    for (Watcher each : all) {
      try {
        each.tick(now);
      } catch (RuntimeException | Error e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.size() + " viewers failed", failures.get(0));
    }
  }
}
