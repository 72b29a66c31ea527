package dev.yera.server;

import java.time.Duration;

/** The shutdown work of the application. One CDI bean of the application implements it. */
public interface ApplicationEnd {
  /**
   * Runs the shutdown once without effect, to load all of its classes.
   *
   * @throws RuntimeException if that is impossible; the deployment fails then
   */
  void rehearse();

  /**
   * Ends everything that the application runs. May be run more than once and by several threads,
   * even when beans of the application already refuse calls; a second caller waits for the first.
   */
  Runnable shutdown();

  /** How much longer than usual that may take, because running work may go on for a while. */
  Duration longest();
}
