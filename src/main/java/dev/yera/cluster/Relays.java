package dev.yera.cluster;

import dev.yera.event.json.Json;
import dev.yera.store.Node;
import dev.yera.store.Ownership;
import dev.yera.store.PostgresStore;
import dev.yera.store.StoredSession;
import dev.yera.stream.Reader;
import dev.yera.stream.Watcher;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The relays of this node, one for each session of another node that has viewers here, and what
 * this node says to their owners. Thread-safe.
 */
final class Relays {
  private static final Logger LOG = Logger.getLogger(Relays.class.getName());

  /** A third of the time after which an owner takes a viewer for gone. */
  private static final long TELL_ALL_NANOS = 5_000_000_000L;

  /** An owner that says nothing for longer is asked for no events, but the database. */
  private static final long SILENCE_NANOS = 350_000_000L;

  private static final long PROBE_NANOS = 150_000_000L;

  private final PostgresStore store;
  private final Peers peers;
  private final Roster roster;
  private final Executor threads;
  private final Map<String, Relay> bySession = new ConcurrentHashMap<>();
  private final Map<String, Owner> owners = new ConcurrentHashMap<>();
  private volatile long told = System.nanoTime();

  Relays(PostgresStore store, Peers peers, Roster roster, Executor threads) {
    this.store = store;
    this.peers = peers;
    this.roster = roster;
    this.threads = threads;
  }

  /** Adds a viewer here of a session of another node; see {@link Relay#open}. */
  Reader open(
      StoredSession session,
      Watcher watcher,
      String name,
      String key,
      long after,
      boolean whole,
      Runnable left) {
    Reader[] reader = new Reader[1];
    // Under the map's lock, so that no relay is dropped as unused that is about to get a viewer.
    bySession.compute(
        session.id(),
        (id, known) -> {
          Relay relay = known == null || known.isUnused() ? relay(session) : known;
          reader[0] = relay.open(watcher, name, key, after, whole, left);
          return relay;
        });
    return reader[0];
  }

  private Relay relay(StoredSession session) {
    return new Relay(session, store, new Way(session.id()), threads, System.nanoTime());
  }

  /** Another viewer took the place of this one. */
  void replaced(String viewer) {
    bySession.values().forEach(relay -> relay.replaced(viewer));
  }

  /** Sees to all of them, and to their owners. Never waits; call it ten times a second. */
  void tick() {
    long now = System.nanoTime();
    bySession
        .keySet()
        .forEach(id -> bySession.computeIfPresent(id, (key, it) -> it.isUnused() ? null : it));
    for (Relay relay : bySession.values()) {
      try {
        relay.tick(now);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "A relay failed", e);
      }
    }
    owners.values().forEach(owner -> owner.probe(now));
    owners.values().removeIf(owner -> now - owner.asked > TELL_ALL_NANOS);
    if (now - told > TELL_ALL_NANOS && !bySession.isEmpty()) {
      told = now;
      threads.execute(this::tellAll);
    }
  }

  /** Tells each owner which viewers its sessions have here. */
  private void tellAll() {
    try {
      Map<String, Map<String, Object>> byOwner = new LinkedHashMap<>();
      store
          .owners(bySession.keySet())
          .forEach(
              (id, owned) -> {
                Relay relay = bySession.get(id);
                if (relay != null && owned.node().isPresent()) {
                  byOwner
                      .computeIfAbsent(owned.node().get(), absent -> new LinkedHashMap<>())
                      .put(id, relay.viewers());
                }
              });
      byOwner.forEach((node, viewing) -> tell(node, Map.of("all", viewing)));
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "Owners are not told of their viewers now", e);
    }
  }

  private void tell(String node, Map<String, ?> what) {
    roster
        .living(node)
        .ifPresent(
            each -> {
              var unused = peers.send(each, Peers.Call.own("POST", "/viewing", Json.bytes(what)));
            });
  }

  /** What is known of a node that owns sessions with viewers here. */
  private final class Owner {
    private final String node;
    private volatile long answered = System.nanoTime();
    private volatile long asked = System.nanoTime();
    private volatile long probed;
    private volatile boolean probing;

    private Owner(String node) {
      this.node = node;
    }

    private boolean isSilent() {
      long now = System.nanoTime();
      asked = now;
      return now - answered > SILENCE_NANOS;
    }

    private void probe(long now) {
      Optional<Node> there = roster.living(node);
      if (probing || now - probed < PROBE_NANOS || there.isEmpty()) {
        return;
      }
      probed = now;
      probing = true;
      var unused =
          peers
              .isAlive(there.get())
              .thenAccept(
                  alive -> {
                    if (alive) {
                      answered = System.nanoTime();
                    }
                    probing = false;
                  });
    }
  }

  /** The way to the owner of one session. */
  private final class Way implements Relay.Link {
    private final String session;
    private volatile Optional<Owner> owner = Optional.empty();

    private Way(String session) {
      this.session = session;
    }

    @Override
    public boolean isSilent() {
      return owner.map(Owner::isSilent).orElse(true);
    }

    @Override
    public void open(String id, long after, Frames frames, Runnable ended) {
      threads.execute(() -> openNow(after, frames, ended));
    }

    private void openNow(long after, Frames frames, Runnable ended) {
      Optional<Node> node = Optional.empty();
      try {
        node = store.ownership(session).flatMap(Ownership::node).flatMap(roster::living);
      } catch (RuntimeException e) {
        LOG.log(Level.FINE, "Who owns a session cannot be asked now", e);
      }
      if (node.isEmpty()) {
        ended.run();
        return;
      }
      owner = Optional.of(owners.computeIfAbsent(node.get().id(), Owner::new));
      var unused =
          peers
              .send(
                  node.get(),
                  Peers.Call.own("GET", "/relay/" + session + "?after=" + after, new byte[0]),
                  Peers.PATIENCE,
                  head ->
                      head.statusCode() == 200
                          ? HttpResponse.BodySubscribers.fromSubscriber(frames)
                          : HttpResponse.BodySubscribers.replacing(null))
              .whenComplete((answer, failure) -> ended.run());
    }

    @Override
    public void left(String viewer) {
      owner.ifPresent(each -> tell(each.node, Map.of("left", List.of(viewer))));
    }
  }
}
