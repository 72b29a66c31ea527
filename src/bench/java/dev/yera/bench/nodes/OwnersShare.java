package dev.yera.bench.nodes;

import dev.yera.bench.Audience;
import dev.yera.bench.Dialect;
import dev.yera.bench.Pause;
import dev.yera.bench.Postgres;
import dev.yera.bench.SessionsApi;
import dev.yera.bench.Spread;
import dev.yera.bench.Table;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * What the owner of a session takes of the processors while its viewers on two other nodes become
 * more: the app says something at a steady pace to one viewer at the owner and to all others.
 */
final class OwnersShare implements Part {
  private static final int NODES = 3;
  private static final String APP = "Pace.pace";
  private static final String PACE = "{\"rate\":200}";
  private static final long WINDOW_MILLIS = 4_000;
  private static final long SETTLE_MILLIS = 1_500;

  private record Case(int viewers, List<Double> owner, List<Double> others, List<Double> stored) {
    Case(int viewers) {
      this(viewers, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  @Override
  public Table run(Postgres database, Scale scale) throws IOException {
    List<Case> cases = List.of(new Case(0), new Case(100), new Case(300), new Case(600));
    try (Nodes nodes = new Nodes("owner", NODES, database, scale.jvm());
        SessionsApi api = new SessionsApi(nodes.address(0))) {
      for (int turn = 0; turn < scale.bursts(); turn++) {
        for (Case each : cases) {
          run(nodes, api, each);
        }
      }
    }
    Table table =
        new Table(
            "viewers on others",
            "processor of the owner, ms a second",
            "of the two others",
            "of PostgreSQL");
    for (Case each : cases) {
      table.row(
          each.viewers(),
          Spread.of(each.owner()),
          Spread.of(each.others()),
          Spread.of(each.stored()));
    }
    return table;
  }

  private static void run(Nodes nodes, SessionsApi api, Case one) throws IOException {
    List<InetSocketAddress> addresses = new ArrayList<>(List.of(nodes.address(0)));
    for (int i = 0; i < one.viewers(); i++) {
      addresses.add(nodes.address(1 + i % (NODES - 1)));
    }
    String session = api.create(APP, PACE);
    try (Audience audience = new Audience(addresses, SessionsApi.stream(session), Dialect.YERA)) {
      Pause.millis(SETTLE_MILLIS);
      double owner = nodes.cpuSeconds(0);
      double all = nodes.cpuSeconds();
      double database = nodes.databaseSeconds();
      long begin = System.nanoTime();
      Pause.millis(WINDOW_MILLIS);
      double millis = 1e12 / (System.nanoTime() - begin);
      double own = nodes.cpuSeconds(0) - owner;
      one.owner().add(millis * own);
      one.others().add(millis * (nodes.cpuSeconds() - all - own));
      one.stored().add(millis * (nodes.databaseSeconds() - database));
      audience.check();
    } finally {
      api.delete(session);
    }
  }
}
