package dev.yera.bench.load;

import dev.yera.bench.Dialect;
import dev.yera.bench.HttpConnection;
import dev.yera.bench.SseTalk;
import dev.yera.bench.YeraServer;
import java.io.Closeable;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** People who come, use an app in one way or another, and go, for as long as it is open. */
final class Users implements Closeable {
  private static final String SESSIONS = "/api/sessions";
  private static final int ANSWERS = 20;
  private static final int PIECES = 20_000;

  /**
   * Each comes this often, not as soon as the last visit is over: with a faster server, or a
   * quieter machine, more sessions would be there at once, and nothing would be flat.
   */
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** What one of them does. */
  enum Way {
    FINISHES("dev.yera.examples.Echo.echo"),
    IS_DELETED("dev.yera.examples.Echo.echo"),
    COMES_BACK("dev.yera.examples.Echo.echo"),
    VANISHES("dev.yera.examples.Echo.echo"),
    READS_MUCH("Talk.talk"),
    TALKS_TO_PYTHON("bench.python");

    private final String app;

    Way(String app) {
      this.app = app;
    }
  }

  private final YeraServer server;
  private final Map<Way, AtomicInteger> done = new EnumMap<>(Way.class);
  private final AtomicLong answers = new AtomicLong();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Thread> threads;

  Users(YeraServer server, int atOnce) {
    this.server = server;
    for (Way way : Way.values()) {
      done.put(way, new AtomicInteger());
    }
    threads =
        IntStream.range(0, atOnce).mapToObj(n -> new Thread(() -> use(n), "user-" + n)).toList();
    threads.forEach(Thread::start);
  }

  private void use(int first) {
    try (HttpConnection http = new HttpConnection(server.address())) {
      Way[] ways = Way.values();
      int n = first;
      long next = System.nanoTime();
      do {
        Way way = ways[n++ % ways.length];
        try {
          useOnce(http, way);
          done.get(way).incrementAndGet();
        } catch (IOException e) {
          failures.add(way + ": " + e);
        }
        next = Math.max(next + PERIOD_NANOS, System.nanoTime());
      } while (!closing.await(next - System.nanoTime(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      failures.add(e.toString());
    }
  }

  private void useOnce(HttpConnection http, Way way) throws IOException {
    String app = "{\"app_id\":\"" + way.app + "\"}";
    SseTalk talk = new SseTalk(server.address(), http, SESSIONS, app, Dialect.YERA);
    for (int i = 0; i < ANSWERS; i++) {
      if (way == Way.COMES_BACK) {
        talk.comeBack();
      }
      talk.say("Hello " + i);
      answers.incrementAndGet();
    }
    switch (way) {
      case FINISHES -> talk.leaveWith("/quit");
      case VANISHES -> talk.vanish();
      case READS_MUCH -> {
        talk.burst(PIECES);
        talk.close();
      }
      default -> talk.close();
    }
  }

  /** How many have done what they came for. */
  int done(Way way) {
    return done.get(way).get();
  }

  /** How many answers were given and heard of. */
  long answers() {
    return answers.get();
  }

  /** Whatever went wrong. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Nobody comes any more; returns when the last one is gone. */
  @Override
  public void close() throws IOException {
    closing.countDown();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
