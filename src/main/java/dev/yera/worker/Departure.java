package dev.yera.worker;

/**
 * The end of the JVM. Threads that the app left running do not keep it; its shutdown hooks have a
 * moment.
 */
final class Departure implements Runnable {
  /** The status of a process that ended because it was told to, as if by SIGTERM. */
  static final int STOPPED = 143;

  private static final long MOMENT_MILLIS = 2000;

  private final int status;
  private final boolean atLast;

  private Departure(int status, boolean atLast) {
    this.status = status;
    this.atLast = atLast;
  }

  /** Begins it; on threads of its own, since the caller may hold a lock that a hook needs. */
  static void begin(int status) {
    // Not a daemon: when the app's thread ends first, the JVM would leave with status 0.
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
