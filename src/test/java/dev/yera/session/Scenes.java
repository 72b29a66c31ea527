package dev.yera.session;

import dev.yera.app.call.Arguments;
import dev.yera.catalog.ListedApp;
import dev.yera.event.EventLine;
import dev.yera.event.block.BlockId;
import dev.yera.executor.Guard;
import dev.yera.executor.Launcher;
import dev.yera.executor.Mark;
import dev.yera.executor.ProcessEnd;
import dev.yera.executor.ReadyWorkers;
import dev.yera.executor.Starts;
import dev.yera.executor.WorkerPool;
import dev.yera.file.SessionFiles;
import dev.yera.model.NoModels;
import dev.yera.sandbox.Meter;
import dev.yera.sandbox.Sandboxes;
import dev.yera.session.limit.LimitExceededException;
import dev.yera.session.limit.ViewerPlaces;
import dev.yera.session.question.Interaction;
import dev.yera.settings.SessionSettings;
import dev.yera.settings.Settings;
import dev.yera.store.MemoryStore;
import dev.yera.store.Slice;
import dev.yera.stream.Reader;
import dev.yera.stream.Watcher;
import dev.yera.trace.Tracing;
import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Real sessions whose processes are never started: what would come of them the test says. */
final class Scenes implements AutoCloseable {
  private static final ListedApp APP = TestApps.command("never-started");
  private static final Executor NO_THREADS = task -> {};

  private final Settings settings;
  private final Guard guard;
  private final Launcher launcher;
  private final Starts starts = new Starts(2);
  private final ReadyWorkers workers;

  Scenes(Path folder, Map<String, String> settings) throws IOException {
    this.settings = Sessions.settings(settings);
    guard = new Guard(new WorkFolder(folder), Duration.ofSeconds(1));
    launcher =
        new Launcher(
            this.settings,
            List.of(),
            guard.folder(),
            Sandboxes.off(),
            List.of(),
            List.of(),
            name -> null,
            NoModels.gate());
    workers =
        new ReadyWorkers(
            new WorkerPool(
                0,
                Duration.ofSeconds(1),
                launcher::worker,
                guard,
                starts,
                NO_THREADS,
                System::nanoTime));
  }

  /** A new one. */
  Scene scene() {
    return new Scene();
  }

  /** One session, alone on its server. */
  final class Scene {
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger expired = new AtomicInteger();
    private final ViewerPlaces places = new ViewerPlaces(settings);
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong now = new AtomicLong();
    private final MemoryStore store = new MemoryStore(guard.folder().resolve("logs"));
    final Session session =
        new Session(
            SessionId.random(),
            APP,
            new Arguments(List.of(), Map.of()),
            Creator.NOBODY,
            new SessionContext(
                settings,
                launcher,
                guard,
                new Meter(Mark.VARIABLE),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                now::get,
                waiting::add,
                workers,
                starts,
                store,
                new SessionFiles(settings, store.files()),
                places,
                new Measures(),
                Tracing.OFF,
                () -> false,
                fact -> {},
                session -> expired.incrementAndGet(),
                session -> {}),
            ended::incrementAndGet);

    /** How often its slot was given back. */
    int timesEnded() {
      return ended.get();
    }

    int timesExpired() {
      return expired.get();
    }

    /** How many of the server's places its viewers have. */
    int placesTaken() {
      int most = settings.get(SessionSettings.VIEWERS_MAX);
      for (int free = 0; ; free++) {
        try {
          places.take();
        } catch (LimitExceededException noMore) {
          return most - free;
        }
      }
    }

    /** What the session left to other threads happens now: the end of its expiry. */
    void finishExpiry() {
      for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
        task.run();
      }
    }

    void pass(Duration duration) {
      now.addAndGet(duration.toNanos());
    }

    /** The app asks. */
    void ask(String block) {
      Map<String, Object> members =
          Map.of("block_type", "text_input", "block_id", block, "data", Map.of());
      session.say(new EventLine.Partial(members));
      session.said();
    }

    void answer(String block, String value) {
      session.addInteraction(new Interaction(new BlockId(block), value, "text_input"));
    }

    /** Its process has ended. */
    void end() {
      session.ended(new ProcessEnd(0, Optional.empty(), false, false));
    }

    /** All of its events until now. */
    List<SentEvent> events() {
      Quiet quiet = new Quiet();
      Reader reader = session.open(quiet, 0, quiet);
      List<SentEvent> events = new ArrayList<>();
      for (Slice slice = reader.next(); slice != null; slice = reader.next()) {
        Frames.of(slice).forEach(frame -> events.add(SentEvent.of(frame)));
      }
      reader.leave();
      return events;
    }
  }

  /** Somebody who views and does nothing. */
  static final class Quiet implements Watcher {
    private volatile boolean replaced;

    boolean isReplaced() {
      return replaced;
    }

    @Override
    public void wake() {
      // It does not read.
    }

    @Override
    public void tick(long nanoTime) {
      // It has no clock.
    }

    @Override
    public void replace() {
      replaced = true;
    }

    @Override
    public boolean isOverdue() {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    guard.close();
  }
}
