package dev.yera.session;

import dev.yera.executor.Guard;
import dev.yera.executor.Launcher;
import dev.yera.executor.Starts;
import dev.yera.executor.WorkerPool;
import dev.yera.settings.Settings;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What all sessions of a server share.
 *
 * @param clock the time of day, for people
 * @param nanoTime monotonic time, for the clocks of a session
 * @param processes threads for executors
 * @param workers Java workers that are ready
 * @param starts the turns of those that are started when they are needed
 * @param viewerPlaces the server's places for viewers
 * @param stopping the one flag that says that the server is stopping; it is set before any session
 *     is ended for that, and asked under a session's lock, so that no start and no answer slips
 *     past
 * @param observer is told what becomes of a session
 */
record SessionContext(
    Settings settings,
    Launcher launcher,
    Guard guard,
    Clock clock,
    LongSupplier nanoTime,
    Executor processes,
    WorkerPool workers,
    Starts starts,
    ViewerPlaces viewerPlaces,
    BooleanSupplier stopping,
    Observer observer) {

  /** Hears what becomes of a session, from the session's threads and never under its lock. */
  interface Observer {
    /** No process of it is left: its slot is free. */
    void ended(Session session);

    /** It is to be forgotten. */
    void expired(Session session);
  }
}
