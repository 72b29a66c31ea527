package dev.yera.bench.load;

import dev.yera.bench.Postgres;
import dev.yera.bench.ProcFiles;
import dev.yera.bench.ServerSample;
import dev.yera.bench.SseStreams;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * 200 sessions (or fewer, where there is little time to start them), each a JVM that says ten
 * things a second to ten viewers. All ids in order at every viewer, from write to read in less than
 * 100 ms for 99 of 100, and the heap stays as it is.
 */
final class Steady implements Scenario {
  static final int SESSIONS = 200;
  static final int VIEWERS = 10;
  static final int RATE = 10;

  /** Exactly what is needed: a place that is not given back is seen as a refusal. */
  static final Map<String, String> SETTINGS =
      Map.of(
          "yera.session.max-viewers", Integer.toString(VIEWERS),
          "yera.viewers.max", Integer.toString(SESSIONS * VIEWERS),
          "yera.sessions.max", Integer.toString(SESSIONS));

  /** All of the heap is touched at the start: what the resident size gains later is a leak. */
  static final List<String> JVM =
      List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC");

  /** The client looks at its sockets a thousand times a second, not for each of 20,000 events. */
  static final Duration PAUSE = Duration.ofMillis(1);

  private static final double P99_MILLIS = 100;
  private static final double HEAP_GROWTH = 0.05;
  private static final double RESIDENT_GROWTH = 0.05;

  private final int sessions;
  private final Optional<Postgres> database;

  /** With this many sessions, stored in this database or in files. */
  Steady(int sessions, Optional<Postgres> database) {
    this.sessions = sessions;
    this.database = database;
  }

  @Override
  public void run(Duration duration, Promises promises) throws IOException, InterruptedException {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    database.ifPresent(postgres -> settings.putAll(postgres.settings()));
    try (YeraServer server = YeraServer.start("steady", settings, JVM);
        SseStreams streams = new SseStreams("viewers", PAUSE)) {
      Crowd crowd = new Crowd(server, streams, sessions, VIEWERS);
      long gathering = System.nanoTime();
      promises.progress("starts the sessions and their viewers");
      crowd.gather();
      promises.figure("warm-up, not measured", seconds(System.nanoTime() - gathering));

      long heapBefore = server.heapAfterGc();
      ServerSample before = server.sample();
      List<Long> apps = server.children();
      Processors begin = processors(before, apps);
      promises.progress("measures");
      Histogram latencies = crowd.measure(duration);
      ServerSample after = server.sample();
      processors(after, apps)
          .since(begin)
          .report(promises, duration.toMillis() / 1000.0 + 1, database.isPresent());
      long heapAfter = server.heapAfterGc();

      promises.progress("ends the sessions");
      boolean allFinished = crowd.dismiss();
      report(promises, crowd, duration, latencies, allFinished);
      growth(promises, "heap after a full collection", heapBefore, heapAfter, HEAP_GROWTH);
      growth(promises, "resident size", before.rss(), after.rss(), RESIDENT_GROWTH);
      promises.figure("processes of sessions", before.children() + " → " + after.children());
      promises.figure("threads of the server", before.threads() + " → " + after.threads());
      promises.figure("its descriptors", before.descriptors() + " → " + after.descriptors());
    }
  }

  private Processors processors(ServerSample server, List<Long> apps) throws IOException {
    return new Processors(
        server.cpuSeconds(),
        ProcFiles.cpuSeconds(apps),
        database.isPresent() ? database.get().cpuSeconds() : 0,
        ProcFiles.cpuSeconds(ProcessHandle.current().pid()));
  }

  private void report(
      Promises promises, Crowd crowd, Duration duration, Histogram latencies, boolean finished) {
    long viewers = (long) sessions * VIEWERS;
    long expected = duration.toMillis() * RATE * viewers / 1000;
    long delivered = latencies.getTotalCount() + crowd.eventsCaughtUp();
    crowd.report(promises, finished);
    promises.promise(
        "events delivered in the time",
        Promises.count(delivered),
        "%s ± 1 %%".formatted(Promises.count(expected)),
        Math.abs(delivered - expected) <= expected / 100);
    promises.figure(
        "of these came back too late, from between two streams", Long.toString(crowd.tooLate()));
    promises.figure("streams ended by age, back by id", Integer.toString(crowd.reconnects()));
    promises.figure("events caught up after that", Long.toString(crowd.eventsCaughtUp()));
    promises.figure("write to read, p50", Promises.millis(latencies, 50));
    promises.figure("write to read, p90", Promises.millis(latencies, 90));
    promises.atMost(
        "write to read, p99", latencies.getValueAtPercentile(99) / 1000.0, P99_MILLIS, " ms");
    promises.figure("write to read, p99.9", Promises.millis(latencies, 99.9));
    promises.figure("write to read, longest", Promises.millis(latencies, 100));
  }

  private static void growth(
      Promises promises, String what, long before, long after, double allowed) {
    promises.promise(
        what,
        "%s → %s".formatted(mebibytes(before), mebibytes(after)),
        "grows at most %.0f %%".formatted(100 * allowed),
        after <= before * (1 + allowed));
  }

  static String mebibytes(long bytes) {
    return bytes / 1024 / 1024 + " MiB";
  }

  private static String seconds(long nanos) {
    return Promises.number(nanos / 1e9) + " s";
  }
}
