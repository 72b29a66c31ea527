package dev.yera.operation;

import dev.yera.api.SessionsOfAll;
import dev.yera.event.json.Json;
import dev.yera.session.SessionsOpened;
import dev.yera.session.limit.ViewerPlaces;
import dev.yera.store.EventLog;
import dev.yera.store.Slice;
import dev.yera.store.StoreException;
import dev.yera.stream.Reader;
import dev.yera.stream.Watcher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Tells admins how the server stands, as long as one looks. It is found out once for all of them,
 * by one thread, again {@link #EVERY} after it was found out; a list of sessions once for each
 * question. Each gets what has changed since they got it last, and never what was in between.
 * Thread-safe.
 */
@ApplicationScoped
public class AdminFeed {
  static final Duration EVERY = Duration.ofSeconds(2);

  private static final Logger LOG = Logger.getLogger(AdminFeed.class.getName());
  private static final String SESSIONS = "sessions";

  @Inject private AdminParts parts;
  @Inject private SessionsOfAll sessions;

  private final Set<Look> looks = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isFinding = new AtomicBoolean();
  private volatile boolean soon;
  private volatile long foundAt;

  /** The same bytes as long as nothing has changed. */
  private volatile Map<String, byte[]> found = Map.of();

  private volatile Map<SessionsOfAll.Asked, byte[]> lists = Map.of();
  private volatile Executor threads;
  private volatile ViewerPlaces places;

  /** One who looks: what they have got, and what they ask for. */
  private final class Look implements EventLog.Cursor {
    private final Watcher watcher;
    private final Optional<SessionsOfAll.Asked> asked;
    private final Map<String, byte[]> got = new HashMap<>();

    Look(Watcher watcher, Optional<SessionsOfAll.Asked> asked) {
      this.watcher = watcher;
      this.asked = asked;
    }

    @Override
    public Slice next() {
      for (Map.Entry<String, byte[]> part : found.entrySet()) {
        if (isNew(part.getKey(), part.getValue())) {
          return slice(part.getValue());
        }
      }
      byte[] list = asked.map(lists::get).orElse(null);
      return list != null && isNew(SESSIONS, list) ? slice(list) : null;
    }

    private boolean isNew(String part, byte[] frame) {
      return got.put(part, frame) != frame;
    }

    private static Slice slice(byte[] frame) {
      return new Slice(frame, 0, frame.length);
    }

    @Override
    public boolean isAtEnd() {
      return false;
    }

    void leave() {
      if (looks.remove(this)) {
        places.giveBack();
      }
    }
  }

  void opened(@Observes SessionsOpened server) {
    threads = server.threads();
    places = server.service().viewerPlaces();
    server.service().afterEachTick(this::tick);
  }

  /**
   * Begins a look, which takes one of the places for viewers.
   *
   * @param asked the sessions that are told; empty for none
   * @throws dev.yera.session.limit.LimitExceededException if there is no place
   */
  Reader open(Watcher watcher, Optional<SessionsOfAll.Asked> asked) {
    places.take();
    Look look = new Look(watcher, asked);
    looks.add(look);
    soon = true;
    return new Reader(look, look::leave);
  }

  /** What is to be told now, by the names of its parts. */
  Map<String, Object> now() {
    return parts.all();
  }

  private void tick() {
    if (looks.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    looks.forEach(each -> each.watcher.tick(now));
    if ((soon || now - foundAt >= EVERY.toNanos()) && isFinding.compareAndSet(false, true)) {
      soon = false;
      try {
        threads.execute(this::find);
      } catch (RejectedExecutionException noThread) {
        isFinding.set(false); // the next tick tries again
      }
    }
  }

  private void find() {
    try {
      Map<String, byte[]> before = found;
      Map<String, byte[]> now = new LinkedHashMap<>();
      parts.all().forEach((name, part) -> now.put(name, frame(name, part, before.get(name))));
      found = now;
      lists =
          looks.stream()
              .flatMap(each -> each.asked.stream())
              .distinct()
              .collect(Collectors.toUnmodifiableMap(each -> each, this::list));
      looks.forEach(each -> each.watcher.wake());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Admins are not told how the server stands", e);
    } finally {
      foundAt = System.nanoTime();
      isFinding.set(false);
    }
  }

  private byte[] list(SessionsOfAll.Asked asked) {
    byte[] before = lists.get(asked);
    try {
      return frame(SESSIONS, sessions.page(asked), before);
    } catch (StoreException e) {
      LOG.log(Level.FINE, "Sessions cannot be listed now", e);
      return Objects.requireNonNullElseGet(before, () -> frame("unlisted", Map.of(), null));
    }
  }

  /** Its earlier bytes if they are the same. */
  private static byte[] frame(String name, Object data, byte[] before) {
    byte[] frame =
        "event: %s\ndata: %s\n\n".formatted(name, Json.text(data)).getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(frame, before) ? before : frame;
  }
}
