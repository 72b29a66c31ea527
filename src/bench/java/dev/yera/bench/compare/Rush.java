package dev.yera.bench.compare;

import dev.yera.bench.YeraServer;
import java.io.IOException;
import org.HdrHistogram.Histogram;

/** A class begins: many users start an app within one second. */
final class Rush implements Measurement {
  private static final Growth.Chart CHART =
      new Growth.Chart("Sessions created within a second", "sessions", "s");

  private static final int USERS = 200;

  private final Scale scale;
  private final YeraServer usual;
  private final YeraServer prepared;
  private final YeraApp asItComes;
  private final YeraApp withReadyWorkers;

  Rush(Servers servers, Scale scale) throws IOException {
    this.scale = scale;
    usual = servers.ready();
    prepared = servers.preparedFor(USERS);
    asItComes = new YeraApp(Servers.NAME + ", as it comes", usual, Servers.ECHO);
    withReadyWorkers =
        new YeraApp(Servers.NAME + ", " + USERS + " ready workers", prepared, Servers.ECHO);
  }

  @Override
  public void run(Results results) throws IOException {
    run(results, usual, asItComes);
    run(results, prepared, withReadyWorkers);
  }

  /** Neither server may be filling its pool: that would take the processors from the other one. */
  private void settle() throws IOException {
    asItComes.settle();
    withReadyWorkers.settle();
  }

  private void run(Results results, YeraServer server, YeraApp app) throws IOException {
    settle();
    try (Crowd crowd = new Crowd(server.address(), Servers.ECHO, USERS)) {
      Histogram times = crowd.waits();
      results.add(Row.RUSH, app.name(), Figure.LAST, crowd.allAfterNanos() / 1e9);
      results.add(Row.RUSH, app.name(), Figure.MEDIAN, times.getValueAtPercentile(50) / 1e9);
      results.add(Row.RUSH, app.name(), Figure.FAILED, crowd.failed());
    }
  }

  @Override
  public void grow(Growth growth) throws IOException {
    for (int sessions : scale.sessions()) {
      settle();
      try (Crowd crowd = new Crowd(usual.address(), Servers.ECHO, sessions)) {
        growth.add(CHART, "all at their question", sessions, crowd.allAfterNanos() / 1e9);
        double median = crowd.waits().getValueAtPercentile(50) / 1e9;
        growth.add(CHART, "wait of a user, p50", sessions, median);
      }
    }
  }

  @Override
  public void close() throws IOException {
    asItComes.close();
    withReadyWorkers.close();
    prepared.close();
  }
}
