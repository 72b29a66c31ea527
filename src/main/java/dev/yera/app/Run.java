package dev.yera.app;

import dev.yera.event.AppCall;
import dev.yera.event.OutputEvent;
import dev.yera.event.StartUser;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Exit;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * One run of an app and of the apps nested in it. Its lock orders the events: they are sent in the
 * order of their numbers.
 */
public final class Run {
  private static final int DEEPEST_CAUSE = 20;

  private final Wire wire;
  private final Clock clock;
  private final Path appFolder;
  private final StartUser user;
  private final Place top;
  private final Map<String, Integer> calls = new HashMap<>();
  private final Set<Progress> openProgress = new LinkedHashSet<>();
  private volatile Thread thread;
  private volatile boolean interrupted;
  private long blocks;
  private Exit leaving;
  private boolean over;

  /**
   * Creates a run that has not begun.
   *
   * @param appId the app
   * @param wire takes its events and gives its answers
   * @param clock the time of its events
   * @param appFolder where the app's file is, or null if it has none
   * @param user whom it runs for
   */
  public Run(String appId, Wire wire, Clock clock, Path appFolder, StartUser user) {
    this.wire = wire;
    this.clock = clock;
    this.appFolder = appFolder;
    this.user = user;
    this.top = Place.top(this, call(appId));
  }

  /**
   * Runs the app on this thread. Sends all events but the exit event, which {@link #finish} sends.
   *
   * @param app the app; returns its ending
   * @throws AppStopped if the wire stopped it
   */
  public Ending execute(Callable<Ending> app) {
    thread = Thread.currentThread();
    if (interrupted) {
      thread.interrupt(); // it came before the app began
    }
    Place before = top.enter();
    try {
      Ending ending = app.call();
      return leaving() == null ? ending : Ending.left(leaving());
    } catch (AppStopped stopped) {
      throw stopped;
    } catch (Throwable error) {
      if (leaving() != null) {
        return Ending.left(leaving());
      }
      return isInterrupt(error) ? Ending.interrupted() : Ending.failed(error);
    } finally {
      top.leave(before);
    }
  }

  /** Ends open progress, then sends the exit event. Later calls do nothing. */
  public synchronized void finish(Ending ending) {
    if (over) {
      return;
    }
    for (Progress progress : List.copyOf(openProgress)) {
      progress.end(ending.exit().exitCode() == 0);
    }
    over = true;
    wire.send(new OutputEvent(nextBlockId(), ending.exit(), now(), 0, top.app(), null));
  }

  /** Ends the run from inside; on the app's own thread after its {@code finally} blocks. */
  void leave(Exit exit) {
    synchronized (this) {
      refuseWhenOver();
      if (leaving == null) {
        leaving = exit;
      }
    }
    if (Thread.currentThread() != thread) {
      finish(Ending.left(exit));
    }
    throw new AppExit(exit.reason());
  }

  /** The exit that the app called for, or null. */
  synchronized Exit leaving() {
    return leaving;
  }

  synchronized boolean isOver() {
    return over;
  }

  /** Interrupts what the app's own thread does, because a user asks for it. */
  public void interrupt() {
    interrupted = true;
    Thread app = thread;
    if (app != null) {
      app.interrupt();
    }
  }

  /**
   * Passes an interrupt on to the app, once.
   *
   * @throws AppInterrupted if it has not heard of it yet
   */
  void throwIfInterrupted() {
    if (interrupted && Thread.currentThread() == thread) {
      interrupted = false;
      // Whoever caught the InterruptedException has cleared the flag, and knows.
      if (Thread.interrupted()) {
        throw new AppInterrupted();
      }
    }
  }

  /**
   * Whether an exception comes of an interrupt by a user that the app has not heard of otherwise.
   */
  boolean isInterrupt(Throwable error) {
    if (error instanceof AppInterrupted) {
      return true;
    }
    boolean waited = false;
    Throwable each = error;
    for (int i = 0; i < DEEPEST_CAUSE && each != null; i++) {
      waited |= each instanceof InterruptedException || each instanceof ClosedByInterruptException;
      each = each.getCause();
    }
    return waited && interrupted;
  }

  /** The interrupt was heard of, also by work that has set the thread's flag again. */
  void heardInterrupt() {
    interrupted = false;
    if (Thread.currentThread() == thread) {
      Thread.interrupted();
    }
  }

  /** Stops a thread that outlives its app. */
  synchronized void refuseWhenOver() {
    if (over) {
      throw new AppStopped("the app has ended");
    }
  }

  /** Stops questions of an app that caught the end of its run; output is still allowed. */
  synchronized void refuseWhenLeaving() {
    if (leaving != null) {
      throw new AppExit(leaving.reason());
    }
  }

  Wire wire() {
    return wire;
  }

  Instant now() {
    return clock.instant();
  }

  /** Today, in the time zone of this machine. */
  LocalDate today() {
    return LocalDate.ofInstant(now(), ZoneId.systemDefault());
  }

  Path appFolder() {
    if (appFolder == null) {
      throw new IllegalStateException(
          "appFolder: this app has no folder, because it is a part of the deployment. Put its data on "
              + "the class path, or the app into yera.apps.dir");
    }
    return appFolder;
  }

  AppUser user() {
    return AppUser.of(user);
  }

  /** A block id that is unique within the session. */
  synchronized BlockId nextBlockId() {
    return new BlockId("b".concat(Long.toString(blocks++)));
  }

  /** Numbers the next call of this app. */
  synchronized AppCall call(String appId) {
    Integer earlier = calls.get(appId);
    int instance = earlier == null ? 0 : earlier;
    calls.put(appId, instance + 1);
    return new AppCall(appId, instance);
  }

  synchronized void began(Progress progress) {
    openProgress.add(progress);
  }

  synchronized void ended(Progress progress) {
    openProgress.remove(progress);
  }
}
