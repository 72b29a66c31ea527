package dev.yera.bench.nodes;

import dev.yera.bench.Audience;
import dev.yera.bench.Dialect;
import dev.yera.bench.HttpConnection;
import dev.yera.bench.Parallel;
import dev.yera.bench.Pause;
import dev.yera.bench.Postgres;
import dev.yera.bench.ServerSample;
import dev.yera.bench.Spread;
import dev.yera.bench.SseTalk;
import dev.yera.bench.Table;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** How many sessions and viewers one node holds, and what it has then. */
final class Places {
  private static final int AT_ONCE = 4;
  private static final long IDLE_MILLIS = 10_000;
  private static final List<String> JVM = List.of("-Xmx2g");
  private static final double MEBIBYTE = 1024 * 1024;

  private Places() {}

  private static Table table() {
    return new Table(
        "",
        "all there after",
        "answer to event, p50",
        "p99",
        "threads",
        "resident, MB",
        "heap, MB",
        "idle: processor, ms a second");
  }

  /** So many sessions, each with its viewer. */
  static Table sessions(Postgres database, Scale scale) throws IOException {
    Table table = table();
    try (Nodes nodes = new Nodes("places", 1, database, JVM)) {
      row(table, "nothing", nodes.server(0), 0, new Times());
      sessions(nodes, scale, table);
    }
    return table;
  }

  /** So many viewers of one session. */
  static Table viewers(Postgres database, Scale scale) throws IOException {
    Table table = table();
    try (Nodes nodes = new Nodes("crowd", 1, database, JVM)) {
      row(table, "nothing", nodes.server(0), 0, new Times());
      viewers(nodes, scale, table);
    }
    return table;
  }

  private static void sessions(Nodes nodes, Scale scale, Table table) throws IOException {
    int count = scale.mostSessions();
    List<HttpConnection> connections = new ArrayList<>();
    SseTalk[] talks = new SseTalk[count];
    long begin = System.nanoTime();
    for (int i = 0; i < AT_ONCE; i++) {
      connections.add(new HttpConnection(nodes.address(0)));
    }
    atOnce(i -> open(nodes, connections.get(i), i, talks));
    long all = System.nanoTime() - begin;
    Times times = new Times();
    Random random = new Random(count);
    for (int i = 0; i < scale.answers() / 4; i++) {
      times.answer(talks[random.nextInt(count)], 1);
    }
    row(table, count + " sessions of cat, each with its viewer", nodes.server(0), all, times);
    for (SseTalk each : talks) {
      each.vanish(); // what it leaves ends with the node
    }
    for (HttpConnection each : connections) {
      each.close();
    }
  }

  private static void open(Nodes nodes, HttpConnection http, int first, SseTalk[] talks)
      throws IOException {
    for (int n = first; n < talks.length; n += AT_ONCE) {
      String session = SseTalk.created(http, Part.SESSIONS, Part.CAT);
      talks[n] = new SseTalk(nodes.address(0), http, session, Dialect.YERA);
    }
  }

  private static void atOnce(Parallel.Work work) throws IOException {
    try {
      Parallel.times(AT_ONCE, AT_ONCE, work);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void viewers(Nodes nodes, Scale scale, Table table) throws IOException {
    int count = scale.mostViewers();
    try (HttpConnection http = new HttpConnection(nodes.address(0))) {
      SseTalk talk = new SseTalk(nodes.address(0), http, Part.SESSIONS, Part.CAT, Dialect.YERA);
      long begin = System.nanoTime();
      try (Audience audience =
          new Audience(nodes.address(0), talk.stream(), Dialect.YERA, count - 1)) {
        long all = System.nanoTime() - begin;
        Times times = new Times();
        for (int i = 0; i < 10; i++) {
          audience.expect(talk.lastId() + 2);
          times.answerTo(audience, talk);
        }
        row(table, count + " viewers of one session", nodes.server(0), all, times);
      } finally {
        talk.close();
      }
    }
  }

  private static void row(Table table, String what, YeraServer node, long nanos, Times times)
      throws IOException {
    double before = node.sample().cpuSeconds();
    long begin = System.nanoTime();
    Pause.millis(IDLE_MILLIS);
    ServerSample after = node.sample();
    double idle = 1e12 * (after.cpuSeconds() - before) / (System.nanoTime() - begin);
    table.row(
        what,
        String.format(Locale.ROOT, "%.1f s", nanos / 1e9),
        Spread.format(times.event(50)) + " ms",
        Spread.format(times.event(99)) + " ms",
        after.threads(),
        Spread.format(after.rss() / MEBIBYTE),
        Spread.format(node.heapAfterGc() / MEBIBYTE),
        Spread.format(idle));
    System.out.println(table);
  }
}
