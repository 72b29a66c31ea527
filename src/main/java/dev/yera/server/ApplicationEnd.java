package dev.yera.server;

/** What the application does when it ends. A CDI bean of the application implements it, once. */
public interface ApplicationEnd {
  /**
   * Does once what the end will do, without effect, so that every class of it is loaded.
   *
   * @throws RuntimeException if that is impossible; the deployment fails then
   */
  void rehearse();

  /**
   * What ends everything the application has running. It may be run more than once and by several
   * threads, also when beans of the application refuse calls already; whoever comes second waits
   * for the first.
   */
  Runnable shutdown();
}
