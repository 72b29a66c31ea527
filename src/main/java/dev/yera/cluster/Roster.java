package dev.yera.cluster;

import dev.yera.store.Node;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The nodes as they were a moment ago. Thread-safe. */
final class Roster {
  private final Supplier<Optional<String>> self;
  private volatile List<Node> all = List.of();

  /**
   * None yet.
   *
   * @param self the name of this node
   */
  Roster(Supplier<Optional<String>> self) {
    this.self = self;
  }

  void set(List<Node> nodes) {
    all = List.copyOf(nodes);
  }

  /** All, the dead too. */
  List<Node> all() {
    return all;
  }

  /** The node of this name, if it was not declared dead. */
  Optional<Node> living(String id) {
    return all.stream().filter(node -> node.id().equals(id) && !node.isDead()).findFirst();
  }

  /** The living nodes that are not this one. */
  List<Node> others() {
    Optional<String> own = self.get();
    return all.stream()
        .filter(node -> !node.isDead() && !Optional.of(node.id()).equals(own))
        .toList();
  }
}
