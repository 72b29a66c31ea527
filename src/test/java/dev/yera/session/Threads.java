package dev.yera.session;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** A thread for every task, and an end of it. */
final class Threads implements Executor {
  private final Queue<Interleavings.Side<?>> started = new ArrayDeque<>();

  @Override
  public void execute(Runnable task) {
    Interleavings.Side<?> thread = Interleavings.doing(task);
    synchronized (started) {
      started.add(thread);
    }
    thread.start();
  }

  /** Until all tasks are done, and those that they brought about. */
  void await() {
    for (Interleavings.Side<?> each = next(); each != null; each = next()) {
      Interleavings.join(each);
    }
  }

  private Interleavings.Side<?> next() {
    synchronized (started) {
      return started.poll();
    }
  }
}
