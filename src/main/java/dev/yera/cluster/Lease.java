package dev.yera.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.yera.store.Node;
import dev.yera.store.NodeTable;
import dev.yera.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The right of this node to own sessions (contract, section 9). It is renewed in the database once
 * a second. A node that could not for 80 % of the lease ends its sessions: a third after the lease
 * others take them over, by the clock of the database. So no two nodes run one session, as long as
 * no clock runs a quarter faster than another; and if they did, the fence of its log lets only one
 * of them append.
 *
 * <p>Thread-safe. {@link #renew} may wait for the database, {@link #watch} never does: they belong
 * to different threads.
 */
final class Lease {
  private static final Logger LOG = Logger.getLogger(Lease.class.getName());

  /** What is done with the right. */
  interface Holder {
    /** This node is known under this name from now on; new sessions belong to it. */
    void begin(String node);

    /** Sessions may not be its own any more: their processes end. */
    void lose();
  }

  private final NodeTable table;
  private final String address;
  private final String version;
  private final Duration length;
  private final LongSupplier nanoTime;
  private final Supplier<String> names;
  private final Holder holder;

  @GuardedBy("this")
  private Optional<String> node = Optional.empty();

  /** When the renewal began that was the last to succeed. */
  @GuardedBy("this")
  private long renewed;

  /** Since when every renewal succeeded. */
  @GuardedBy("this")
  private Optional<Long> reached = Optional.empty();

  @GuardedBy("this")
  private boolean lost;

  /** The time of the database, and when that was. */
  @GuardedBy("this")
  private Optional<Instant> databaseTime = Optional.empty();

  @GuardedBy("this")
  private long databaseTimeAt;

  /**
   * Of a node that is not entered yet.
   *
   * @param names makes a name for each life of this node
   */
  Lease(
      NodeTable table,
      String address,
      String version,
      Duration length,
      LongSupplier nanoTime,
      Supplier<String> names,
      Holder holder) {
    this.table = table;
    this.address = address;
    this.version = version;
    this.length = length;
    this.nanoTime = nanoTime;
    this.names = names;
    this.holder = holder;
  }

  /**
   * Enters the node, or renews its lease. A node that was declared dead loses all that it owned,
   * and enters again under another name.
   *
   * @return whether the database could be asked
   */
  boolean renew(Node.Report report) {
    long begun = nanoTime.getAsLong();
    Optional<String> name = node();
    try {
      if (name.isEmpty()) {
        enter(begun);
        return true;
      }
      Optional<Instant> time = table.renew(name.get(), report);
      if (time.isEmpty()) {
        LOG.log(Level.WARNING, "This node was declared dead: its sessions belong to others");
        die();
        return true;
      }
      succeeded(begun, time.get());
      return true;
    } catch (StoreException e) {
      failed(e);
      return false;
    }
  }

  private void enter(long begun) {
    String name = names.get();
    Instant time = table.enter(name, address, version, length);
    holder.begin(name);
    synchronized (this) {
      node = Optional.of(name);
      lost = false;
    }
    succeeded(begun, time);
    LOG.log(Level.INFO, "This is node {0} at {1}", new Object[] {name, address});
  }

  private void die() {
    synchronized (this) {
      node = Optional.empty();
      reached = Optional.empty();
    }
    loseOnce();
  }

  private synchronized void succeeded(long begun, Instant time) {
    renewed = begun;
    if (lost) {
      LOG.log(Level.INFO, "The lease of this node is renewed again");
    }
    lost = false;
    if (reached.isEmpty()) {
      reached = Optional.of(begun);
    }
    databaseTime = Optional.of(time);
    databaseTimeAt = nanoTime.getAsLong();
  }

  private synchronized void failed(StoreException e) {
    if (reached.isPresent()) {
      LOG.log(Level.WARNING, "The lease of this node cannot be renewed now", e);
    }
    reached = Optional.empty();
  }

  /** Ends what this node owns if its lease is nearly over. Never waits; call it often. */
  void watch() {
    boolean over;
    synchronized (this) {
      over = node.isPresent() && isOver();
    }
    if (over) {
      loseOnce();
    }
  }

  @GuardedBy("this")
  private boolean isOver() {
    return age().compareTo(length.multipliedBy(4).dividedBy(5)) >= 0;
  }

  private void loseOnce() {
    synchronized (this) {
      if (lost) {
        return;
      }
      lost = true;
    }
    LOG.log(Level.WARNING, "This node has no lease: its sessions end");
    holder.lose();
  }

  /** The name of this node; empty if it has none now. */
  synchronized Optional<String> node() {
    return node;
  }

  /** How old the lease is. */
  synchronized Duration age() {
    return Duration.ofNanos(nanoTime.getAsLong() - renewed);
  }

  /** Whether this node may own sessions now; not in the first moment of one that slept. */
  synchronized boolean isHeld() {
    return node.isPresent() && !lost && !isOver();
  }

  /**
   * Whether it may declare others dead: it has reached the database for a whole lease itself, so
   * that it is not the database that was away.
   */
  synchronized boolean mayBury() {
    long now = nanoTime.getAsLong();
    return reached.filter(since -> now - since >= length.toNanos()).isPresent();
  }

  /** The time of the database, as far as it is known here; of a node that was entered. */
  synchronized Instant time() {
    return databaseTime.orElseThrow().plusNanos(nanoTime.getAsLong() - databaseTimeAt);
  }

  /**
   * Gives the lease back: what this node owned has ended. Without the database it is left to its
   * end: a server that stops has no time to wait for one that is gone.
   */
  void leave() {
    Optional<String> name;
    synchronized (this) {
      name = reached.flatMap(since -> node);
    }
    try {
      name.ifPresent(table::leave);
    } catch (StoreException e) {
      LOG.log(Level.INFO, "This node could not sign off; its lease will end", e);
    }
  }
}
