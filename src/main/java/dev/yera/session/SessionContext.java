package dev.yera.session;

import dev.yera.executor.Guard;
import dev.yera.executor.Launcher;
import dev.yera.executor.Starts;
import dev.yera.executor.WorkerPool;
import dev.yera.sandbox.Meter;
import dev.yera.session.limit.ViewerPlaces;
import dev.yera.settings.Settings;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What all sessions of a server share.
 *
 * @param meter measures what sessions use
 * @param clock the time of day, for people
 * @param nanoTime monotonic time, for the clocks of a session
 * @param processes threads for executors
 * @param workers Java workers that are ready
 * @param starts the turns of those that are started when they are needed
 * @param viewerPlaces the server's places for viewers
 * @param stopping the one flag that says that the server is stopping; it is set before any session
 *     is ended for that, and asked under a session's lock, so that no start and no answer slips
 *     past
 * @param facts is told what happened; never under a session's lock, and must return at once
 * @param expired is told of a session that was kept long enough; from a thread that may wait
 */
record SessionContext(
    Settings settings,
    Launcher launcher,
    Guard guard,
    Meter meter,
    Clock clock,
    LongSupplier nanoTime,
    Executor processes,
    WorkerPool workers,
    Starts starts,
    ViewerPlaces viewerPlaces,
    BooleanSupplier stopping,
    Consumer<SessionFact> facts,
    Consumer<Session> expired) {}
