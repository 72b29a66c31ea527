package dev.yera.bench.compare;

import dev.yera.bench.Pause;
import dev.yera.bench.ProcFiles;
import dev.yera.bench.ServerSample;
import dev.yera.bench.Talk;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How a server is whose code is not compiled yet: a new one of ours in each run, once at its first
 * moment and once after its rehearsal; then the same when they are warm.
 */
final class JustStarted implements Measurement {
  /** The most runs. */
  static final int MOST_RUNS = 3;

  private static final int FIRST = 1000;
  private static final double MILLIS = 1e3;
  private static final double MEGABYTE = 1024 * 1024;
  private static final String REHEARSED = "Rehearsed: ";
  private static final long PATIENCE_SECONDS = 600;

  private final Servers servers;
  private final Scale scale;
  private final Field peers;

  JustStarted(Servers servers, Scale scale) throws IOException {
    this.servers = servers;
    this.scale = scale;
    peers = new Field(List.of(), Peers.WEBSOCKETD, Peers.FASTAPI);
  }

  /** Each takes some minutes. */
  @Override
  public int runs(Scale scale) {
    return Math.min(MOST_RUNS, scale.runs());
  }

  @Override
  public void run(Results results) throws IOException {
    try (YeraServer atOnce = servers.justStarted("at-once", Map.of("yera.rehearse", "PT0S"));
        YeraApp app = app(atOnce, "at once")) {
      ServerSample now = atOnce.sample();
      String name = Servers.NAME;
      double seconds = atOnce.untilReady().toMillis() / MILLIS;
      results.add(Row.READY, name, Figure.READY, seconds);
      results.add(Row.READY, name, Figure.BOOT_CPU, now.cpuSeconds());
      results.add(Row.READY, name, Figure.RESIDENT, now.rss() / MEGABYTE);
      answers(results, Row.FIRST_ANSWERS, app, 0);
    }
    try (YeraServer rehearsed = servers.justStarted("rehearsed", Map.of());
        YeraApp app = app(rehearsed, "rehearsed")) {
      awaitRehearsal(rehearsed);
      answers(results, Row.FIRST_ANSWERS, app, 0);
      for (Contender peer : peers.nextOrder()) {
        answers(results, Row.FIRST_ANSWERS, peer, 0);
      }
      warmUp(app);
      answers(results, Row.WARM_ANSWERS, app, FIRST);
      for (Contender peer : peers.nextOrder()) {
        answers(results, Row.WARM_ANSWERS, peer, FIRST);
      }
    }
  }

  private static YeraApp app(YeraServer server, String state) {
    return new YeraApp(Servers.NAME + ", " + state, server, Servers.ECHO);
  }

  private static void awaitRehearsal(YeraServer server) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!server.log().contains(REHEARSED)) {
      if (System.nanoTime() > deadline) {
        throw new IOException("The server does not end its rehearsal");
      }
      Pause.millis(200);
    }
  }

  private void warmUp(YeraApp app) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(scale.answerSeconds());
    try (Talk talk = app.start()) {
      do {
        talk.say("Hello");
      } while (System.nanoTime() < end);
    }
  }

  private static void answers(Results results, Row row, Contender contender, int before)
      throws IOException {
    try (Talk talk = contender.start()) {
      AnswerToEvent.answers(talk, before);
      double begin = ProcFiles.cpuSeconds(contender.pid());
      Histogram times = AnswerToEvent.answers(talk, FIRST);
      double took = ProcFiles.cpuSeconds(contender.pid()) - begin;
      results.add(row, contender.name(), times);
      results.add(row, contender.name(), Figure.CPU, took * MILLIS / FIRST);
    }
  }

  @Override
  public void close() throws IOException {
    peers.close();
  }
}
