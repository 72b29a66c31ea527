package dev.yera.thread;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the application: the container's while the application runs, as many as there are
 * tasks at once, each for a while longer than it is needed. Thread-safe.
 *
 * <p>Only the making of threads is the container's. A managed executor of Payara's starts a new
 * thread with every task until it has its {@code maxAsync}, though others are idle, and keeps them
 * for ever (measured: 100 short sessions left 1,000 threads, and the server grew by 80 MB). And a
 * container that stops an application drops its new tasks without a word, just when every session
 * has an end to bring about: from then on tasks get plain threads.
 */
public final class AppThreads implements Executor {
  private final ThreadPoolExecutor pool;
  private volatile boolean left;

  /**
   * With no thread yet.
   *
   * @param factory the container's
   * @param most how many there can be at once
   * @param idle how long a thread waits for its next task
   */
  public AppThreads(ThreadFactory factory, int most, Duration idle) {
    pool =
        new ThreadPoolExecutor(
            0, most, idle.toNanos(), TimeUnit.NANOSECONDS, new SynchronousQueue<>(), factory);
  }

  /**
   * Runs the task at once.
   *
   * @throws RejectedExecutionException if there are as many threads as there can be
   */
  @Override
  public void execute(Runnable task) {
    if (!left) {
      try {
        pool.execute(task);
        return;
      } catch (RejectedExecutionException e) {
        if (!left) {
          throw e;
        }
      }
    }
    Thread thread = new Thread(task, "yera-last-words");
    thread.setDaemon(true);
    thread.start();
  }

  /** The application is being stopped. What runs goes on; threads that are idle end. */
  public void leaveContainer() {
    left = true;
    pool.shutdown();
  }
}
