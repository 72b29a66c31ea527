package dev.yera.executor;

import dev.yera.sandbox.ControlGroup;
import dev.yera.sandbox.Home;
import dev.yera.sandbox.Limits;
import dev.yera.work.InstanceFolder;
import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Ensures that no process of a session outlives the server, however the server ends. The guard is a
 * small shell process in its own process session. It waits on a pipe that only the server holds;
 * when the pipe closes, it ends everything listed in the instance folder (see {@code guard.sh}).
 * There is one guard for all sessions, not one between the server and each app: a session starts
 * without it, one sweep serves all, and no app has it as a parent to stop or kill. If it is killed,
 * it is replaced. Thread-safe.
 */
public final class Guard implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Guard.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  // All processes must be gone 5 s after the server: TERM, this pause, then KILL.
  private static final long MAX_GRACE_MILLIS = 2_500;

  private final InstanceFolder instance;
  private final Path script;
  private final long graceTenths;
  private final Map<Mark, ControlGroup> groups = new ConcurrentHashMap<>();
  private Process process;
  private boolean closed;

  /**
   * Ends processes left by former servers, then starts the guard.
   *
   * @param grace how long apps may run after SIGTERM when the server dies; at most 2.5 s are used
   */
  public Guard(WorkFolder work, Duration grace) throws IOException {
    clearAbandoned(work);
    instance = InstanceFolder.create(work);
    graceTenths = Math.max(1, Math.min(grace.toMillis(), MAX_GRACE_MILLIS) / 100);
    try (InputStream in = Guard.class.getResourceAsStream("guard.sh")) {
      script = work.unpacked("guard", Map.of("guard.sh", in.readAllBytes())).resolve("guard.sh");
    }
    watch();
  }

  /** The folder of this server. */
  public Path folder() {
    return instance.path();
  }

  /** The folders of what runs with this mark, whether they are there or not. */
  public Home home(Mark mark) {
    return new Home(instance.homes().resolve(mark.toString()));
  }

  /**
   * Before anything of this mark is started.
   *
   * @return its folders, which are there now
   */
  Home announce(Mark mark) throws IOException {
    Files.createFile(file(mark));
    try {
      return Home.create(home(mark).root());
    } catch (IOException e) {
      forget(mark);
      throw e;
    }
  }

  /**
   * Before anything is started in this control group.
   *
   * @throws IOException if it cannot be noted
   */
  void confine(Mark mark, ControlGroup group) throws IOException {
    groups.put(mark, group);
    Files.writeString(file(mark), entry(mark, ""));
  }

  /** Its control group, if it has one. */
  public Optional<ControlGroup> groupOf(Mark mark) {
    return Optional.ofNullable(groups.get(mark));
  }

  /** What was started with this mark, ahead of its session, may now use this much. */
  public void limit(Mark mark, Limits limits) {
    groupOf(mark)
        .ifPresent(
            group -> {
              try {
                group.limit(limits);
              } catch (IOException e) {
                LOG.log(Level.WARNING, "Session " + mark + " has the limits of all", e);
              }
            });
  }

  /**
   * All that has this mark.
   *
   * @param group the process group; 0 if only the mark is known
   */
  ProcessTree tree(long group, Mark mark) {
    return new ProcessTree(group, mark, groupOf(mark));
  }

  private String entry(Mark mark, String group) {
    return group + "\n" + groupOf(mark).map(each -> each.path() + "\n").orElse("");
  }

  /** Adds the group of the started process. If the disk is full, the mark has to suffice. */
  void started(Mark mark, long group) {
    try {
      Files.writeString(file(mark), entry(mark, Long.toString(group)));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The guard knows session " + mark + " by its mark only", e);
    }
  }

  /** No process of this mark is left: its folders go as well. */
  void forget(Mark mark) {
    try {
      home(mark).remove();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Folders of a session stay until the server ends", e);
    }
    removeGroup(mark);
    try {
      Files.deleteIfExists(file(mark));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A session's entry for the guard stays: " + mark, e);
    }
  }

  private void removeGroup(Mark mark) {
    ControlGroup group = groups.remove(mark);
    if (group == null) {
      return;
    }
    try {
      group.remove();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A session's control group stays: " + group.path(), e);
    }
  }

  private Path file(Mark mark) {
    return instance.sessions().resolve(mark.toString());
  }

  private synchronized void watch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "setsid",
            "sh",
            script.toString(),
            instance.sessions().toString(),
            Long.toString(graceTenths));
    // An app can look for the guard, and read what it was started with.
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.directory(Path.of("/").toFile());
    process = builder.start();
    process
        .onExit()
        .thenRun(this::replace)
        .exceptionally(
            e -> {
              LOG.log(Level.SEVERE, "The guard cannot be replaced: apps may outlive the server", e);
              return null;
            });
  }

  /** Replaces a guard that was killed, so that sessions stay guarded. */
  private synchronized void replace() {
    if (closed) {
      return;
    }
    LOG.warning("The orphan guard was killed and is started again");
    try {
      watch();
    } catch (IOException e) {
      LOG.log(Level.SEVERE, "The guard cannot be started again: apps may outlive the server", e);
    }
  }

  private static void clearAbandoned(WorkFolder work) throws IOException {
    for (InstanceFolder abandoned : InstanceFolder.abandoned(work)) {
      try (abandoned;
          Stream<Path> marks = Files.list(abandoned.sessions())) {
        for (Path path : marks.toList()) {
          clearAbandoned(path.getFileName().toString(), Files.readAllLines(path));
        }
      } catch (IOException e) {
        LOG.log(Level.WARNING, "Leftovers of a former server cannot be removed", e);
      }
    }
  }

  private static void clearAbandoned(String name, List<String> entry) throws IOException {
    Mark mark;
    try {
      mark = new Mark(UUID.fromString(name));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "A former server left something that is no session: {0}", name);
      return;
    }
    Optional<ControlGroup> group =
        entry.size() > 1 ? Optional.of(new ControlGroup(Path.of(entry.get(1)))) : Optional.empty();
    // By mark only, because the group number may have been reused.
    if (!Processes.of(0, mark).isEmpty() || group.filter(ControlGroup::isPopulated).isPresent()) {
      LOG.log(Level.WARNING, "Ending processes that session {0} of a former server left", mark);
      new ProcessTree(0, mark, group).end(PATIENCE);
    }
    if (group.isPresent()) {
      group.get().remove();
    }
  }

  /** Ends the guard, after the last session; it ends the processes that are still listed. */
  @Override
  public void close() throws IOException {
    Process last;
    synchronized (this) {
      closed = true;
      last = process;
    }
    last.getOutputStream().close();
    try {
      last.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    instance.close();
  }
}
