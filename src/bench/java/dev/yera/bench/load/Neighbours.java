package dev.yera.bench.load;

import dev.yera.bench.Dialect;
import dev.yera.bench.HttpConnection;
import dev.yera.bench.SseStreams;
import dev.yera.bench.SseTalk;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * 100 viewers of a session that says much do not read. The same is measured with them and without,
 * in turns: other sessions, and the one viewer of that session that reads, keep their pace.
 */
final class Neighbours implements Scenario {
  private static final int STUCK = 100;
  private static final Map<String, String> SETTINGS =
      Map.of("yera.session.max-viewers", "110", "yera.stream.write-timeout", "PT2M");
  private static final int SESSIONS = 20;
  private static final int VIEWERS = 5;

  /** Pieces of 200 characters, which make frames of 370 bytes: 37 MB since they last read. */
  private static final int PIECES = 100_000;

  private static final int ROUNDS = 15;

  /** The server gives a blocked write up after five seconds: the harm lasts no longer. */
  private static final Duration WINDOW = Duration.ofSeconds(3);

  private static final int PAUSE_MILLIS = 50;
  private static final double ALLOWED = 1.2;

  private final Histogram alone = new Histogram(3);
  private final Histogram beside = new Histogram(3);
  private final Histogram aloneSame = new Histogram(3);
  private final Histogram besideSame = new Histogram(3);

  @Override
  public void run(Duration ignored, Promises promises) throws IOException, InterruptedException {
    try (YeraServer server = YeraServer.start("neighbours", SETTINGS, List.of("-Xmx1g"));
        HttpConnection http = new HttpConnection(server.address());
        SseStreams streams = new SseStreams("viewers", Steady.PAUSE)) {
      Crowd crowd = new Crowd(server, streams, SESSIONS, VIEWERS);
      crowd.gather();
      String app = "{\"app_id\":\"Talk.talk\"}";
      for (int round = 0; round <= ROUNDS; round++) {
        promises.progress("round " + round + (round == 0 ? ", not counted" : " of " + ROUNDS));
        try (SseTalk talk =
            new SseTalk(server.address(), http, "/api/sessions", app, Dialect.YERA)) {
          talk.burst(PIECES);
          measure(crowd, talk, round, alone, aloneSame);
          try (Stuck stuck = new Stuck(server.address(), talk.stream(), STUCK)) {
            stuck.awaitBlocked(server);
            measure(crowd, talk, round, beside, besideSame);
          }
        }
      }
      boolean finished = crowd.dismiss();
      crowd.report(promises, finished);
      compare(promises, "other sessions, write to read", alone, beside);
      compare(promises, "same session, answer to event", aloneSame, besideSame);
    }
  }

  private static void measure(
      Crowd crowd, SseTalk talk, int round, Histogram others, Histogram same)
      throws IOException, InterruptedException {
    Histogram answers = new Histogram(3);
    crowd.openWindow();
    long end = System.nanoTime() + WINDOW.toNanos();
    while (System.nanoTime() < end) {
      answers.recordValue(talk.say("Hello") / 1000);
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    Histogram latencies = crowd.closeWindow();
    if (round > 0) {
      others.add(latencies);
      same.add(answers);
    }
  }

  private static void compare(Promises promises, String what, Histogram alone, Histogram beside) {
    for (double percentile : new double[] {50, 90}) {
      promises.figure(
          "%s, p%.0f".formatted(what, percentile),
          Promises.millis(alone, percentile) + " → " + Promises.millis(beside, percentile));
    }
    promises.promise(
        what + ", p99",
        Promises.millis(alone, 99) + " → " + Promises.millis(beside, 99),
        "grows less than 20 %",
        beside.getValueAtPercentile(99) < alone.getValueAtPercentile(99) * ALLOWED);
  }
}
