package dev.yera.bench.compare;

import dev.yera.bench.YeraServer;
import java.io.IOException;

/**
 * How many events a second reach all viewers of one stream: from the order to speak to the last
 * event at the last viewer. All viewers are on one thread of the client.
 */
final class ManyViewers implements Measurement {
  private static final Growth.Chart CHART =
      new Growth.Chart("One stream to many viewers", "viewers", "deliveries/s");
  private static final String NCHAN = Peers.NCHAN.title();

  private final Scale scale;
  private final YeraServer server;
  private final YeraApp app;
  private final Nchan nchan;

  ManyViewers(Servers servers, Scale scale) throws IOException {
    this.scale = scale;
    server = servers.ready();
    app = new YeraApp(Servers.NAME, server, Servers.TALK);
    nchan = Peers.NCHAN.version().isPresent() ? new Nchan() : null;
  }

  @Override
  public void run(Results results) throws IOException {
    run(results, Row.HUNDRED_VIEWERS, 100);
    run(results, Row.THOUSAND_VIEWERS, 1000);
  }

  private void run(Results results, Row row, int viewers) throws IOException {
    results.add(row, app.name(), Figure.DELIVERIES, ours(viewers));
    if (nchan != null) {
      results.add(row, NCHAN, Figure.DELIVERIES, theirs(viewers));
    }
  }

  private double ours(int viewers) throws IOException {
    return deliveries(server, app, viewers, scale.deliveries() / viewers);
  }

  /** Deliveries per second of one session of ours. */
  static double deliveries(YeraServer server, YeraApp app, int viewers, int events)
      throws IOException {
    try (Broadcast broadcast = new YeraBroadcast(server, app, viewers)) {
      return deliveries(broadcast, viewers, events);
    }
  }

  private double theirs(int viewers) throws IOException {
    try (Broadcast broadcast = nchan.open(viewers)) {
      return deliveries(broadcast, viewers, scale.deliveries() / viewers / 2);
    }
  }

  private static double deliveries(Broadcast broadcast, int viewers, int events)
      throws IOException {
    broadcast.send(events / 2);
    return 1e9 * viewers * events / broadcast.send(events);
  }

  @Override
  public void grow(Growth growth) throws IOException {
    for (int viewers : scale.viewers()) {
      growth.add(CHART, Servers.NAME, viewers, ours(viewers));
      if (nchan != null && viewers > 1) {
        growth.add(CHART, NCHAN, viewers, theirs(viewers));
      }
    }
  }

  @Override
  public void close() throws IOException {
    app.close();
    if (nchan != null) {
      nchan.close();
    }
  }
}
