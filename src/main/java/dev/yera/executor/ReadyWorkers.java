package dev.yera.executor;

import dev.yera.catalog.ListedApp;
import dev.yera.work.ModelJars;
import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The workers that wait for sessions: those that any Java app can have, and from the first session
 * of an app with language models on one that has their libraries loaded. Thread-safe.
 */
public final class ReadyWorkers implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ReadyWorkers.class.getName());

  private final WorkerPool usual;
  private final Optional<ForModels> forModels;
  private final AtomicBoolean begun = new AtomicBoolean();

  /**
   * What workers with language models need.
   *
   * @param pool of them, not filled yet
   * @param launcher makes their archive in the work folder
   * @param threads for that
   */
  public record ForModels(WorkerPool pool, Launcher launcher, WorkFolder work, Executor threads) {}

  /** Of one kind only. */
  public ReadyWorkers(WorkerPool usual) {
    this(usual, Optional.empty());
  }

  /** Of both kinds. */
  public ReadyWorkers(WorkerPool usual, ForModels forModels) {
    this(usual, Optional.of(forModels));
  }

  private ReadyWorkers(WorkerPool usual, Optional<ForModels> forModels) {
    this.usual = usual;
    this.forModels = forModels;
  }

  /** Starts missing workers, in the background. */
  public void fill() {
    usual.fill();
  }

  /**
   * Reserves a worker for a new session, see {@link WorkerPool#reserve}. The first session of an
   * app with language models has a usual one, and begins the others in the background.
   */
  public Optional<UUID> reserve(ListedApp app, byte[] line) {
    if (forModels.isPresent() && Launcher.couldBeForModels(app)) {
      if (forModels.get().launcher().isForModels(app)) {
        return forModels.get().pool().reserve(line);
      }
      begin(forModels.get(), ModelJars.in(app.classPath()));
    }
    return usual.reserve(line);
  }

  private void begin(ForModels models, List<Path> jars) {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    try {
      models.threads().execute(() -> share(models, jars));
    } catch (RejectedExecutionException noThread) {
      begun.set(false); // the next session tries again
    }
  }

  private static void share(ForModels models, List<Path> jars) {
    try {
      models.launcher().shareModelClassData(models.work(), jars);
      models.pool().fill();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "No worker is kept ready for apps with language models", e);
    }
  }

  /** Hands over the worker that was reserved for a session, see {@link WorkerPool#take}. */
  public Optional<Process> take(Mark mark) {
    return usual.take(mark).or(() -> forModels.flatMap(models -> models.pool().take(mark)));
  }

  /** Releases the worker of a session without viewers, see {@link WorkerPool#release}. */
  public void release(Mark mark, Runnable gone) {
    if (forModels.isPresent()) {
      usual.release(mark, () -> forModels.get().pool().release(mark, gone));
    } else {
      usual.release(mark, gone);
    }
  }

  /** The current state of all. */
  public WorkerPool.State state() {
    WorkerPool.State now = usual.state();
    if (forModels.isEmpty() || !begun.get()) {
      return now;
    }
    WorkerPool.State more = forModels.get().pool().state();
    return new WorkerPool.State(
        now.size() + more.size(), now.ready() + more.ready(), now.reserved() + more.reserved());
  }

  /** Ends all waiting workers and starts no more. */
  @Override
  public void close() {
    usual.close();
    forModels.ifPresent(models -> models.pool().close());
  }
}
