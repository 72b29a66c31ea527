package dev.yera.bench.compare;

import dev.yera.bench.Talk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long a user waits for an app: from the request that creates a session to the first question,
 * with the opening of the stream between them.
 */
final class FirstQuestion implements Measurement {
  private static final Growth.Chart CHART =
      new Growth.Chart("Create to first question, p50", "sessions open", "ms");

  private final Scale scale;
  private final Field field;
  private final YeraApp ready;

  FirstQuestion(Servers servers, Scale scale) throws IOException {
    this.scale = scale;
    ready = new YeraApp(Servers.NAME + ", ready worker", servers.ready(), Servers.ECHO);
    YeraApp cold = new YeraApp(Servers.NAME + ", cold", servers.cold(), Servers.ECHO);
    YeraApp python =
        new YeraApp(Servers.NAME + ", app in Python", servers.ready(), Servers.TALK_IN_PYTHON);
    field = new Field(List.of(ready, cold, python), Peers.WEBSOCKETD, Peers.FASTAPI, Peers.JUPYTER);
    for (Contender contender : field.all()) {
      contender.start().close();
    }
  }

  @Override
  public void run(Results results) throws IOException {
    for (Contender contender : field.nextOrder()) {
      int starts = Field.isSlow(contender) ? Math.max(2, scale.starts() / 4) : scale.starts();
      results.add(Row.FIRST_QUESTION, contender.name(), starts(contender, starts));
    }
  }

  private static Histogram starts(Contender contender, int count) throws IOException {
    Histogram times = new Histogram(3);
    for (int i = 0; i < count; i++) {
      contender.settle();
      long begin = System.nanoTime();
      Talk talk = contender.start();
      times.recordValue(System.nanoTime() - begin);
      talk.close();
    }
    return times;
  }

  @Override
  public void grow(Growth growth) throws IOException {
    List<Talk> open = new ArrayList<>();
    try {
      for (int sessions : scale.sessions()) {
        while (open.size() < sessions - 1) {
          open.add(ready.start());
        }
        Histogram times = starts(ready, scale.starts());
        growth.add(CHART, Servers.NAME, sessions, times.getValueAtPercentile(50) / 1e6);
      }
    } finally {
      for (Talk talk : open) {
        talk.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    field.close();
  }
}
