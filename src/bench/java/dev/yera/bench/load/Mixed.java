package dev.yera.bench.load;

import dev.yera.bench.ServerSample;
import dev.yera.bench.SseStreams;
import dev.yera.bench.Table;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * A working day in short: some sessions speak all the time, and users come, answer, read much, come
 * back, vanish and are deleted, with apps in Java and Python. What the server holds stays flat.
 */
final class Mixed implements Scenario {
  private static final Map<String, String> SETTINGS =
      Map.of("yera.session.retention", "PT30S", "yera.session.away-timeout", "PT15S");
  private static final int SESSIONS = 6;
  private static final int VIEWERS = 4;
  private static final int USERS = 4;
  private static final int SAMPLES = 60;

  /** Of the samples: the beginning that is not looked at, and each of the two that are compared. */
  private static final int WARM_UP = SAMPLES / 6;

  private static final int COMPARED = SAMPLES / 4;
  private static final double GROWTH = 0.05;
  private static final int TOLERANCE = 5;

  private record Look(ServerSample sample, long heap) {}

  @Override
  public void run(Duration duration, Promises promises) throws IOException, InterruptedException {
    try (YeraServer server = YeraServer.start("mixed", SETTINGS, List.of("-Xmx512m"));
        SseStreams streams = new SseStreams("viewers", Steady.PAUSE)) {
      Crowd crowd = new Crowd(server, streams, SESSIONS, VIEWERS);
      crowd.gather();
      crowd.openWindow();
      List<Look> looks = new ArrayList<>();
      Users users = new Users(server, USERS);
      try (users) {
        for (int i = 1; i <= SAMPLES; i++) {
          TimeUnit.NANOSECONDS.sleep(duration.toNanos() / SAMPLES);
          looks.add(new Look(server.sample(), server.heapAfterGc()));
          if (i % (SAMPLES / 12) == 0) {
            promises.progress(i + " of " + SAMPLES + ": " + looks.get(i - 1));
          }
        }
      }
      Histogram latencies = crowd.closeWindow();
      boolean finished = crowd.dismiss();
      report(promises, crowd, users, latencies, finished);
      flat(promises, looks);
      System.out.println("\n" + table(looks, duration));
    }
  }

  private static void report(
      Promises promises, Crowd crowd, Users users, Histogram latencies, boolean finished) {
    users.failures().stream().limit(10).forEach(System.err::println);
    for (Users.Way way : Users.Way.values()) {
      String what = way.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      promises.figure("users: " + what, Integer.toString(users.done(way)));
    }
    promises.figure("answers", Promises.count(users.answers()));
    promises.exactly("users for whom something failed", users.failures().size(), 0);
    crowd.report(promises, finished);
    promises.figure("steady events delivered", Promises.count(latencies.getTotalCount()));
    promises.figure("write to read, p50", Promises.millis(latencies, 50));
    promises.figure("write to read, p99", Promises.millis(latencies, 99));
  }

  private static void flat(Promises promises, List<Look> looks) {
    Level bytes =
        new Level(
            Steady::mebibytes, early -> (long) (early * GROWTH), "%.0f %%".formatted(100 * GROWTH));
    Level count = new Level(Long::toString, early -> TOLERANCE, Integer.toString(TOLERANCE));
    flat(promises, "heap after a full collection", looks, Look::heap, bytes);
    flat(promises, "resident size", looks, look -> look.sample().rss(), bytes);
    flat(promises, "threads", looks, look -> look.sample().threads(), count);
    flat(promises, "descriptors", looks, look -> look.sample().descriptors(), count);
    flat(promises, "processes", looks, look -> look.sample().children(), count);
    flat(promises, "files in the work folder", looks, look -> look.sample().files(), count);
  }

  /** How a level is written, and how much it may rise. */
  private record Level(LongFunction<String> text, LongUnaryOperator allowed, String limit) {}

  private static void flat(
      Promises promises, String what, List<Look> looks, ToLongFunction<Look> of, Level level) {
    long early = median(looks.subList(WARM_UP, WARM_UP + COMPARED), of);
    long late = median(looks.subList(SAMPLES - COMPARED, SAMPLES), of);
    promises.promise(
        what + ", median of a quarter, early → late",
        level.text().apply(early) + " → " + level.text().apply(late),
        "grows at most " + level.limit(),
        late <= early + level.allowed().applyAsLong(early));
  }

  private static long median(List<Look> looks, ToLongFunction<Look> of) {
    return looks.stream().mapToLong(of).sorted().skip(looks.size() / 2).findFirst().orElseThrow();
  }

  private static Table table(List<Look> looks, Duration duration) {
    Table table =
        new Table("minutes", "heap", "resident", "threads", "descriptors", "processes", "files");
    for (int i = SAMPLES / 12; i <= SAMPLES; i += SAMPLES / 12) {
      Look look = looks.get(i - 1);
      ServerSample sample = look.sample();
      table.row(
          Promises.number(duration.toSeconds() * i / 60.0 / SAMPLES),
          Steady.mebibytes(look.heap()),
          Steady.mebibytes(sample.rss()),
          sample.threads(),
          sample.descriptors(),
          sample.children(),
          sample.files());
    }
    return table;
  }
}
