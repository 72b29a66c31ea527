package dev.yera.session;

import java.util.concurrent.Executor;

/**
 * The threads of the application: the container's while the application runs. A container that
 * stops an application drops its new tasks without a word (Payara, measured), just when every
 * session has an end to bring about: from then on tasks get plain threads. Thread-safe.
 */
final class AppThreads implements Executor {
  private final Executor managed;
  private volatile boolean left;

  AppThreads(Executor managed) {
    this.managed = managed;
  }

  @Override
  public void execute(Runnable task) {
    if (left) {
      Thread thread = new Thread(task, "yera-last-words");
      thread.setDaemon(true);
      thread.start();
    } else {
      managed.execute(task);
    }
  }

  /** The application is being stopped. */
  void leaveContainer() {
    left = true;
  }
}
