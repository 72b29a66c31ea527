package dev.yera.bench.load;

import dev.yera.bench.ServerSample;
import dev.yera.bench.Table;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;

/**
 * What a server holds while something goes on, looked at sixty times: late as much as early. The
 * first sixth is not compared. For one thread.
 */
final class Level {
  private static final int SAMPLES = 60;

  /** Of the samples: the beginning that is not looked at, and each of the two that are compared. */
  private static final int WARM_UP = SAMPLES / 6;

  private static final int COMPARED = SAMPLES / 4;
  private static final double GROWTH = 0.05;
  private static final int TOLERANCE = 5;

  private record Look(ServerSample sample, long heap) {}

  private final YeraServer server;
  private final Duration duration;
  private final List<Look> looks = new ArrayList<>();

  Level(YeraServer server, Duration duration) {
    this.server = server;
    this.duration = duration;
  }

  /** Looks as long as it lasts, after as much of it as each look stands for. */
  void watch(Promises promises) throws IOException, InterruptedException {
    for (int i = 1; i <= SAMPLES; i++) {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos() / SAMPLES);
      looks.add(new Look(server.sample(), server.heapAfterGc()));
      if (i % (SAMPLES / 12) == 0) {
        promises.progress(i + " of " + SAMPLES + ": " + looks.get(i - 1));
      }
    }
  }

  /** Promises that nothing grew; prints a table of how it went. */
  void report(Promises promises) {
    flat(promises);
    System.out.println("\n" + table());
  }

  private void flat(Promises promises) {
    Kind bytes =
        new Kind(
            Steady::mebibytes, early -> (long) (early * GROWTH), "%.0f %%".formatted(100 * GROWTH));
    Kind count = new Kind(Long::toString, early -> TOLERANCE, Integer.toString(TOLERANCE));
    flat(promises, "heap after a full collection", Look::heap, bytes);
    flat(promises, "resident size", look -> look.sample().rss(), bytes);
    flat(promises, "threads", look -> look.sample().threads(), count);
    flat(promises, "descriptors", look -> look.sample().descriptors(), count);
    flat(promises, "processes", look -> look.sample().children(), count);
    flat(promises, "files in the work folder", look -> look.sample().files(), count);
  }

  /** How a level is written, and how much it may rise. */
  private record Kind(LongFunction<String> text, LongUnaryOperator allowed, String limit) {}

  private void flat(Promises promises, String what, ToLongFunction<Look> of, Kind level) {
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

  private Table table() {
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
