package dev.yera.session;

import dev.yera.executor.Guard;
import dev.yera.executor.Launcher;
import dev.yera.executor.ReadyWorkers;
import dev.yera.executor.Starts;
import dev.yera.file.SessionFiles;
import dev.yera.sandbox.Meter;
import dev.yera.session.limit.ViewerPlaces;
import dev.yera.settings.Settings;
import dev.yera.store.SessionStore;
import dev.yera.trace.Tracing;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The parts that all sessions of a server share.
 *
 * @param meter measures what sessions use
 * @param clock the time of day, for people
 * @param nanoTime monotonic time, for the clocks of a session
 * @param processes threads for executors
 * @param workers Java workers that are ready
 * @param starts the queue of workers that are started on demand
 * @param store keeps what sessions are and what they said
 * @param files of sessions
 * @param viewerPlaces the server's places for viewers
 * @param measures what all sessions add up to
 * @param tracing takes what was done; does not wait
 * @param stopping the flag for the stop of the server; it is set before sessions are ended for
 *     that, and read under a session's lock, so that no start and no answer is accepted afterwards
 * @param facts takes facts; never called under a session's lock, and must return at once
 * @param expired takes a session whose retention is over; called on a thread that may wait
 * @param lost takes a session that another server owns now
 */
record SessionContext(
    Settings settings,
    Launcher launcher,
    Guard guard,
    Meter meter,
    Clock clock,
    LongSupplier nanoTime,
    Executor processes,
    ReadyWorkers workers,
    Starts starts,
    SessionStore store,
    SessionFiles files,
    ViewerPlaces viewerPlaces,
    Measures measures,
    Tracing tracing,
    BooleanSupplier stopping,
    Consumer<SessionFact> facts,
    Consumer<Session> expired,
    Consumer<Session> lost) {
  /**
   * Refuses what is not begun any more.
   *
   * @throws StoppingException if the server is stopping
   */
  void refuseWhenStopping() {
    if (stopping.getAsBoolean()) {
      throw new StoppingException();
    }
  }
}
