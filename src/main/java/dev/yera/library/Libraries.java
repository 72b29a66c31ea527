package dev.yera.library;

import dev.yera.thread.Drain;
import dev.yera.work.WorkFolder;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Libraries by their coordinates. Nobody waits for the network: what is not known yet is looked for
 * in Maven's local repository by another thread, and fetched by one of a few others if it is not
 * there, so that a repository that hangs holds up those apps only that need it. All is copied to
 * the work folder: a session keeps its jars whatever happens to the local repository. Thread-safe.
 */
public final class Libraries {
  /** How many requests are remembered; those asked for longest ago are forgotten. */
  static final int MOST = 500;

  /** After this a failed request is tried again when it is asked for. */
  static final Duration AGAIN = Duration.ofMinutes(1);

  /** How many requests wait for repositories at once. */
  static final int AT_ONCE = 4;

  private static final Logger LOG = Logger.getLogger(Libraries.class.getName());
  private static final Outcome FETCHING = new Outcome.Fetching();

  private final WorkFolder work;
  private final ContextOverrides maven;
  private final LongSupplier nanoTime;
  private final Drain looking;
  private final List<Drain> fetching;
  private final Queue<List<Coordinates>> wanted = new ConcurrentLinkedQueue<>();
  private final Queue<List<Coordinates>> absent = new ConcurrentLinkedQueue<>();

  /** Guarded by itself, and never while something is fetched. */
  private final Map<List<Coordinates>, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Coordinates>, Known> eldest) {
          return size() > MOST;
        }
      };

  private record Known(Outcome outcome, long at, boolean isTriedAgain) {}

  /**
   * Fetches nothing yet.
   *
   * @param work gets copies of the jars
   * @param threads lends a thread for as long as something is fetched
   * @param maven how Maven is set up; by default as its settings on this machine say
   * @param nanoTime monotonic time
   */
  public Libraries(
      WorkFolder work, Executor threads, ContextOverrides maven, LongSupplier nanoTime) {
    this.work = work;
    this.maven = maven;
    this.nanoTime = nanoTime;
    this.looking = Drain.idle(threads, this::look);
    this.fetching = Stream.generate(() -> Drain.idle(threads, this::fetch)).limit(AT_ONCE).toList();
  }

  /** As the settings of Maven on this machine say: mirrors, proxies, local repository, offline. */
  public static Libraries ofThisMachine(WorkFolder work, Executor threads) {
    ContextOverrides maven = ContextOverrides.create().withUserSettings(true).build();
    return new Libraries(work, threads, maven, System::nanoTime);
  }

  /**
   * What became of these. The same value as before means that nothing has changed. Never waits.
   *
   * @param coordinates in the order of a class path, not empty
   */
  public Outcome of(List<Coordinates> coordinates) {
    synchronized (known) {
      Known now = known.get(coordinates);
      if (now == null) {
        known.put(coordinates, new Known(FETCHING, 0, false));
      } else if (isOld(now)) {
        known.put(coordinates, new Known(now.outcome(), now.at(), true));
      } else {
        return now.outcome();
      }
    }
    wanted.add(coordinates);
    wake(looking);
    synchronized (known) {
      return known.get(coordinates).outcome();
    }
  }

  private boolean isOld(Known now) {
    return now.outcome() instanceof Outcome.Missing
        && !now.isTriedAgain()
        && nanoTime.getAsLong() - now.at() >= AGAIN.toNanos();
  }

  private static void wake(Drain drain) {
    try {
      drain.wake();
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "The server is ending", e);
    }
  }

  /** Finds what the local repository has. */
  private void look() {
    for (List<Coordinates> next = wanted.poll(); next != null; next = wanted.poll()) {
      Optional<Outcome> outcome = outcome(next, true);
      if (outcome.isPresent()) {
        note(next, outcome.get());
      } else {
        absent.add(next);
        fetching.forEach(Libraries::wake);
      }
    }
  }

  /** Fetches what it has not. */
  private void fetch() {
    for (List<Coordinates> next = absent.poll(); next != null; next = absent.poll()) {
      LOG.log(Level.INFO, "Libraries of an app are being fetched: {0}", next);
      note(next, outcome(next, false).orElseThrow());
    }
  }

  private void note(List<Coordinates> coordinates, Outcome outcome) {
    synchronized (known) {
      known.put(coordinates, new Known(outcome, nanoTime.getAsLong(), false));
    }
  }

  /**
   * What becomes of them.
   *
   * @return empty if it takes more than the local repository
   */
  private Optional<Outcome> outcome(List<Coordinates> coordinates, boolean isLocal) {
    try (Repository repository = new Repository(maven, new TransferLimit(nanoTime))) {
      try {
        return Optional.of(new Outcome.Found(copied(repository.resolve(coordinates, isLocal))));
      } catch (UnresolvedException e) {
        LOG.log(Level.FINE, "Libraries cannot be resolved", e);
        return isLocal && !repository.saysOffline()
            ? Optional.empty()
            : Optional.of(new Outcome.Missing(e.getMessage(), e.culprit()));
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      // Settings that cannot be read, a full disk: the other apps go on, and the author is told.
      LOG.log(Level.WARNING, "Libraries cannot be resolved: " + coordinates, e);
      return Optional.of(
          new Outcome.Missing("the server cannot resolve libraries; its log says why", null));
    }
  }

  private List<Path> copied(List<Repository.Jar> jars) throws IOException {
    Map<String, WorkFolder.Content> contents = new TreeMap<>();
    for (Repository.Jar jar : jars) {
      contents.put(jar.name(), () -> Files.newInputStream(jar.file()));
    }
    Path folder = work.copied("libraries", contents);
    List<Path> copies = new ArrayList<>();
    jars.forEach(jar -> copies.add(folder.resolve(jar.name())));
    return List.copyOf(copies);
  }
}
