package dev.yera.bench.nodes;

import dev.yera.bench.Dialect;
import dev.yera.bench.HttpConnection;
import dev.yera.bench.Postgres;
import dev.yera.bench.Spread;
import dev.yera.bench.SseTalk;
import dev.yera.bench.Table;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A node that is alone in its cluster beside a server that is none, in turns. */
final class AloneInCluster implements Part {
  private static final int TURNS = 20;

  private static final class Server implements AutoCloseable {
    private final String name;
    private final HttpConnection http;
    private final SseTalk cat;
    private final SseTalk talk;
    private final Times times = new Times();
    private final List<Double> events = new ArrayList<>();

    Server(String name, InetSocketAddress address) throws IOException {
      this.name = name;
      http = new HttpConnection(address);
      cat = new SseTalk(address, http, Part.SESSIONS, Part.CAT, Dialect.YERA);
      talk = new SseTalk(address, http, Part.SESSIONS, Part.TALK, Dialect.YERA);
    }

    void burst(int pieces) throws IOException {
      events.add(1e9 * pieces / talk.burst(pieces));
    }

    @Override
    public void close() throws IOException {
      cat.close();
      talk.close();
      http.close();
    }
  }

  @Override
  public Table run(Postgres database, Scale scale) throws IOException {
    try (YeraServer server = Nodes.alone("alone", database, scale.jvm());
        Nodes nodes = new Nodes("single", 1, database, scale.jvm());
        Server alone = new Server("PostgreSQL, no cluster", server.address());
        Server single = new Server("a cluster of one node", nodes.address(0))) {
      List<Server> both = List.of(alone, single);
      for (Server each : both) {
        new Times().answer(each.cat, scale.warmUp());
        each.talk.burst(scale.pieces());
      }
      for (int turn = 0; turn < TURNS; turn++) {
        for (Server each : turn % 2 == 0 ? both : List.of(single, alone)) {
          each.times.answer(each.cat, scale.answers() / TURNS);
        }
      }
      for (int turn = 0; turn < scale.bursts(); turn++) {
        for (Server each : turn % 2 == 0 ? both : List.of(single, alone)) {
          each.burst(scale.pieces());
        }
      }
      Table table = new Table("", "answer, p50", "answer, p99", "events/s of a burst");
      for (Server each : both) {
        double burst = Spread.of(each.events).median();
        table.row(
            each.name,
            Times.times(each.times.event(50), alone.times.event(50)),
            Times.times(each.times.event(99), alone.times.event(99)),
            Spread.of(each.events)
                + ", × "
                + Spread.format(burst / Spread.of(alone.events).median()));
      }
      return table;
    }
  }
}
