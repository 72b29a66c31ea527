package dev.yera.bench.compare;

import dev.yera.bench.Audience;
import dev.yera.bench.Dialect;
import dev.yera.bench.Pause;
import dev.yera.bench.SseTalk;
import dev.yera.bench.YeraServer;
import java.io.IOException;

/** What a viewer costs the server that sees nothing happen. */
final class IdleViewer implements Measurement {
  private static final double KILOBYTE = 1024;
  private static final Growth.Chart CHART =
      new Growth.Chart("Heap of all idle viewers", "viewers", "KB");

  private final Scale scale;
  private final YeraServer server;
  private final YeraApp app;

  IdleViewer(Servers servers, Scale scale) throws IOException {
    this.scale = scale;
    server = servers.cold();
    app = new YeraApp(Servers.NAME, server, Servers.ECHO);
  }

  @Override
  public void run(Results results) throws IOException {
    int viewers = scale.mostViewers();
    double heap = heapOf(viewers) / (viewers - 1);
    results.add(Row.IDLE_VIEWER, app.name(), Figure.KILOBYTES, heap);
  }

  /** Kilobytes of all viewers but the first. */
  private double heapOf(int viewers) throws IOException {
    try (SseTalk talk = app.start()) {
      long before = server.heapAfterGc();
      Audience audience = new Audience(server.address(), talk.stream(), Dialect.YERA, viewers - 1);
      try {
        Pause.millis(500);
        return (server.heapAfterGc() - before) / KILOBYTE;
      } finally {
        audience.close();
      }
    }
  }

  @Override
  public void grow(Growth growth) throws IOException {
    for (int viewers : scale.viewers()) {
      growth.add(CHART, Servers.NAME, viewers, heapOf(viewers));
    }
  }

  @Override
  public void close() throws IOException {
    app.close();
  }
}
