package dev.yera.bench.nodes;

import dev.yera.bench.Audience;
import dev.yera.bench.Dialect;
import dev.yera.bench.HttpConnection;
import dev.yera.bench.Pause;
import dev.yera.bench.Postgres;
import dev.yera.bench.Spread;
import dev.yera.bench.SseTalk;
import dev.yera.bench.Table;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * One session and its viewers: all at its owner, or spread over three nodes. From the order to
 * speak to the last event at the last viewer, in turns.
 */
final class FanOut implements Part {
  private static final int NODES = 3;
  private static final int VIEWERS = 900;
  private static final long SETTLE_MILLIS = 500;

  private record Case(String name, int nodes, List<Double> deliveries, List<Double> processor) {
    Case(String name, int nodes) {
      this(name, nodes, new ArrayList<>(), new ArrayList<>());
    }
  }

  @Override
  public Table run(Postgres database, Scale scale) throws IOException {
    Table table =
        new Table("nodes", "viewers", "deliveries/s", "", "processor of all nodes, µs a delivery");
    try (Nodes nodes = new Nodes("viewers", NODES, database, scale.jvm());
        HttpConnection http = new HttpConnection(nodes.address(0))) {
      // Fresh is what a server does whose code is still being compiled; three nodes compile thrice.
      for (String state : List.of("fresh", "warm")) {
        Case one = new Case("900 at the owner", 1);
        Case three = new Case("300 at each of three nodes", NODES);
        for (int turn = 0; turn < scale.bursts(); turn++) {
          List<Case> order = turn % 2 == 0 ? List.of(one, three) : List.of(three, one);
          for (Case each : order) {
            run(nodes, http, each, scale.pieces() / 20);
          }
        }
        double there = Spread.of(one.deliveries()).median();
        for (Case each : List.of(one, three)) {
          Spread deliveries = Spread.of(each.deliveries());
          table.row(
              state,
              each.name(),
              deliveries,
              "× " + Spread.format(deliveries.median() / there),
              Spread.of(each.processor()));
        }
      }
    }
    return table;
  }

  private static void run(Nodes nodes, HttpConnection http, Case one, int pieces)
      throws IOException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (int i = 0; i < VIEWERS; i++) {
      addresses.add(nodes.address(i % one.nodes()));
    }
    SseTalk talk = new SseTalk(nodes.address(0), http, Part.SESSIONS, Part.TALK, Dialect.YERA);
    try (Audience audience = new Audience(addresses, talk.stream(), Dialect.YERA)) {
      send(audience, talk, pieces / 4); // does not count
      Pause.millis(SETTLE_MILLIS);
      double before = nodes.cpuSeconds();
      long nanos = send(audience, talk, pieces);
      double deliveries = (double) pieces * (VIEWERS + 1);
      one.deliveries().add(1e9 * deliveries / nanos);
      one.processor().add(1e6 * (nodes.cpuSeconds() - before) / deliveries);
    } finally {
      talk.close();
    }
  }

  private static long send(Audience audience, SseTalk talk, int pieces) throws IOException {
    // The answer itself is an event, and comes before what it causes.
    audience.expect(talk.lastId() + 1 + pieces);
    long begin = System.nanoTime();
    talk.burst(pieces);
    audience.await();
    return System.nanoTime() - begin;
  }
}
