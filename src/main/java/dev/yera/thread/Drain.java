package dev.yera.thread;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs a task whenever there may be work for it, on a borrowed thread and never twice at once. A
 * run begins after each {@link #wake}, so the task sees all work that existed then; several wakes
 * during a run cause one more run. Thread-safe.
 */
public final class Drain {
  private enum State {
    IDLE,
    RUNNING,
    RUNNING_AND_WOKEN,
    OVER
  }

  private final Executor threads;
  private final Runnable task;
  private final AtomicReference<State> state;

  private Drain(Executor threads, Runnable task, State first) {
    this.threads = threads;
    this.task = task;
    this.state = new AtomicReference<>(first);
  }

  /**
   * A drain that runs when woken.
   *
   * @param task must not throw; if it does, it is not run again
   */
  public static Drain idle(Executor threads, Runnable task) {
    return new Drain(threads, task, State.IDLE);
  }

  /** A drain that does not run before {@link #begin}; until then wakes have no effect. */
  public static Drain held(Executor threads, Runnable task) {
    return new Drain(threads, task, State.RUNNING);
  }

  /**
   * Starts the first run of a {@link #held} drain. Call it once.
   *
   * @throws RejectedExecutionException if there is no thread for it
   */
  public void begin() {
    threads.execute(this::run);
  }

  /**
   * Requests a run, because there may be work.
   *
   * @throws RejectedExecutionException if there is no thread for it; a later wake tries again
   */
  public void wake() {
    while (true) {
      State now = state.get();
      if (now == State.RUNNING_AND_WOKEN || now == State.OVER) {
        return;
      }
      State next = now == State.IDLE ? State.RUNNING : State.RUNNING_AND_WOKEN;
      if (state.compareAndSet(now, next)) {
        if (now == State.IDLE) {
          start();
        }
        return;
      }
    }
  }

  private void start() {
    try {
      threads.execute(this::run);
    } catch (RejectedExecutionException none) {
      // Other callers relied on this run, which does not happen; the next wake covers them.
      state.updateAndGet(now -> now == State.OVER ? State.OVER : State.IDLE);
      throw none;
    }
  }

  private void run() {
    try {
      do {
        state.compareAndSet(State.RUNNING_AND_WOKEN, State.RUNNING);
        task.run();
      } while (!state.compareAndSet(State.RUNNING, State.IDLE) && state.get() != State.OVER);
    } catch (RuntimeException | Error e) {
      stop();
      throw e;
    }
  }

  /** Prevents further runs; a current run is the last. */
  public void stop() {
    state.set(State.OVER);
  }
}
