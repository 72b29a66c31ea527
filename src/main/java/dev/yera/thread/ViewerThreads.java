package dev.yera.thread;

import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Writes to all viewers with as many threads as can work at once: to wake one for each event and
 * viewer costs more than the write (measured with 200 sessions of 10 viewers: 20,000 events a
 * second took two processors and came seconds late). A write that takes long, because its client
 * does not read, goes on alone and another thread takes its turn. Tasks begin in the order in which
 * they came. Thread-safe.
 */
public final class ViewerThreads implements Executor {
  /** Longer than a write takes, and shorter than somebody notices. */
  static final Duration LONG = Duration.ofMillis(5);

  /**
   * As many tasks are done by one thread in the time in which another one wakes up; only more are
   * worth that.
   */
  private static final int FOR_ONE = 16;

  /** The watch ends after so many looks at which nobody was waiting. */
  private static final int QUIET_LOOKS = 100;

  private final Executor threads;
  private final int atOnce;
  private final LongSupplier nanoTime;

  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicInteger seated = new AtomicInteger();
  private final Set<Turn> turns = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean watched = new AtomicBoolean();

  /**
   * With no thread yet.
   *
   * @param threads has one for each task that takes long, two more for each of {@code atOnce}, and
   *     one for the watch
   * @param atOnce how many tasks that do not take long run at once, 1 or more
   */
  public ViewerThreads(Executor threads, int atOnce, LongSupplier nanoTime) {
    this.threads = threads;
    this.atOnce = atOnce;
    this.nanoTime = nanoTime;
  }

  /**
   * Runs the task soon.
   *
   * @throws RejectedExecutionException if there is no thread for it
   */
  @Override
  public void execute(Runnable task) {
    int before = size.getAndIncrement();
    waiting.add(task);
    try {
      if ((before >= FOR_ONE || seated.get() == 0) && takeSeat()) {
        begin(new Turn());
      } else if (!watched.get() && watched.compareAndSet(false, true)) {
        beginWatch();
      }
    } catch (RejectedExecutionException none) {
      if (waiting.remove(task)) {
        size.decrementAndGet();
        throw none;
      }
    }
  }

  private boolean takeSeat() {
    int taken = seated.get();
    while (taken < atOnce) {
      if (seated.compareAndSet(taken, taken + 1)) {
        return true;
      }
      taken = seated.get();
    }
    return false;
  }

  private void begin(Turn turn) {
    try {
      threads.execute(turn);
    } catch (RejectedExecutionException none) {
      seated.decrementAndGet();
      throw none;
    }
  }

  private void beginWatch() {
    try {
      threads.execute(this::watch);
    } catch (RejectedExecutionException none) {
      watched.set(false);
      throw none;
    }
  }

  /** As long as tasks come that find all seats taken. */
  private void watch() {
    try {
      int quiet = 0;
      while (quiet < QUIET_LOOKS) {
        TimeUnit.NANOSECONDS.sleep(LONG.toNanos());
        quiet = waiting.isEmpty() ? quiet + 1 : 0;
        replaceLongOnes();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      watched.set(false);
    }
    if (!waiting.isEmpty() && watched.compareAndSet(false, true)) {
      beginWatch();
    }
  }

  /**
   * Two for each, and the second leaves after one task: if many viewers are slow at once, the
   * others do not wait for one after the other.
   */
  private void replaceLongOnes() {
    long now = nanoTime.getAsLong();
    for (Turn turn : turns) {
      if (!waiting.isEmpty() && turn.isLong(now) && turn.leaveSeat()) {
        seated.incrementAndGet();
        begin(new Turn());
        if (size.get() > atOnce) {
          seated.incrementAndGet();
          begin(new Turn());
        }
      }
    }
  }

  /** A thread's, from when it has a seat until nobody waits or its seat is another's. */
  private final class Turn implements Runnable {
    private final AtomicBoolean seat = new AtomicBoolean(true);
    private volatile long since = nanoTime.getAsLong();

    @Override
    public void run() {
      turns.add(this);
      try {
        runWhatWaits();
      } finally {
        turns.remove(this);
        leaveSeat();
        if (!waiting.isEmpty() && takeSeat()) {
          begin(new Turn()); // for what came in the meantime, or after a task that failed
        }
      }
    }

    private void runWhatWaits() {
      while (seat.get()) {
        since = nanoTime.getAsLong();
        Runnable task = waiting.poll();
        if (task == null) {
          return;
        }
        size.decrementAndGet();
        task.run();
        if (seated.get() > atOnce) {
          return; // it came for one that takes long
        }
      }
    }

    boolean isLong(long now) {
      return now - since >= LONG.toNanos();
    }

    /** False if it has been taken. */
    boolean leaveSeat() {
      boolean had = seat.getAndSet(false);
      if (had) {
        seated.decrementAndGet();
      }
      return had;
    }
  }
}
