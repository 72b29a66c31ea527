package dev.yera.bench.compare;

import dev.yera.bench.Dialect;
import dev.yera.bench.EventClass;
import dev.yera.bench.HttpConnection;
import dev.yera.bench.Parallel;
import dev.yera.bench.Pause;
import dev.yera.bench.SseStream;
import dev.yera.bench.SseStreams;
import dev.yera.bench.StreamListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Sessions that are created within one second, at even distances, each with its viewer. All at
 * their first question, or failed, when the constructor returns.
 */
final class Crowd implements AutoCloseable {
  private static final Pattern SESSION_ID = Pattern.compile("\"session_id\":\"([^\"]+)\"");
  private static final int CLIENTS = 8;
  private static final long PATIENCE_SECONDS = 120;

  private final InetSocketAddress address;
  private final String app;
  private final int size;
  private final SseStreams streams = new SseStreams("crowd");
  private final Map<String, Boolean> sessions = new ConcurrentHashMap<>();
  private final CountDownLatch waiting;
  private final AtomicInteger failed = new AtomicInteger();
  private final Histogram waits = new ConcurrentHistogram(3);
  private final long begin;
  private final long allAfter;

  Crowd(InetSocketAddress address, String app, int size) throws IOException {
    this.address = address;
    this.app = app;
    this.size = size;
    waiting = new CountDownLatch(size);
    begin = System.nanoTime();
    try {
      Parallel.times(CLIENTS, CLIENTS, this::create);
      if (!waiting.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        failed.addAndGet((int) waiting.getCount());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    allAfter = System.nanoTime() - begin;
  }

  private void create(int client) throws IOException {
    try (HttpConnection http = new HttpConnection(address)) {
      for (int i = client; i < size; i += CLIENTS) {
        long due = begin + TimeUnit.SECONDS.toNanos(1) * i / size;
        Pause.millis(Math.max(0, TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime())));
        long created = System.nanoTime();
        HttpConnection.Answer answer = http.post("/api/sessions", "{\"app_id\":\"" + app + "\"}");
        Matcher id = SESSION_ID.matcher(answer.body());
        if (answer.status() != 201 || !id.find()) {
          fail(new IOException(answer.toString()));
          continue;
        }
        String session = "/api/sessions/" + id.group(1);
        sessions.put(session, true);
        streams.open(address, session + "/stream", 0, Dialect.YERA, new User(created));
      }
    }
  }

  private void fail(IOException why) {
    System.out.println("  a session failed: " + why);
    failed.incrementAndGet();
    waiting.countDown();
  }

  /** Nanoseconds from the first create to the last first question. */
  long allAfterNanos() {
    return allAfter;
  }

  /** What each waited, in nanoseconds, from its create to its first question. */
  Histogram waits() {
    return waits;
  }

  /** Sessions that did not get to their question. */
  int failed() {
    return failed.get();
  }

  private final class User implements StreamListener {
    private final long created;
    private boolean done;

    User(long created) {
      this.created = created;
    }

    @Override
    public void event(SseStream stream, long id, byte[] bytes, int from, int to, long readMicros) {
      if (!done && EventClass.PROMPT.is(bytes, from, to)) {
        done = true;
        waits.recordValue(System.nanoTime() - created);
        waiting.countDown();
      }
    }

    @Override
    public void ended(SseStream stream, int status) {
      failed(stream, new IOException("the stream ended with status " + status));
    }

    @Override
    public void failed(SseStream stream, IOException why) {
      if (!done) {
        done = true;
        fail(why);
      }
    }
  }

  /** Ends all sessions. */
  @Override
  public void close() throws IOException {
    streams.close();
    List<String> all = List.copyOf(sessions.keySet());
    try {
      Parallel.times(CLIENTS, CLIENTS, client -> delete(all, client));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void delete(List<String> all, int client) throws IOException {
    try (HttpConnection http = new HttpConnection(address)) {
      for (int i = client; i < all.size(); i += CLIENTS) {
        http.delete(all.get(i)).expect(204);
      }
    }
  }
}
