package dev.yera.executor;

import dev.yera.sandbox.Home;
import dev.yera.work.InstanceFolder;
import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Sees to it that no process of a session outlives the server, whatever ends that. It is one small
 * shell process beside the server, in a session of its own: it waits on a pipe that only the server
 * holds, and when that ends it ends all that is listed in the instance folder (see {@code
 * guard.sh}). One for all sessions, rather than one between the server and each app: a session
 * starts without it, one sweep serves all, and no app has it as its parent to stop or kill. One
 * that is killed all the same is replaced. Thread-safe.
 */
public final class Guard implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Guard.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  // All is to be gone 5 s after the server (contract, section 5): TERM, this, then KILL.
  private static final long MAX_GRACE_MILLIS = 2_500;

  private final InstanceFolder instance;
  private final Path script;
  private final long graceTenths;
  private Process process;
  private boolean closed;

  /**
   * Starts it, and first ends what a server that is gone left behind.
   *
   * @param grace how long apps have after SIGTERM when the server dies; at most 2.5 s are used
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

  /** What was started leads this group. Where the disk is full, its mark has to do. */
  void started(Mark mark, long group) {
    try {
      Files.writeString(file(mark), group + "\n");
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
    try {
      Files.deleteIfExists(file(mark));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A session's entry for the guard stays: " + mark, e);
    }
  }

  private Home home(Mark mark) {
    return new Home(instance.homes().resolve(mark.toString()));
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

  /** Somebody ended the guard: sessions must not go unguarded. */
  private synchronized void replace() {
    if (closed) {
      return;
    }
    LOG.warning("The guard was ended by somebody and is started again");
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
          clearAbandoned(path.getFileName().toString());
        }
      } catch (IOException e) {
        LOG.log(Level.WARNING, "What a former server left cannot be cleared", e);
      }
    }
  }

  private static void clearAbandoned(String name) throws IOException {
    Mark mark;
    try {
      mark = new Mark(UUID.fromString(name));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "A former server left something that is no session: {0}", name);
      return;
    }
    // By mark only: the group's number may belong to somebody else by now.
    if (!Processes.of(0, mark).isEmpty()) {
      LOG.log(Level.WARNING, "Ending what session {0} of a server that is gone left", mark);
      new ProcessTree(0, mark).end(PATIENCE);
    }
  }

  /** Ends the guard, after the last session; what is still listed it ends then. */
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
