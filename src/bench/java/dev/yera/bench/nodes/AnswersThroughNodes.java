package dev.yera.bench.nodes;

import dev.yera.bench.Dialect;
import dev.yera.bench.HttpConnection;
import dev.yera.bench.Postgres;
import dev.yera.bench.SseTalk;
import dev.yera.bench.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An answer at the owner of its session, and through another node, in turns. */
final class AnswersThroughNodes implements Part {
  private static final int TURNS = 20;

  private record Way(String name, HttpConnection http, SseTalk talk, Times times) {}

  @Override
  public Table run(Postgres database, Scale scale) throws IOException {
    try (Nodes nodes = new Nodes("answers", 2, database, scale.jvm());
        HttpConnection owner = new HttpConnection(nodes.address(0));
        HttpConnection other = new HttpConnection(nodes.address(1))) {
      List<Way> ways =
          List.of(
              way("at the owner", nodes, owner, 0, owner),
              way("answered through another node, viewed at the owner", nodes, owner, 0, other),
              way("answered and viewed through another node", nodes, owner, 1, other));
      for (Way each : ways) {
        new Times().answer(each.talk(), scale.warmUp());
      }
      List<Way> order = new ArrayList<>(ways);
      for (int turn = 0; turn < TURNS; turn++) {
        for (Way each : order) {
          each.times().answer(each.talk(), scale.answers() / TURNS);
        }
        Collections.rotate(order, 1);
      }
      Table table = new Table("", "request, p50", "request, p99", "until the event, p50", "…, p99");
      Times first = ways.get(0).times();
      for (Way each : ways) {
        Times own = each.times();
        table.row(
            each.name(),
            Times.times(own.request(50), first.request(50)),
            Times.times(own.request(99), first.request(99)),
            Times.times(own.event(50), first.event(50)),
            Times.times(own.event(99), first.event(99)));
        each.talk().close();
      }
      return table;
    }
  }

  private static Way way(
      String name, Nodes nodes, HttpConnection owner, int viewed, HttpConnection answered)
      throws IOException {
    String session = SseTalk.created(owner, Part.SESSIONS, Part.CAT);
    SseTalk talk = new SseTalk(nodes.address(viewed), answered, session, Dialect.YERA);
    return new Way(name, answered, talk, new Times());
  }
}
