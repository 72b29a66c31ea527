package dev.yera.bench.nodes;

import dev.yera.bench.Dialect;
import dev.yera.bench.HttpConnection;
import dev.yera.bench.Pause;
import dev.yera.bench.Postgres;
import dev.yera.bench.Spread;
import dev.yera.bench.SseTalk;
import dev.yera.bench.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How costs grow with nodes and sessions: each session has its viewer at one node, as a balancer
 * would have chosen it, and is answered through the next one.
 */
final class Growth implements Part {
  private static final int MOST_NODES = 3;

  @Override
  public Table run(Postgres database, Scale scale) throws IOException {
    Table table =
        new Table(
            "nodes",
            "sessions",
            "answer, p50",
            "p99",
            "processor of the nodes, ms an answer",
            "of PostgreSQL",
            "idle: of the nodes, ms a second",
            "of PostgreSQL");
    for (int count = 1; count <= MOST_NODES; count++) {
      try (Nodes nodes = new Nodes("growth", count, database, scale.jvm())) {
        List<HttpConnection> connections = new ArrayList<>();
        List<SseTalk> talks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          connections.add(new HttpConnection(nodes.address(i)));
        }
        for (int sessions : scale.sessions()) {
          while (talks.size() < sessions) {
            open(nodes, connections, talks);
          }
          measure(nodes, talks, scale, table);
        }
        for (SseTalk each : talks) {
          each.vanish(); // what it leaves ends with the node
        }
        for (HttpConnection each : connections) {
          each.close();
        }
      }
    }
    return table;
  }

  private static void open(Nodes nodes, List<HttpConnection> connections, List<SseTalk> talks)
      throws IOException {
    int number = talks.size();
    int count = nodes.count();
    String session = SseTalk.created(connections.get(number % count), Part.SESSIONS, Part.CAT);
    int viewed = (number / count) % count;
    HttpConnection answered = connections.get((viewed + 1) % count);
    talks.add(new SseTalk(nodes.address(viewed), answered, session, Dialect.YERA));
  }

  private static void measure(Nodes nodes, List<SseTalk> talks, Scale scale, Table table)
      throws IOException {
    Random random = new Random(talks.size());
    answer(talks, random, scale.warmUp() / 4);
    double own = nodes.cpuSeconds();
    double database = nodes.databaseSeconds();
    int count = scale.answers() / 4;
    Times times = answer(talks, random, count);
    double each = 1e3 / count;
    double answers = each * (nodes.cpuSeconds() - own);
    double stored = each * (nodes.databaseSeconds() - database);
    own = nodes.cpuSeconds();
    database = nodes.databaseSeconds();
    long begin = System.nanoTime();
    Pause.millis(5_000);
    double seconds = (System.nanoTime() - begin) / 1e9;
    table.row(
        nodes.count(),
        talks.size(),
        Spread.format(times.event(50)) + " ms",
        Spread.format(times.event(99)) + " ms",
        Spread.format(answers),
        Spread.format(stored),
        Spread.format(1e3 * (nodes.cpuSeconds() - own) / seconds),
        Spread.format(1e3 * (nodes.databaseSeconds() - database) / seconds));
    System.out.println(table);
  }

  private static Times answer(List<SseTalk> talks, Random random, int count) throws IOException {
    Times times = new Times();
    for (int i = 0; i < count; i++) {
      times.answer(talks.get(random.nextInt(talks.size())), 1);
    }
    return times;
  }
}
