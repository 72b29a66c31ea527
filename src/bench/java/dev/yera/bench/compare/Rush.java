package dev.yera.bench.compare;

import dev.yera.bench.YeraServer;
import java.io.IOException;
import org.HdrHistogram.Histogram;

/** A class begins: many users start an app within one second. */
final class Rush implements Measurement {
  private static final Growth.Chart CHART =
      new Growth.Chart("Sessions created within a second", "sessions", "s");

  private final Scale scale;
  private final YeraServer server;
  private final YeraApp app;

  Rush(Servers servers, Scale scale) throws IOException {
    this.scale = scale;
    server = servers.ready();
    app = new YeraApp(Servers.NAME, server, Servers.ECHO);
  }

  @Override
  public void run(Results results) throws IOException {
    try (Crowd crowd = crowd(200)) {
      Histogram times = crowd.waits();
      results.add(Row.RUSH, app.name(), Figure.LAST, crowd.allAfterNanos() / 1e9);
      results.add(Row.RUSH, app.name(), Figure.MEDIAN, times.getValueAtPercentile(50) / 1e9);
      results.add(Row.RUSH, app.name(), Figure.FAILED, crowd.failed());
    }
  }

  private Crowd crowd(int sessions) throws IOException {
    app.settle();
    return new Crowd(server.address(), Servers.ECHO, sessions);
  }

  @Override
  public void grow(Growth growth) throws IOException {
    for (int sessions : scale.sessions()) {
      try (Crowd crowd = crowd(sessions)) {
        growth.add(CHART, "all at their question", sessions, crowd.allAfterNanos() / 1e9);
        double median = crowd.waits().getValueAtPercentile(50) / 1e9;
        growth.add(CHART, "wait of a user, p50", sessions, median);
      }
    }
  }

  @Override
  public void close() throws IOException {
    app.close();
  }
}
