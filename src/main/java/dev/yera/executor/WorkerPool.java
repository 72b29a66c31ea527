package dev.yera.executor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Java workers that are started in advance; each is used once. A worker has its mark from its
 * start, so a session takes the id of a worker: {@link #reserve} at its creation, {@link #take} at
 * its first viewer. At most {@code size} workers wait, including the reserved ones; without a ready
 * worker a session starts its own. The pool starts one worker at a time, a moment after a place
 * becomes free, and never on the caller's thread. The {@code ready} line stays in the pipe for the
 * session. Thread-safe.
 */
public final class WorkerPool implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(WorkerPool.class.getName());
  private static final Duration END_PATIENCE = Duration.ofSeconds(5);
  private static final long PAUSE_NANOS = 2_000_000L;
  private static final int LAST_WORDS = 2048;

  /** Any pipe takes a page without a reader. */
  private static final int EMPTY_PIPE = 4096;

  /** A starting JVM takes both processors of a small machine from the app that begins. */
  private static final Duration REFILL_PAUSE = Duration.ofMillis(100);

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(
          REFILL_PAUSE.toMillis(), TimeUnit.MILLISECONDS, Runnable::run);

  private final int size;
  private final Duration startTimeout;
  private final Supplier<Launch> launch;
  private final Guard guard;
  private final Starts starts;
  private final Executor threads;
  private final LongSupplier nanoTime;

  private final Object lock = new Object();
  private final Deque<Worker> ready = new ArrayDeque<>();
  private final Map<Mark, Worker> reserved = new HashMap<>();
  private boolean filling;
  private boolean closed;
  private boolean complained;

  private record Worker(Mark mark, Process process) {}

  /**
   * The state of a pool.
   *
   * @param size its places
   * @param ready workers that wait for a session
   * @param reserved workers that wait for the first viewer of their session
   */
  public record State(int size, int ready, int reserved) {}

  /**
   * An empty pool; {@link #fill} starts the first workers.
   *
   * @param size the number of waiting workers; 0 for none
   * @param startTimeout how long a worker may take to be ready
   * @param launch the launch of a worker
   * @param starts the queue that workers share with sessions that start their own
   * @param threads starts and ends workers
   * @param nanoTime monotonic time
   */
  public WorkerPool(
      int size,
      Duration startTimeout,
      Supplier<Launch> launch,
      Guard guard,
      Starts starts,
      Executor threads,
      LongSupplier nanoTime) {
    this.size = size;
    this.startTimeout = startTimeout;
    this.launch = launch;
    this.guard = guard;
    this.starts = starts;
    this.threads = threads;
    this.nanoTime = nanoTime;
  }

  /** Starts missing workers, in the background. */
  public void fill() {
    synchronized (lock) {
      if (filling || !hasRoom()) {
        return;
      }
      filling = true;
    }
    try {
      threads.execute(this::startMissing);
    } catch (RejectedExecutionException noThread) {
      LOG.log(Level.FINE, "No thread is left to fill the pool of workers", noThread);
      synchronized (lock) {
        filling = false;
      }
    }
  }

  /** Refills after a pause, to leave the processors to the session that took a worker. */
  private void refill() {
    LATER.execute(this::fill);
  }

  private boolean hasRoom() {
    return !closed && ready.size() + reserved.size() < size;
  }

  private void startMissing() {
    boolean going = true;
    while (going) {
      Worker worker = startOne();
      boolean unwanted;
      synchronized (lock) {
        unwanted = worker != null && closed;
        if (worker != null && !closed) {
          ready.add(worker);
          complained = false;
        }
        going = worker != null && hasRoom();
        filling = going;
      }
      if (unwanted) {
        end(worker);
      } else if (worker != null) {
        worker
            .process()
            .onExit()
            .thenRun(() -> died(worker))
            .exceptionally(
                e -> {
                  LOG.log(Level.WARNING, "A dead worker cannot be replaced", e);
                  return null;
                });
      }
    }
  }

  /**
   * Starts a worker; null if it failed, which is logged once and retried when a worker is
   * requested.
   */
  private Worker startOne() {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    starts.await(() -> turn.complete(null));
    turn.join();
    try {
      return isClosed() ? null : startNow();
    } finally {
      starts.over();
    }
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  private Worker startNow() {
    Mark mark = new Mark(UUID.randomUUID());
    try {
      Worker worker = new Worker(mark, launch.get().start(mark, guard));
      long deadline = nanoTime.getAsLong() + startTimeout.toNanos();
      while (worker.process().getInputStream().available() == 0) {
        if (!worker.process().isAlive() || nanoTime.getAsLong() - deadline > 0) {
          complain(worker.process().isAlive() ? "it is not ready in time" : lastWords(worker));
          end(worker);
          return null;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      return worker;
    } catch (IOException | RuntimeException e) {
      complain(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static String lastWords(Worker worker) throws IOException {
    byte[] said = worker.process().getErrorStream().readNBytes(LAST_WORDS);
    return new String(said, StandardCharsets.UTF_8).strip();
  }

  private void complain(String reason) {
    boolean first;
    synchronized (lock) {
      first = !complained && !closed;
      complained = true;
    }
    if (first) {
      LOG.log(
          Level.WARNING,
          "No worker can be kept ready, sessions of Java apps start slower or not at all: {0}",
          reason);
    }
  }

  /** Removes a worker that ended while it waited. */
  private void died(Worker worker) {
    boolean mine;
    synchronized (lock) {
      mine = ready.remove(worker);
    }
    if (mine) {
      LOG.log(Level.INFO, "A waiting worker has ended with status {0}", status(worker));
      end(worker);
      refill();
    }
  }

  private static int status(Worker worker) {
    return worker.process().exitValue();
  }

  /**
   * Reserves a worker for a new session. Does not block.
   *
   * @param line the prepare line for the worker, with its line end
   * @return the id that the session must use; empty if no worker is ready
   */
  public Optional<UUID> reserve(byte[] line) {
    Worker worker;
    synchronized (lock) {
      worker = ready.poll();
      if (worker != null) {
        reserved.put(worker.mark(), worker);
      }
    }
    refill();
    if (worker == null) {
      return Optional.empty();
    }
    tell(worker, line);
    return Optional.of(worker.mark().value());
  }

  /** Skips a line that does not fit into an empty pipe; the start line repeats its content. */
  private static void tell(Worker worker, byte[] line) {
    if (line.length > EMPTY_PIPE) {
      return;
    }
    try {
      OutputStream input = worker.process().getOutputStream();
      input.write(line);
      input.flush();
    } catch (IOException dead) {
      LOG.log(Level.FINE, "Worker " + worker.mark() + " has died; take will see it", dead);
    }
  }

  /**
   * Hands over the worker that was reserved for this session. May block for a moment if it has
   * died.
   *
   * @return empty if there is none, or it is dead
   */
  public Optional<Process> take(Mark mark) {
    Worker worker;
    synchronized (lock) {
      worker = reserved.remove(mark);
    }
    if (worker == null) {
      return Optional.empty();
    }
    refill();
    if (worker.process().isAlive()) {
      return Optional.of(worker.process());
    }
    end(worker); // the session can reuse its mark for a worker of its own
    return Optional.empty();
  }

  /**
   * Releases the worker of a session that was forgotten before anyone viewed it.
   *
   * @param gone is run when the worker is gone; before this returns if there was none
   */
  public void release(Mark mark, Runnable gone) {
    Worker worker;
    synchronized (lock) {
      worker = reserved.remove(mark);
    }
    if (worker == null) {
      gone.run();
      return;
    }
    // Its id was published, so the worker is not given to another session.
    threads.execute(
        () -> {
          try {
            end(worker);
          } finally {
            gone.run();
          }
        });
    refill();
  }

  private void end(Worker worker) {
    guard.tree(worker.process().pid(), worker.mark()).end(END_PATIENCE);
    guard.forget(worker.mark());
  }

  /** The current state. */
  public State state() {
    synchronized (lock) {
      return new State(size, ready.size(), reserved.size());
    }
  }

  /** Ends all waiting workers and starts no more. */
  @Override
  public void close() {
    List<Worker> waiting;
    synchronized (lock) {
      closed = true;
      waiting = Stream.concat(ready.stream(), reserved.values().stream()).toList();
      ready.clear();
      reserved.clear();
    }
    waiting.forEach(this::end);
  }
}
