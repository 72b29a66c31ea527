package dev.yera.executor;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets only so many JVMs start at the same time; the others wait in the order in which they came. A
 * start is nothing but work for the processors: with 200 at once each takes 200 times as long, and
 * those that have begun miss their start timeout together. Thread-safe; nothing blocks.
 */
public final class Starts {
  private final int most;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int going;

  /**
   * With none going on.
   *
   * @param most how many at once, 1 or more
   */
  public Starts(int most) {
    this.most = most;
  }

  /**
   * Asks for a turn.
   *
   * @param turn is run when there is one: before this returns, or by whoever ends an earlier start.
   *     Must not block; its start goes on until {@link #over}
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
   * Asks no more.
   *
   * @return false if it does not wait: its turn has come, or it never asked
   */
  boolean withdraw(Runnable turn) {
    synchronized (waiting) {
      return waiting.remove(turn);
    }
  }

  /** A start is over, well or not: the next one's turn. */
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

  /** How many wait for their turn. */
  public int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }
}
