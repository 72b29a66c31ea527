package dev.yera.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Does something many times, so many at once. */
public final class Parallel {
  /** One of the times. */
  public interface Work {
    /** Does it for the n-th time, from 0 on. */
    void run(int n) throws IOException, InterruptedException;
  }

  private Parallel() {}

  /**
   * Runs the work for 0 to {@code times - 1} and waits for all of it.
   *
   * @throws IOException the first failure; the others go on to their end
   */
  public static void times(int times, int atOnce, Work work)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      AtomicInteger next = new AtomicInteger();
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < atOnce; i++) {
        all.add(
            threads.submit(
                () -> {
                  for (int n = next.getAndIncrement(); n < times; n = next.getAndIncrement()) {
                    work.run(n);
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      threads.shutdown();
    }
  }
}
