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
 * Writes to all viewers with as many threads as there are processors. Waking a thread for each
 * event and viewer costs more than the write (measured with 200 sessions of 10 viewers: 20,000
 * events a second took two processors and were seconds late). A long write, whose client does not
 * read, continues on its thread, and another thread takes over the other tasks. Tasks begin in
 * order of arrival. Thread-safe.
 */
public final class ViewerThreads implements Executor {
  /** Longer than a normal write, and too short for users to notice. */
  static final Duration LONG = Duration.ofMillis(5);

  /**
   * The number of tasks that one thread completes while another wakes up; only more are worth a
   * wake-up.
   */
  private static final int FOR_ONE = 16;

  /** The watch ends after so many checks without waiting tasks. */
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
   * An instance without threads yet.
   *
   * @param threads has one thread for each long task, two more for each of {@code atOnce}, and one
   *     for the watch
   * @param atOnce how many short tasks run at once, 1 or more
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

  /** Watches as long as tasks arrive while all seats are taken. */
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
   * Starts two threads for each long task; the second ends after one task. So if many viewers are
   * slow at once, the others do not wait for each in turn.
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

  /**
   * The work of a thread, from taking a seat until no task waits or another thread has its seat.
   */
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
          begin(new Turn()); // for tasks that arrived meanwhile, or after a failed task
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
          return; // it replaced a thread with a long task
        }
      }
    }

    boolean isLong(long now) {
      return now - since >= LONG.toNanos();
    }

    /** Leaves the seat; false if another thread has it. */
    boolean leaveSeat() {
      boolean had = seat.getAndSet(false);
      if (had) {
        seated.decrementAndGet();
      }
      return had;
    }
  }
}
