package dev.yera.thread;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread pool of the application: threads of the container, one per concurrent task, kept for a
 * while after their last task. Thread-safe.
 *
 * <p>The container only creates the threads. A managed executor of Payara starts a new thread for
 * every task until it has {@code maxAsync}, although others are idle, and keeps them for ever
 * (measured: 100 short sessions left 1,000 threads, and the server grew by 80 MB). A container that
 * stops an application also silently drops its new tasks, just when all sessions have to be ended;
 * from then on tasks get plain threads.
 */
public final class AppThreads implements Executor {
  private final ThreadPoolExecutor pool;
  private volatile boolean left;

  /**
   * An empty pool.
   *
   * @param factory the container's
   * @param most the most threads
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
   * @throws RejectedExecutionException if all threads are busy
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

  /**
   * Leaves the container's threads, because the application is being stopped: running tasks
   * continue, idle threads end.
   */
  public void leaveContainer() {
    left = true;
    pool.shutdown();
  }
}
