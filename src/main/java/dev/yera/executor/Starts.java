package dev.yera.executor;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Limits how many JVMs start at the same time; the others wait in order of arrival. A start is
 * limited by the processors: with 200 at once each takes 200 times as long, and all miss their
 * start timeout together. Thread-safe; nothing blocks.
 */
public final class Starts {
  private final int most;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int going;

  /**
   * A queue without starts.
   *
   * @param most the most starts at once, 1 or more
   */
  public Starts(int most) {
    this.most = most;
  }

  /**
   * Requests a start.
   *
   * @param turn is run when a start is allowed: before this returns, or by the thread that ends an
   *     earlier start. Must not block; its start lasts until {@link #over}
   */
  void await(Runnable turn) {
    synchronized (waiting) {
      if (going >= most) {
        waiting.add(turn);
        return;
      }
      going++;
    }
    turn.run();
  }

  /**
   * Withdraws a request.
   *
   * @return false if it does not wait: it was already allowed, or never requested
   */
  boolean withdraw(Runnable turn) {
    synchronized (waiting) {
      return waiting.remove(turn);
    }
  }

  /** Ends a start, successful or not, and allows the next one. */
  void over() {
    Runnable next;
    synchronized (waiting) {
      next = waiting.poll();
      if (next == null) {
        going--;
        return;
      }
    }
    next.run();
  }

  /** The number of waiting starts. */
  public int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }
}
