package dev.yera.cluster;

import dev.yera.event.SseFrame;
import dev.yera.event.block.Exit;
import dev.yera.event.json.Json;
import dev.yera.session.CursorForOthers;
import dev.yera.session.LastFrame;
import dev.yera.store.EventLog;
import dev.yera.store.FollowedLog;
import dev.yera.store.PostgresStore;
import dev.yera.store.Slice;
import dev.yera.store.StoreException;
import dev.yera.store.StoredSession;
import dev.yera.stream.Reader;
import dev.yera.stream.Watcher;
import dev.yera.thread.Drain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The events of a session that another node owns, for all its viewers on this one: they come once,
 * as the owner's stream. While the owner cannot be heard they come from the database, where they
 * are before anybody sees them. Thread-safe.
 */
final class Relay implements Frames.Taker {
  private static final Logger LOG = Logger.getLogger(Relay.class.getName());

  /** How the exit event begins: only the server writes it, and always like this. */
  private static final byte[] EXIT =
      "{\"event_class\":\"lifecycle\",\"block_type\":\"exit\"".getBytes(StandardCharsets.US_ASCII);

  /** Twice as often as it has to be noticed that the owner is silent. */
  private static final long ASK_DATABASE_NANOS = 200_000_000L;

  private static final long CONNECT_AGAIN_NANOS = 1_000_000_000L;

  /** Three of the heartbeats of the owner's stream. */
  private static final long SILENCE_NANOS = 6_000_000_000L;

  private final String session;
  private final PostgresStore store;
  private final FollowedLog log;
  private final Link link;
  private final Drain asking;

  /** By the names of viewers. */
  private final Map<String, Place> viewers = new ConcurrentHashMap<>();

  private volatile LastFrame lastForOthers;
  private volatile Optional<Frames> stream = Optional.empty();
  private volatile long heard;
  private volatile long connected;
  private volatile long asked;
  private volatile boolean exited;
  private volatile boolean over;

  /**
   * A viewer here.
   *
   * @param key what the client calls itself, or null
   */
  private record Place(Watcher watcher, String key) {}

  /** The way to the owner of a session, whoever that is now. */
  interface Link {
    /** Whether it did not answer a moment ago. */
    boolean isSilent();

    /**
     * Opens its stream.
     *
     * @param ended is run when that is over, or could not be opened
     */
    void open(String session, long after, Frames frames, Runnable ended);

    /** Tells it that a viewer has left; returns at once. */
    void left(String viewer);
  }

  /** Of a session that has not ended. */
  Relay(StoredSession stored, PostgresStore store, Link link, Executor threads, long now) {
    this.session = stored.id();
    this.store = store;
    this.link = link;
    this.asking = Drain.idle(threads, this::ask);
    this.log = store.follow(stored, this::wake, this::see);
    this.heard = now;
    this.connected = now - CONNECT_AGAIN_NANOS;
    if (log.lastId() > 0) {
      // It may have ended a moment ago.
      Slice last = log.cursorAfter(log.lastId() - 1).next();
      int end = last.offset() + last.length();
      int json = SseFrame.payloadAt(last.bytes(), last.offset(), end);
      see(log.lastId(), last.bytes(), json, SseFrame.payloadEnd(end) - json);
      if (exited) {
        end();
      }
    }
  }

  /**
   * Adds a viewer, which has its place with the owner.
   *
   * @param after the number of the last event that it has
   * @param whole whether it sees all of the exit event
   * @param left is run when it has left, perhaps more than once
   * @throws dev.yera.store.BadEventIdException if there is no such event
   * @throws StoreException if the database cannot be asked
   */
  Reader open(Watcher watcher, String name, String key, long after, boolean whole, Runnable left) {
    if (after > log.lastId()) {
      catchUp();
    }
    EventLog.Cursor cursor = log.cursorAfter(after);
    viewers.put(name, new Place(watcher, key));
    EventLog.Cursor seen = whole ? cursor : new CursorForOthers(cursor, () -> lastForOthers);
    return new Reader(
        seen,
        () -> {
          leave(name);
          left.run();
        });
  }

  private void catchUp() {
    try {
      log.catchUp();
    } catch (IOException e) {
      throw new StoreException("What a session said cannot be read now", e);
    }
  }

  private void leave(String name) {
    if (viewers.remove(name) != null) {
      link.left(name);
      if (viewers.isEmpty()) {
        stream.ifPresent(Frames::cancel);
      }
    }
  }

  /** Whether it has no viewer. */
  boolean isUnused() {
    return viewers.isEmpty();
  }

  /** The names of its viewers, and what their clients call themselves. */
  Map<String, Object> viewers() {
    Map<String, Object> keys = new LinkedHashMap<>();
    viewers.forEach((name, place) -> keys.put(name, place.key()));
    return keys;
  }

  /** Another viewer took the place of this one, perhaps on another node. */
  void replaced(String name) {
    Place place = viewers.get(name);
    if (place != null) {
      place.watcher().replace();
    }
  }

  private void wake() {
    viewers.values().forEach(each -> each.watcher().wake());
  }

  /** Sees to its stream, and tells its viewers the time. Never waits. */
  void tick(long now) {
    viewers.values().forEach(each -> each.watcher().tick(now));
    if (over || viewers.isEmpty()) {
      return;
    }
    if (stream.isEmpty() && now - connected >= CONNECT_AGAIN_NANOS) {
      connect(now);
    }
    if (now - heard >= SILENCE_NANOS) {
      stream.ifPresent(this::giveUp);
    }
    boolean deaf = now - connected > ASK_DATABASE_NANOS && stream.isEmpty();
    if ((deaf || link.isSilent()) && now - asked >= ASK_DATABASE_NANOS) {
      asked = now;
      askSoon();
    }
  }

  private void connect(long now) {
    connected = now;
    heard = now;
    Frames frames = new Frames(this);
    stream = Optional.of(frames);
    link.open(session, log.lastId(), frames, () -> ended(frames));
  }

  /** Java's client may say nothing more of a stream that was cancelled. */
  private void giveUp(Frames silent) {
    silent.cancel();
    ended(silent);
  }

  private void ended(Frames which) {
    if (stream.filter(which::equals).isPresent()) {
      stream = Optional.empty();
      askSoon(); // it may be the end of the session
    }
  }

  private void askSoon() {
    try {
      asking.wake();
    } catch (RejectedExecutionException noThread) {
      LOG.log(Level.FINE, "No thread for a relay; the next tick tries again", noThread);
    }
  }

  /** Reads what is stored, and whether that is all there will be. */
  private void ask() {
    if (over) {
      return;
    }
    try {
      log.catchUp();
      Optional<StoredSession> stored = store.find(session);
      boolean all =
          exited
              || stored
                  .map(
                      now -> now.end().filter(end -> log.lastId() >= end.lastEventId()).isPresent())
                  .orElse(true); // it was deleted
      if (all) {
        end();
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.FINE, "A session of another node cannot be read now", e);
    }
  }

  private void end() {
    over = true;
    log.close();
    stream.ifPresent(Frames::cancel);
  }

  // ---- The owner's stream

  @Override
  public void heard() {
    heard = System.nanoTime();
  }

  @Override
  public void take(long firstId, byte[] bytes, int from, int to) {
    if (firstId > log.lastId() + 1) {
      askSoon(); // what is between is in the database
      return;
    }
    log.take(firstId, bytes, from, to);
    if (exited) {
      end();
    }
  }

  /** Sees an event before anybody can read it. */
  private void see(long id, byte[] bytes, int from, int length) {
    if (length > EXIT.length
        && Arrays.equals(bytes, from, from + EXIT.length, EXIT, 0, EXIT.length)) {
      exited = true;
      byte[] json = Arrays.copyOfRange(bytes, from, from + length);
      Map<?, ?> event = (Map<?, ?>) Json.read(json);
      Map<String, Object> data = new LinkedHashMap<>();
      ((Map<?, ?>) event.get("data")).forEach((name, value) -> data.put((String) name, value));
      Exit exit = Exit.of(data);
      if (exit.error() != null) {
        lastForOthers = LastFrame.of(id, json, exit);
      }
    }
  }
}
