package dev.yera.bench.load;

import dev.yera.bench.Dialect;
import dev.yera.bench.HttpConnection;
import dev.yera.bench.SseStreams;
import dev.yera.bench.SseTalk;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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

  private static final int ROUNDS = 7;
  private static final int PAUSE_MILLIS = 50;
  private static final double ALLOWED = 1.2;

  private final List<Double> alone = new ArrayList<>();
  private final List<Double> beside = new ArrayList<>();
  private final List<Double> aloneSame = new ArrayList<>();
  private final List<Double> besideSame = new ArrayList<>();

  @Override
  public void run(Duration duration, Promises promises) throws IOException, InterruptedException {
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
          measure(crowd, talk, duration, round, alone, aloneSame);
          try (Stuck stuck = new Stuck(server.address(), talk.stream(), STUCK)) {
            talk.burst(PIECES / 2);
            stuck.awaitBlocked(server);
            measure(crowd, talk, duration, round, beside, besideSame);
            stuck.awaitBlocked(server);
          }
        }
      }
      boolean finished = crowd.dismiss();
      crowd.failures().stream().limit(10).forEach(System.err::println);
      promises.exactly("streams that failed or had a hole", crowd.failures().size(), 0);
      promises.promise(
          "viewers that saw the exit event",
          Long.toString(SESSIONS * VIEWERS - crowd.unfinished()),
          "all",
          finished);
      compare(promises, "other sessions, write to read, p99", alone, beside);
      compare(promises, "same session, answer to event, p99", aloneSame, besideSame);
    }
  }

  private static void measure(
      Crowd crowd,
      SseTalk talk,
      Duration duration,
      int round,
      List<Double> others,
      List<Double> same)
      throws IOException, InterruptedException {
    Histogram answers = new Histogram(3);
    crowd.openWindow();
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      answers.recordValue(talk.say("Hello"));
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    Histogram latencies = crowd.closeWindow();
    if (round > 0) {
      others.add(latencies.getValueAtPercentile(99) / 1000.0);
      same.add(answers.getValueAtPercentile(99) / 1e6);
    }
  }

  private static void compare(
      Promises promises, String what, List<Double> alone, List<Double> beside) {
    double before = median(alone);
    double after = median(beside);
    promises.figure(what + ", alone, each round", alone.toString());
    promises.figure(what + ", beside the stuck, each round", beside.toString());
    promises.promise(
        what + ", medians",
        "%s → %s ms".formatted(Promises.number(before), Promises.number(after)),
        "grows less than 20 %",
        after < before * ALLOWED);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
