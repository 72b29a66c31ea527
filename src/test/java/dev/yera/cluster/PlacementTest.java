package dev.yera.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.store.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final int PLACES = 100;

  private final Placement placement = new Placement(new Random(7));

  private static Node.Report report(int sessions, double load) {
    return new Node.Report(false, sessions, PLACES, 0, load);
  }

  private static Node node(String name, Node.Report report) {
    return new Node(
        name,
        "http://" + name,
        "1",
        Duration.ofSeconds(15),
        Instant.EPOCH,
        Duration.ZERO,
        false,
        report);
  }

  @Test
  void aNewSessionStaysWhereItWasAskedFor() {
    List<Node> others = List.of(node("a", report(0, 0)), node("b", report(0, 0)));
    assertThat(placement.of(report(25, 0), others)).as("a quarter more sessions").isEmpty();
    assertThat(placement.of(report(0, 0.5), others)).as("a quarter more load").isEmpty();
    assertThat(placement.of(report(0, 0), List.of())).as("nobody else").isEmpty();
  }

  @Test
  void itGoesToTheBetterOfTwoOthersWhereItsNodeIsClearlyBusier() {
    List<Node> others = List.of(node("a", report(30, 0)), node("b", report(10, 0)));
    assertThat(placement.of(report(36, 0), others)).map(Node::id).contains("b");
    assertThat(placement.of(report(0, 2), others)).as("by its load").map(Node::id).contains("b");
  }

  @Test
  void notAllNodesChooseTheSameOne() {
    List<Node> others =
        List.of(node("a", report(3, 0)), node("b", report(2, 0)), node("c", report(1, 0)));
    Set<String> chosen =
        IntStream.range(0, 100)
            .mapToObj(i -> placement.of(report(90, 0), others).orElseThrow().id())
            .collect(Collectors.toSet());
    assertThat(chosen).containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void aFullOrDrainingNodeSendsItAnywhereWithRoom() {
    Node full = node("full", report(PLACES, 0));
    Node draining = node("draining", new Node.Report(true, 0, PLACES, 0, 0));
    Node busier = node("busier", report(99, 2));
    assertThat(placement.of(report(PLACES, 0), List.of(full, draining, busier)))
        .map(Node::id)
        .contains("busier");
    assertThat(placement.of(new Node.Report(true, 0, PLACES, 0, 0), List.of(busier)))
        .map(Node::id)
        .contains("busier");
    assertThat(placement.of(report(PLACES, 0), List.of(full, draining))).isEmpty();
  }
}
