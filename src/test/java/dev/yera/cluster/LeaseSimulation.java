package dev.yera.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.store.Node;
import dev.yera.store.NodeTable;
import dev.yera.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Some nodes, a database and a network, in time that is simulated: a schedule of what happens is
 * made by chance of a seed. The database applies its statements one after the other, as the row
 * locks of the real one make it; a statement may be applied and its answer be lost. A paused node
 * does nothing for a while, and goes on as if nothing had been.
 */
final class LeaseSimulation {
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final long SECOND = 1_000_000_000L;

  private final Random random;
  private final Database database = new Database();
  private final List<Simulated> nodes = new ArrayList<>();
  private final int count;
  private long now;
  private int named;

  /** What happened, for whoever reads of a failure. */
  private final StringBuilder history = new StringBuilder();

  /** How often a session was taken over, was left behind, and how often an append was refused. */
  int takenOver;

  int leftBehind;
  int refused;

  LeaseSimulation(long seed, int count) {
    this.random = new Random(seed);
    this.count = count;
  }

  /** A log as the database has it. */
  private static final class Log {
    String node;
    long fence;
    boolean ended;
    int exits;

    /** The fences of its appends, in their order. */
    final List<Long> appends = new ArrayList<>();

    Log(String node) {
      this.node = node;
    }
  }

  private final class Row {
    long renewed = now;
    boolean dead;
  }

  private final class Database {
    final Map<String, Row> rows = new LinkedHashMap<>();
    final Map<String, Log> logs = new LinkedHashMap<>();
    boolean isGone;

    /** Whether every question and every answer arrives. */
    boolean isReliable;

    /** The append of a node that thinks that it owns the session with this fence. */
    boolean append(String session, long fence, boolean exit) {
      Log log = logs.get(session);
      if (log.fence != fence || log.ended) {
        refused++;
        return false;
      }
      log.appends.add(fence);
      if (exit) {
        log.exits++;
        log.ended = true;
      }
      return true;
    }

    Map<String, Long> takeOver(String node) {
      Map<String, Long> taken = new LinkedHashMap<>();
      logs.forEach(
          (id, log) -> {
            Row owner = rows.get(log.node);
            if (!log.ended && (owner == null || owner.dead)) {
              log.node = node;
              log.fence++;
              taken.put(id, log.fence);
            }
          });
      return taken;
    }

    Map<String, Long> unendedOf(String node) {
      Map<String, Long> unended = new LinkedHashMap<>();
      logs.forEach(
          (id, log) -> {
            if (!log.ended && log.node.equals(node)) {
              unended.put(id, log.fence);
            }
          });
      return unended;
    }
  }

  /** Far from that of this machine. */
  private Instant databaseTime() {
    return Instant.ofEpochSecond(0, now);
  }

  /** What one node sees of the database. */
  private final class View implements NodeTable {
    private final Simulated node;

    private View(Simulated node) {
      this.node = node;
    }

    /** The network between the two may lose the question, or the answer. */
    private void ask(Runnable statement) {
      if (database.isGone || node.isCut || isLost()) {
        throw new StoreException("the database cannot be reached", null);
      }
      statement.run();
      if (isLost()) {
        throw new StoreException("the answer was lost", null);
      }
    }

    private boolean isLost() {
      return !database.isReliable && random.nextInt(40) == 0;
    }

    @Override
    public Instant enter(String id, String address, String version, Duration lease) {
      ask(() -> database.rows.put(id, new Row()));
      return databaseTime();
    }

    @Override
    public Optional<Instant> renew(String id, Node.Report report) {
      boolean[] alive = new boolean[1];
      ask(
          () -> {
            Row row = database.rows.get(id);
            alive[0] = row != null && !row.dead;
            if (alive[0]) {
              row.renewed = now;
            }
          });
      return alive[0] ? Optional.of(databaseTime()) : Optional.empty();
    }

    @Override
    public List<Node> all() {
      return List.of();
    }

    @Override
    public int bury() {
      ask(
          () ->
              database.rows.values().stream()
                  .filter(row -> now - row.renewed > LEASE.toNanos() * 4 / 3)
                  .forEach(row -> row.dead = true));
      return 0;
    }

    @Override
    public void leave(String id) {
      ask(() -> database.rows.remove(id));
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  /** A session as its owner has it. */
  private static final class Owned {
    final long fence;
    boolean runs = true;
    boolean exitPending;

    Owned(long fence) {
      this.fence = fence;
    }
  }

  private final class Simulated {
    final String address;
    final View view = new View(this);
    final Map<String, Owned> owned = new LinkedHashMap<>();
    Lease lease;
    boolean isCut;
    long pausedUntil;

    /** Whether it did something since its last pause. */
    boolean isAwake = true;

    long nextRenewal;
    int sessions;

    Simulated(String address) {
      this.address = address;
      begin();
    }

    private void begin() {
      lease =
          new Lease(
              view,
              address,
              "test",
              LEASE,
              () -> now,
              () -> address + "/" + named++,
              new Lease.Holder() {
                @Override
                public void begin(String node) {
                  // New sessions take the name from the lease.
                }

                @Override
                public void lose() {
                  owned.values().forEach(Simulated.this::end);
                }
              });
    }

    private void end(Owned session) {
      if (session.runs) {
        session.runs = false;
        session.exitPending = true;
      }
    }

    /** The end of its process by {@code kill -9}: it starts again, and knows nothing. */
    void die() {
      owned.clear();
      pausedUntil = now + (2 + random.nextInt(30)) * SECOND;
      begin();
    }

    void step() {
      if (now < pausedUntil) {
        isAwake = false;
        return;
      }
      lease.watch();
      isAwake = true;
      if (now >= nextRenewal) {
        nextRenewal = now + SECOND;
        boolean reached = lease.renew(new Node.Report(false, 0, 10, 0, 0));
        if (lease.node().isPresent() && !lease.time().equals(databaseTime())) {
          throw new AssertionError(address + " takes its own clock for the database's\n" + history);
        }
        if (reached && lease.isHeld()) {
          sweep();
        }
      }
      lease.watch();
      if (lease.isHeld() && owned.size() < 3 && random.nextInt(20) == 0) {
        create();
      }
      List.copyOf(owned.keySet()).forEach(this::say);
    }

    private void create() {
      String id = address + " session " + sessions++;
      try {
        String name = lease.node().orElseThrow();
        view.ask(() -> database.logs.put(id, new Log(name)));
        owned.put(id, new Owned(0));
      } catch (StoreException e) {
        // It may be there; whoever asked for it does not know it, and the next sweep finds it.
        history.append(now).append(' ').append(id).append(" not created\n");
      }
    }

    private void sweep() {
      try {
        if (lease.mayBury()) {
          view.bury();
        }
        Map<String, Long> taken = new LinkedHashMap<>();
        String name = lease.node().orElseThrow();
        view.ask(() -> taken.putAll(database.takeOver(name)));
        takenOver += taken.size();
        taken.forEach(this::goOn);
        // What was taken or created, and the answer was lost.
        Map<String, Long> all = new LinkedHashMap<>();
        view.ask(() -> all.putAll(database.unendedOf(name)));
        all.keySet().removeAll(owned.keySet());
        leftBehind += all.size();
        all.forEach(this::goOn);
      } catch (StoreException e) {
        history.append(now).append(' ').append(address).append(" could not sweep\n");
      }
    }

    private void goOn(String id, long fence) {
      assertNobodyRuns(id);
      Owned session = new Owned(fence);
      session.runs = false;
      session.exitPending = true;
      owned.put(id, session);
    }

    private boolean owns(String id, Log log) {
      Owned session = owned.get(id);
      return session != null
          && session.fence == log.fence
          && lease.node().equals(Optional.of(log.node));
    }

    private void say(String id) {
      Owned session = owned.get(id);
      if (!session.runs && !session.exitPending) {
        owned.remove(id);
        return;
      }
      boolean exit = session.exitPending || random.nextInt(60) == 0;
      try {
        boolean[] stored = new boolean[1];
        view.ask(() -> stored[0] = database.append(id, session.fence, exit));
        if (!stored[0] || exit) {
          owned.remove(id);
        }
      } catch (StoreException e) {
        if (exit) {
          // Whether it is stored is found out before it is sent again; see UnclearCommitTest.
          session.runs = false;
          session.exitPending = !database.logs.get(id).ended;
        }
      }
    }
  }

  /** A process of a dead owner has ended before another one takes its session over. */
  private void assertNobodyRuns(String id) {
    for (Simulated node : nodes) {
      Owned session = node.owned.get(id);
      // One that is paused cannot know; its fence and its first step end what it has.
      assertThat(session != null && session.runs && node.isAwake)
          .as("%s runs on %s while it is taken over%n%s", id, node.address, history)
          .isFalse();
    }
  }

  private void log(String what, Simulated node) {
    history.append(now / 1e9).append(' ').append(node.address).append(' ').append(what);
    history.append('\n');
  }

  /** Runs it: troubles for a while, and then none until everything has settled. */
  void run(int steps) {
    for (int i = 0; i < count; i++) {
      nodes.add(new Simulated("node" + i));
    }
    for (int i = 0; i < steps; i++) {
      now += SECOND / 10 + random.nextInt(50_000_000);
      trouble();
      nodes.forEach(Simulated::step);
    }
    database.isGone = false;
    nodes.forEach(node -> node.isCut = false);
    long settled = now + 120 * SECOND;
    while (now < settled) {
      database.isReliable = settled - now < 10 * SECOND;
      now += SECOND / 5;
      nodes.forEach(Simulated::step);
    }
    check();
  }

  private void trouble() {
    Simulated one = nodes.get(random.nextInt(nodes.size()));
    switch (random.nextInt(400)) {
      case 0 -> {
        log("is killed", one);
        one.die();
      }
      case 1 -> {
        log("is paused", one);
        one.pausedUntil = now + (1 + random.nextInt(40)) * SECOND;
        one.isAwake = false;
      }
      case 2, 3 -> {
        one.isCut = !one.isCut;
        log(one.isCut ? "is cut off" : "is back", one);
      }
      case 4 -> database.isGone = random.nextInt(3) == 0;
      case 5 -> database.isGone = false;
      default -> {
        // Nothing happens.
      }
    }
  }

  private void check() {
    database.logs.forEach(
        (id, log) -> {
          assertThat(log.appends).as("appends of %s%n%s", id, history).isSorted();
          Row owner = database.rows.get(log.node);
          boolean isOwned = nodes.stream().anyMatch(node -> node.owns(id, log));
          boolean lives = owner != null && !owner.dead;
          assertThat(log.exits)
              .as("exits of %s, owner lives %s%n%s", id, lives, history)
              .isEqualTo(log.ended ? 1 : 0);
          assertThat(log.ended || isOwned).as("%s is left alone%n%s", id, history).isTrue();
        });
  }
}
