package dev.yera.bench.load;

import dev.yera.bench.EventText;
import dev.yera.bench.Parallel;
import dev.yera.bench.RefusedStreamException;
import dev.yera.bench.SessionsApi;
import dev.yera.bench.SseStream;
import dev.yera.bench.SseStreams;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Sessions of a steady app, each with its viewers, and what all viewers saw. Thread-safe. */
final class Crowd {
  private static final String APP = "Pace.pace";
  private static final int STARTED_AT_ONCE = 3;
  private static final int DELETED_AT_ONCE = 8;
  private static final Duration START_PATIENCE = Duration.ofMinutes(1);

  /** So that each session's log has its full size in memory before the heap is looked at. */
  private static final int FILLING_KIB = 1200;

  private final YeraServer server;
  private final SseStreams streams;
  private final int sessions;
  private final int viewersEach;
  private final EventText text = new EventText();
  private final Map<String, List<SseStream>> viewers = new HashMap<>();
  private final Map<SseStream, Follower> followers = new HashMap<>();

  private final Recorder latencies = new Recorder(3);
  private final AtomicLong caughtUp = new AtomicLong();
  private final AtomicInteger reconnects = new AtomicInteger();
  private final AtomicLong lastLiveMicros = new AtomicLong();
  private final Queue<IOException> failures = new ConcurrentLinkedQueue<>();
  private volatile long windowBegin = Long.MAX_VALUE;
  private volatile long windowEnd = Long.MAX_VALUE;
  private volatile CountDownLatch live;
  private volatile boolean dismissing;
  private final AtomicInteger tooLate = new AtomicInteger();
  private final CountDownLatch unfinished;

  Crowd(YeraServer server, SseStreams streams, int sessions, int viewersEach) {
    this.server = server;
    this.streams = streams;
    this.viewersEach = viewersEach;
    this.sessions = sessions;
    this.live = new CountDownLatch(sessions * viewersEach);
    this.unfinished = new CountDownLatch(sessions * viewersEach);
  }

  /**
   * Starts all sessions with all their viewers; returns when each viewer has an event that was
   * written after it came.
   */
  void gather() throws IOException, InterruptedException {
    Parallel.times(
        sessions,
        STARTED_AT_ONCE,
        n -> {
          try (SessionsApi api = new SessionsApi(server.address())) {
            String kwargs = "{\"rate\":10,\"filling\":" + FILLING_KIB + "}";
            String session = api.create(APP, kwargs);
            for (int i = 0; i < viewersEach; i++) {
              open(session);
            }
            // A processor can start only so many at once; the next one waits for this one's app.
            long deadline = System.nanoTime() + START_PATIENCE.toNanos();
            while (api.lastEventId(session) < FILLING_KIB / 16) {
              if (System.nanoTime() > deadline) {
                throw new IOException(session + " has not begun within " + START_PATIENCE);
              }
              TimeUnit.MILLISECONDS.sleep(20);
            }
          }
        });
    awaitLive(Duration.ofMinutes(1));
  }

  private synchronized void open(String session) {
    Follower follower = new Follower(this, text);
    SseStream stream =
        streams.open(
            server.address(),
            SessionsApi.stream(session) + "?viewer=" + followers.size(),
            0,
            follower);
    viewers.computeIfAbsent(session, s -> new ArrayList<>()).add(stream);
    followers.put(stream, follower);
  }

  /** False if not all viewers are live after this time. */
  boolean awaitLive(Duration patience) throws InterruptedException {
    return live.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Looks at what is written from now on, for so long; returns when that time is over. */
  Histogram measure(Duration duration) throws InterruptedException {
    openWindow();
    windowEnd = windowBegin + TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    return closeWindow();
  }

  /** Looks at what is written from now on. */
  void openWindow() {
    latencies.reset();
    windowEnd = Long.MAX_VALUE;
    windowBegin = SseStreams.nowMicros();
  }

  /** What was seen, from write to read in microseconds. */
  Histogram closeWindow() throws InterruptedException {
    windowEnd = Math.min(windowEnd, SseStreams.nowMicros());
    // What was written at the end of the time has a second to arrive; later is lost from the count.
    TimeUnit.SECONDS.sleep(1);
    return latencies.getIntervalHistogram();
  }

  /**
   * Cuts all connections at once; all come back.
   *
   * @return microseconds until the last had an event written after it was back; -1 if some are not
   *     back after {@code patience}
   */
  long cutAll(Duration patience) throws InterruptedException {
    live = new CountDownLatch(followers.size());
    long cut = SseStreams.nowMicros();
    streams.execute(() -> followers.forEach((stream, follower) -> follower.loseConnection(stream)));
    return awaitLive(patience) ? lastLiveMicros.get() - cut : -1;
  }

  /**
   * Ends all sessions; false if not every viewer has seen the exit event half a minute later, or
   * was just between two streams and came back to find the session gone.
   */
  boolean dismiss() throws IOException, InterruptedException {
    dismissing = true;
    List<String> all = List.copyOf(viewers.keySet());
    Parallel.times(
        all.size(),
        DELETED_AT_ONCE,
        n -> {
          try (SessionsApi api = new SessionsApi(server.address())) {
            api.delete(all.get(n));
          }
        });
    return unfinished.await(30, TimeUnit.SECONDS);
  }

  /**
   * What is promised of every crowd: nothing is lost, and everyone hears of the end.
   *
   * @param finished what {@link #dismiss} said
   */
  void report(Promises promises, boolean finished) {
    failures.stream().limit(10).forEach(System.err::println);
    promises.exactly("streams refused, broken, or with a hole or a repetition", failures.size(), 0);
    promises.exactly("sessions whose viewers differ", sessionsWithUnequalViewers(), 0);
    promises.promise(
        "viewers that saw the exit event",
        Long.toString(followers.size() - unfinished.getCount()),
        "all " + followers.size(),
        finished);
  }

  private long sessionsWithUnequalViewers() {
    return viewers.values().stream()
        .filter(
            each ->
                each.stream()
                        .filter(stream -> !followers.get(stream).isTooLate())
                        .mapToLong(SseStream::lastId)
                        .distinct()
                        .count()
                    > 1)
        .count();
  }

  /** Events that all viewers got, each counted by its number: there are no holes. */
  long events() {
    return followers.keySet().stream().mapToLong(SseStream::lastId).sum();
  }

  /** Events of the measured time that a viewer got after it had been away. */
  long eventsCaughtUp() {
    return caughtUp.get();
  }

  /** How often the server ended a stream for its age. */
  int reconnects() {
    return reconnects.get();
  }

  void delivered(long writtenMicros, long readMicros) {
    if (writtenMicros >= windowBegin && writtenMicros < windowEnd) {
      latencies.recordValue(Math.max(0, readMicros - writtenMicros));
    }
  }

  void caughtUp(long writtenMicros) {
    if (writtenMicros >= windowBegin && writtenMicros < windowEnd) {
      caughtUp.incrementAndGet();
    }
  }

  void isLive(long readMicros) {
    lastLiveMicros.set(readMicros);
    live.countDown();
  }

  void finished(SseStream stream) {
    unfinished.countDown();
  }

  void reconnected() {
    reconnects.incrementAndGet();
  }

  /** True if it need not come back: its session was deleted while it was between two streams. */
  boolean failed(IOException why) {
    if (dismissing && why instanceof RefusedStreamException refused && refused.status() == 404) {
      tooLate.incrementAndGet();
      unfinished.countDown();
      return true;
    }
    failures.add(why);
    return false;
  }

  /** Viewers whose session was deleted while they were between two streams. */
  int tooLate() {
    return tooLate.get();
  }
}
