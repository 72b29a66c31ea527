package dev.yera.bench.compare;

import dev.yera.bench.Talk;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How fast what an app says reaches its viewer: from the answer that makes it speak to the last of
 * its pieces, all checked to be there in their order. Each app has said as much before, unmeasured.
 */
final class OneViewer implements Measurement {
  private static final Growth.Chart CHART =
      new Growth.Chart("All sessions speak at once, one viewer each", "sessions", "events/s");

  private final Scale scale;
  private final Field field;
  private final YeraApp java;

  OneViewer(Servers servers, Scale scale) throws IOException {
    this.scale = scale;
    YeraServer server = servers.ready();
    java = new YeraApp(Servers.NAME + ", app in Java", server, Servers.TALK);
    YeraApp python = new YeraApp(Servers.NAME + ", app in Python", server, Servers.TALK_IN_PYTHON);
    field = new Field(List.of(java, python), Peers.WEBSOCKETD, Peers.FASTAPI);
  }

  @Override
  public void run(Results results) throws IOException {
    for (Contender contender : field.nextOrder()) {
      int pieces = contender instanceof FastApi ? scale.pieces() / 10 : scale.pieces();
      results.add(Row.ONE_VIEWER, contender.name(), Figure.EVENTS, events(contender, pieces));
    }
  }

  /** Events per second of one session. */
  static double events(Contender contender, int pieces) throws IOException {
    try (Talk talk = contender.start()) {
      talk.burst(pieces / 2);
      return 1e9 * pieces / talk.burst(pieces);
    }
  }

  @Override
  public void grow(Growth growth) throws IOException {
    for (int sessions : scale.sessions()) {
      growth.add(CHART, Servers.NAME, sessions, together(sessions));
    }
  }

  /** Events per second of all sessions. */
  private double together(int sessions) throws IOException {
    int pieces = scale.pieces() / sessions;
    List<Talk> talks = new ArrayList<>();
    List<YeraApp> apps = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(sessions);
    try {
      for (int i = 0; i < sessions; i++) {
        YeraApp own = java.another();
        apps.add(own);
        talks.add(own.start());
      }
      all(threads, talks, pieces);
      long begin = System.nanoTime();
      all(threads, talks, pieces);
      return 1e9 * pieces * sessions / (System.nanoTime() - begin);
    } finally {
      threads.shutdown();
      for (Talk talk : talks) {
        talk.close();
      }
      for (YeraApp app : apps) {
        app.close();
      }
    }
  }

  private static void all(ExecutorService threads, List<Talk> talks, int pieces)
      throws IOException {
    List<Callable<Long>> bursts = new ArrayList<>();
    for (Talk talk : talks) {
      bursts.add(() -> talk.burst(pieces));
    }
    try {
      for (Future<Long> burst : threads.invokeAll(bursts)) {
        burst.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("A session failed", e);
    }
  }

  @Override
  public void close() throws IOException {
    field.close();
  }
}
