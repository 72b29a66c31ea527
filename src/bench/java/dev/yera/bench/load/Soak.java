package dev.yera.bench.load;

import dev.yera.bench.HttpConnection;
import dev.yera.bench.ServerSample;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A moderate load of every kind, with sessions that end for every reason that a client can bring
 * about, while the metrics are read each five seconds. No counter ever falls; when all is over the
 * sums are those that the client counted, exactly, and what the server held is given back.
 */
final class Soak implements Scenario {
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("yera.session.retention", "PT30S"),
          Map.entry("yera.store.retention", "PT2M"),
          Map.entry("yera.session.away-timeout", "PT6S"),
          Map.entry("yera.session.idle-timeout", "PT10S"),
          Map.entry("yera.session.max-lifetime", "PT20S"),
          Map.entry("yera.session.stop-grace", "PT1S"),
          Map.entry("yera.session.output-quota", "2MiB"),
          Map.entry("yera.session.memory", "500MiB"),
          Map.entry("yera.session.max-viewers", Integer.toString(Visit.VIEWERS)));

  private static final Duration BETWEEN_VISITS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_SCRAPES = Duration.ofSeconds(5);
  private static final Duration QUIET = Duration.ofMinutes(2);
  private static final int TOLERANCE = 5;

  /** What is 0 when nothing goes on. */
  private static final List<String> NOTHING =
      List.of(
          "yera_sessions",
          "yera_viewers",
          "yera_session_processes",
          "yera_session_memory_bytes",
          "yera_starts_waiting",
          "yera_store_queue_events");

  private final Tally tally = new Tally();
  private final Map<Visit.Way, AtomicInteger> done = new EnumMap<>(Visit.Way.class);
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Queue<String> shrunk = new ConcurrentLinkedQueue<>();
  private final AtomicInteger scrapes = new AtomicInteger();
  private Scrape last;

  @Override
  public void run(Duration duration, Promises promises) throws IOException, InterruptedException {
    for (Visit.Way way : Visit.Way.values()) {
      done.put(way, new AtomicInteger());
    }
    try (YeraServer server = YeraServer.start("soak", SETTINGS, List.of("-Xmx512m"));
        HttpConnection http = new HttpConnection(server.address())) {
      // The first ones load classes and open what stays open.
      visitAll(server.address());
      scrape(http);
      ServerSample start = quiet(server, http);
      promises.progress("starts with " + start);
      Level level = new Level(server, duration);
      visit(server, http, level, promises);
      promises.progress("waits until the server is quiet");
      ServerSample end = quiet(server, http);
      report(promises);
      promises.back("processes", start.children(), end.children(), 0);
      promises.back("threads", start.threads(), end.threads(), TOLERANCE);
      promises.back("descriptors", start.descriptors(), end.descriptors(), TOLERANCE);
      level.report(promises);
    }
  }

  private void visitAll(InetSocketAddress server) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (Visit.Way way : Visit.Way.values()) {
      threads.execute(() -> visit(server, way));
    }
    threads.shutdown();
    threads.awaitTermination(QUIET.toSeconds(), TimeUnit.SECONDS);
  }

  private void visit(InetSocketAddress server, Visit.Way way) {
    try (Visit visit = new Visit(server, way, tally)) {
      visit.run();
      done.get(way).incrementAndGet();
    } catch (IOException | RuntimeException e) {
      failed(way + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed(way + ": " + e);
    }
  }

  private void failed(String what) {
    failures.add(what);
    System.err.println(what);
  }

  /** As long as it lasts one visitor after the other comes, at a fixed rate; all of them leave. */
  private void visit(YeraServer server, HttpConnection http, Level level, Promises promises)
      throws IOException, InterruptedException {
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    ExecutorService visitors = Executors.newCachedThreadPool();
    try {
      AtomicInteger next = new AtomicInteger();
      Visit.Way[] ways = Visit.Way.values();
      ScheduledFuture<?> visits =
          clock.scheduleAtFixedRate(
              () -> {
                Visit.Way way = ways[next.getAndIncrement() % ways.length];
                visitors.execute(() -> visit(server.address(), way));
              },
              0,
              BETWEEN_VISITS.toMillis(),
              TimeUnit.MILLISECONDS);
      ScheduledFuture<?> looks =
          clock.scheduleAtFixedRate(
              () -> scrape(http), 0, BETWEEN_SCRAPES.toMillis(), TimeUnit.MILLISECONDS);
      level.watch(promises);
      visits.cancel(false);
      looks.cancel(false);
    } finally {
      clock.shutdown();
      clock.awaitTermination(QUIET.toSeconds(), TimeUnit.SECONDS);
      visitors.shutdown();
      visitors.awaitTermination(QUIET.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private synchronized Scrape scrape(HttpConnection http) {
    try {
      Scrape now = Scrape.of(http.get("/api/metrics").expect(200).body());
      if (last != null) {
        shrunk.addAll(now.shrunkSince(last));
      }
      last = now;
      scrapes.incrementAndGet();
      return now;
    } catch (IOException | RuntimeException e) {
      failed("metrics: " + e);
      return last;
    }
  }

  /** What the server holds when nothing goes on any more, or after a while. */
  private ServerSample quiet(YeraServer server, HttpConnection http)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + QUIET.toNanos();
    long since = System.nanoTime();
    // Threads that have nothing to do end after a minute.
    while (System.nanoTime() < deadline
        && System.nanoTime() - since < TimeUnit.SECONDS.toNanos(75)) {
      Scrape now = scrape(http);
      if (NOTHING.stream().anyMatch(each -> now.sum(each) != 0)) {
        since = System.nanoTime();
      }
      TimeUnit.SECONDS.sleep(5);
    }
    return server.sample();
  }

  private void report(Promises promises) {
    shrunk.stream().limit(20).forEach(System.err::println);
    done.forEach(
        (way, number) ->
            promises.figure(
                "sessions: " + way.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                Integer.toString(number.get())));
    promises.exactly("of which something failed", failures.size(), 0);
    promises.figure("scrapes", Integer.toString(scrapes.get()));
    promises.exactly("counters that fell, or went", shrunk.size(), 0);
    tally.compare(last, promises);
    NOTHING.forEach(each -> promises.exactly(each, Math.round(last.sum(each)), 0));
    promises.exactly(
        "workers that are not ready",
        Math.round(
            last.value("yera_workers{state=\"wanted\"}")
                - last.value("yera_workers{state=\"ready\"}")),
        0);
  }
}
