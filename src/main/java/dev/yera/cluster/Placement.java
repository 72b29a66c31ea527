package dev.yera.cluster;

import dev.yera.store.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Where a new session runs: here, unless this node is full or clearly busier; else on the better of
 * two others, taken by chance, so that not all nodes choose the same one at once. Thread-safe.
 */
final class Placement {
  /** Of all places, or of the processors' time: with less of a difference it is not worth a way. */
  private static final double CLEARLY = 0.25;

  private final Random random;

  Placement(Random random) {
    this.random = random;
  }

  /** The node that is to create it; empty for this one. */
  Optional<Node> of(Node.Report here, List<Node> others) {
    List<Node> open =
        new ArrayList<>(others.stream().filter(node -> hasRoom(node.report())).toList());
    Optional<Node> better =
        twoOf(open).stream().min(Comparator.comparingDouble(node -> busy(node.report())));
    if (!hasRoom(here)) {
      return better;
    }
    return better.filter(node -> busy(here) - busy(node.report()) > CLEARLY);
  }

  private List<Node> twoOf(List<Node> open) {
    while (open.size() > 2) {
      open.remove(random.nextInt(open.size()));
    }
    return open;
  }

  private static boolean hasRoom(Node.Report report) {
    return !report.draining() && report.sessions() < report.places();
  }

  private static double busy(Node.Report report) {
    return Math.max((double) report.sessions() / report.places(), Math.min(report.load(), 2) / 2);
  }
}
