package dev.yera.worker;

/**
 * Ends the JVM. Threads that the app left running do not keep it alive; its shutdown hooks get a
 * moment.
 */
final class Departure implements Runnable {
  /** The status of a process that was asked to end, as after SIGTERM. */
  static final int STOPPED = 143;

  private static final long MOMENT_MILLIS = 2000;

  private final int status;
  private final boolean atLast;

  private Departure(int status, boolean atLast) {
    this.status = status;
    this.atLast = atLast;
  }

  /** Begins the end, on separate threads, since the caller may hold a lock that a hook needs. */
  static void begin(int status) {
    // Not a daemon: if the app's thread ended first, the JVM would exit with status 0.
    new Thread(null, new Departure(status, false), "departure").start();
    Thread atLast = new Thread(null, new Departure(status, true), "departure at last");
    atLast.setDaemon(true);
    atLast.start();
  }

  @Override
  public void run() {
    if (!atLast) {
      System.exit(status);
    }
    try {
      Thread.sleep(MOMENT_MILLIS);
    } catch (InterruptedException nobodyDoesThis) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(status);
  }
}
