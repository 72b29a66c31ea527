package dev.yera.bench.load;

import dev.yera.bench.HttpConnection;
import dev.yera.bench.Postgres;
import dev.yera.bench.SessionsApi;
import dev.yera.bench.Spread;
import dev.yera.bench.YeraServer;
import dev.yera.settings.Settings;
import dev.yera.settings.StoreSync;
import dev.yera.store.EventLog;
import dev.yera.store.FileStore;
import dev.yera.store.PostgresStore;
import dev.yera.store.SessionStore;
import dev.yera.store.StoredSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * A server with many sessions of before (issue 16): how much later it is ready than one without,
 * and how long a list, a search and the first event of an old session take. In files; in PostgreSQL
 * if the address of an empty database is given, with user and password.
 */
final class Past implements Scenario {
  private static final int EVENTS = 20;
  private static final int ASKED = 200;
  private static final int STARTS = 3;
  private static final int WRITERS = 8;
  private static final double LATER_SECONDS = 2;
  private static final double MILLIS = 50;

  /** One session in so many has the word that is searched for. */
  private static final int RARE = 1_000;

  private static final int PAGE = 50;

  private final int sessions;
  private final Optional<Postgres> database;
  private final Random random = new Random(16);

  /** With this many sessions, in this database or in files. */
  Past(int sessions, Optional<Postgres> database) {
    this.sessions = sessions;
    this.database = database;
  }

  @Override
  public void run(Duration ignored, Promises promises) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(Path.of("target"), "past").toAbsolutePath();
    Map<String, String> settings = new HashMap<>();
    settings.put("yera.store", database.map(Postgres::url).orElse("files"));
    settings.put("yera.store.dir", folder.toString());
    promises.progress("starts an empty one");
    boot(settings); // makes the tables
    double empty = readyAfter(settings);
    promises.progress("stores " + sessions + " sessions");
    List<String> ids = fill(settings, folder);
    promises.progress("starts one with them");
    double full = readyAfter(settings);
    try (YeraServer server = YeraServer.start("past", settings, List.of("-Xmx1g"))) {
      promises.figure("ready, empty", Promises.number(empty) + " s");
      promises.figure("ready, with them", Promises.number(full) + " s");
      promises.atMost("later", full - empty, LATER_SECONDS, " s");
      promises.figure("heap after a full collection", Steady.mebibytes(server.heapAfterGc()));
      try (HttpConnection http = new HttpConnection(server.address())) {
        asks(http, "a list", promises, () -> "/api/sessions?limit=" + PAGE);
        asks(http, "a search", promises, () -> "/api/sessions?limit=" + PAGE + "&q=rareword");
      }
      firstEvents(server, ids, promises);
    }
  }

  /** The median of some starts, in seconds: one alone may differ by more than the promise. */
  private static double readyAfter(Map<String, String> settings) throws IOException {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      seconds.add(boot(settings));
    }
    return Spread.of(seconds).median();
  }

  private static double boot(Map<String, String> settings) throws IOException {
    long begin = System.nanoTime();
    try (YeraServer server = YeraServer.start("past", settings, List.of("-Xmx1g"))) {
      return server.address() == null ? 0 : (System.nanoTime() - begin) / 1e9;
    }
  }

  private SessionStore open(Map<String, String> settings, Path folder, ExecutorService threads) {
    if (database.isPresent()) {
      return new PostgresStore(
          new Settings(key -> Optional.ofNullable(settings.get(key))), threads);
    }
    return new FileStore(folder, StoreSync.NEVER, Optional.empty(), threads);
  }

  private List<String> fill(Map<String, String> settings, Path folder)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      ids.add(UUID.randomUUID().toString());
    }
    AtomicInteger next = new AtomicInteger();
    try (SessionStore store = open(settings, folder, threads)) {
      List<Thread> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Thread writer = new Thread(() -> write(store, ids, next));
        writer.start();
        writers.add(writer);
      }
      for (Thread writer : writers) {
        writer.join();
      }
    } finally {
      threads.shutdown();
    }
    return ids;
  }

  private void write(SessionStore store, List<String> ids, AtomicInteger next) {
    Instant end = Instant.now();
    for (int i = next.getAndIncrement(); i < ids.size(); i = next.getAndIncrement()) {
      Instant at = end.minusSeconds(20L * (ids.size() - i));
      StoredSession session =
          new StoredSession(
              ids.get(i),
              "",
              "dev.yera.examples.Echo.echo",
              "Echo",
              Map.of("args", List.of(), "kwargs", Map.of()),
              at,
              Optional.of(at),
              Optional.empty(),
              Optional.empty(),
              false);
      EventLog log = store.add(session, () -> {});
      String word = i % RARE == 0 ? "rareword" : "word" + i;
      for (int n = 1; n <= EVENTS; n++) {
        String data = n == EVENTS ? exit() : "{\"content\":\"%s %d\"}".formatted(word, n);
        log.append(event(n == EVENTS ? "exit" : "text", data));
      }
      log.close();
      try {
        log.store();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      StoredSession.End how =
          new StoredSession.End(at.plusSeconds(9), Map.of("exit_code", 0), EVENTS, 0, log.size());
      store.put(session.ended(how));
    }
  }

  private static String exit() {
    return "{\"exit_code\":0,\"reason\":\"done\",\"return_type\":\"NoneType\",\"return_value\":null,"
        + "\"duration_seconds\":1,\"error\":null}";
  }

  private static byte[] event(String type, String data) {
    return ("{\"event_class\":\"%s\",\"block_type\":\"%s\",\"block_id\":\"b\",\"data\":%s,"
            + "\"timestamp\":\"2026-11-28T12:00:00Z\",\"chunk_id\":0,"
            + "\"app\":{\"name\":\"x\",\"instance_id\":0},\"parent_block_id\":null}")
        .formatted(type.equals("exit") ? "lifecycle" : "content", type, data)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A path to be asked for. */
  private interface Paths {
    String next();
  }

  private static void asks(HttpConnection http, String what, Promises promises, Paths paths)
      throws IOException {
    Histogram micros = new Histogram(3);
    for (int i = 0; i < ASKED; i++) {
      long begin = System.nanoTime();
      http.get(paths.next()).expect(200);
      micros.recordValue((System.nanoTime() - begin) / 1_000);
    }
    promises.figure(what + ", p99", Promises.millis(micros, 99));
    promises.atMost(what + ", p50", micros.getValueAtPercentile(50) / 1000.0, MILLIS, " ms");
  }

  /** All of an old session, which has few events: more than the first one. */
  private void firstEvents(YeraServer server, List<String> ids, Promises promises)
      throws IOException {
    Histogram micros = new Histogram(3);
    for (int i = 0; i < ASKED; i++) {
      String id = ids.get(random.nextInt(ids.size()));
      try (HttpConnection http = new HttpConnection(server.address())) {
        long begin = System.nanoTime();
        http.get(SessionsApi.stream(id)).expect(200);
        micros.recordValue((System.nanoTime() - begin) / 1_000);
      }
    }
    promises.figure("an old session on a new connection, p99", Promises.millis(micros, 99));
    promises.atMost(
        "an old session on a new connection, p50",
        micros.getValueAtPercentile(50) / 1000.0,
        MILLIS,
        " ms");
  }
}
