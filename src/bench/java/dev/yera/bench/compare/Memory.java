package dev.yera.bench.compare;

import dev.yera.bench.Pause;
import dev.yera.bench.ProcFiles;
import dev.yera.bench.Talk;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session costs that waits for its user: the memory of its processes, where what n of them
 * share counts as an n-th, and the heap of the server with its one viewer.
 */
final class Memory implements Measurement {
  private static final double MEGABYTE = 1024 * 1024;
  private static final double KILOBYTE = 1024;
  private static final Growth.Chart PROCESS =
      new Growth.Chart("Memory of a waiting session's process", "sessions", "MB");
  private static final int KERNELS = 5;

  private final Scale scale;
  private final YeraServer server;
  private final YeraApp app;
  private final Jupyter jupyter;

  Memory(Servers servers, Scale scale) throws IOException {
    this.scale = scale;
    server = servers.cold();
    app = new YeraApp(Servers.NAME, server, Servers.ECHO);
    jupyter = Peers.JUPYTER.version().isPresent() ? new Jupyter() : null;
  }

  @Override
  public void run(Results results) throws IOException {
    Waiting waiting = waiting(server, app, scale.mostSessions() / 2);
    results.add(Row.MEMORY, app.name(), Figure.MEGABYTES, waiting.pss());
    results.add(Row.SESSION_HEAP, app.name(), Figure.KILOBYTES, waiting.heap());
    if (jupyter != null) {
      results.add(Row.MEMORY, jupyter.name(), Figure.MEGABYTES, kernel() / MEGABYTE);
    }
  }

  /**
   * What a session takes.
   *
   * @param pss of its processes, in megabytes
   * @param heap of the server, in kilobytes
   */
  record Waiting(double pss, double heap) {}

  /** The mean of so many sessions, on a server without ready workers and with no others. */
  static Waiting waiting(YeraServer server, YeraApp app, int sessions) throws IOException {
    long before = server.heapAfterGc();
    List<Talk> talks = new ArrayList<>();
    try {
      open(app, talks, sessions);
      double pss = pss(server, sessions) / MEGABYTE;
      double heap = (double) (server.heapAfterGc() - before) / sessions;
      return new Waiting(pss, heap / KILOBYTE);
    } finally {
      close(talks);
    }
  }

  private static void open(YeraApp app, List<Talk> talks, int sessions) throws IOException {
    while (talks.size() < sessions) {
      talks.add(app.start());
    }
    Pause.millis(500);
  }

  private static void close(List<Talk> talks) throws IOException {
    for (Talk talk : talks) {
      talk.close();
    }
  }

  /** Of each session, on average: without ready workers there are no other children. */
  private static double pss(YeraServer server, int sessions) throws IOException {
    return (double) server.children().stream().mapToLong(ProcFiles::pss).sum() / sessions;
  }

  private double kernel() throws IOException {
    List<Talk> kernels = new ArrayList<>();
    try {
      for (int i = 0; i < KERNELS; i++) {
        kernels.add(jupyter.start());
      }
      return jupyter.kernelPss();
    } finally {
      close(kernels);
    }
  }

  @Override
  public void grow(Growth growth) throws IOException {
    List<Talk> talks = new ArrayList<>();
    try {
      for (int sessions : scale.sessions()) {
        open(app, talks, sessions);
        growth.add(PROCESS, Servers.NAME, sessions, pss(server, sessions) / MEGABYTE);
      }
    } finally {
      close(talks);
    }
  }

  @Override
  public void close() throws IOException {
    app.close();
    if (jupyter != null) {
      jupyter.close();
    }
  }
}
