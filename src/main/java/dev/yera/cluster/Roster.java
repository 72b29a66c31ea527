package dev.yera.cluster;

import dev.yera.store.Node;
import dev.yera.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The nodes as they were a moment ago. Thread-safe. */
final class Roster {
  private static final Logger LOG = Logger.getLogger(Roster.class.getName());
  private static final long AGAIN_NANOS = 100_000_000L;

  private final Supplier<Optional<String>> self;
  private final Supplier<List<Node>> table;
  private volatile List<Node> all = List.of();
  private volatile long asked = System.nanoTime() - AGAIN_NANOS;

  /**
   * None yet.
   *
   * @param self the name of this node
   * @param table asks the database
   */
  Roster(Supplier<Optional<String>> self, Supplier<List<Node>> table) {
    this.self = self;
    this.table = table;
  }

  /**
   * Asks again who there is.
   *
   * @throws StoreException if the database cannot be asked
   */
  void refresh() {
    asked = System.nanoTime();
    all = List.copyOf(table.get());
  }

  /** All, the dead too. */
  List<Node> all() {
    return all;
  }

  /** The node of this name, if it was not declared dead. One that came a moment ago is found. */
  Optional<Node> living(String id) {
    Optional<Node> known = find(id);
    if (known.isEmpty() && System.nanoTime() - asked >= AGAIN_NANOS) {
      try {
        refresh();
      } catch (StoreException e) {
        LOG.log(Level.FINE, "Who else there is cannot be asked now", e);
      }
      known = find(id);
    }
    return known.filter(node -> !node.isDead());
  }

  private Optional<Node> find(String id) {
    return all.stream().filter(node -> node.id().equals(id)).findFirst();
  }

  /** The living nodes that are not this one. */
  List<Node> others() {
    Optional<String> own = self.get();
    return all.stream()
        .filter(node -> !node.isDead() && !Optional.of(node.id()).equals(own))
        .toList();
  }
}
