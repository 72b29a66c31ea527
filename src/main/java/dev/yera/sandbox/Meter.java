package dev.yera.sandbox;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Measures what sessions use, four times a second, in one look at {@code /proc} for all of them. It
 * never takes more than a twentieth of a processor. A process belongs to a session by its group,
 * its parent, or the mark in its environment; once known it stays known, wherever it goes. Runs on
 * a thread of its own until it is closed; {@link #watch} and {@link #forget} are thread-safe.
 */
public final class Meter implements Runnable, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Meter.class.getName());
  private static final Path PROC = Path.of("/proc");
  private static final long PAUSE_NANOS = 250_000_000L;
  private static final int LOOKS_FOR_A_TWENTIETH = 19;

  private final String variable;
  private final Map<String, Tree> trees = new ConcurrentHashMap<>();
  private Map<Long, Known> known = new HashMap<>();
  private volatile boolean closed;

  /** Whether a thread looks all the time. */
  private volatile boolean running;

  /** Guards {@link #past} together with the trees that it does not have yet. */
  private final Object totals = new Object();

  @GuardedBy("totals")
  private long past;

  @GuardedBy("totals")
  private long shown;

  /** Null for a process that is of no session, by what it was started with. */
  private record Known(long begun, Tree tree) {}

  /**
   * One that watches nothing yet.
   *
   * @param variable carries a session's mark in the environment of its processes
   */
  public Meter(String variable) {
    this.variable = variable;
  }

  /**
   * From now on the processes of this session are measured.
   *
   * @param mark what they carry
   * @param session what there is to measure
   * @param exceeded is told once, by a thread that measures; must not wait
   */
  public void watch(String mark, Watched session, Consumer<Excess> exceeded) {
    trees.put(mark, new Tree(session, exceeded));
  }

  /** What is watched now. */
  List<Tree> trees() {
    return List.copyOf(trees.values());
  }

  boolean isClosed() {
    return closed;
  }

  /** No process of it is left. */
  public void forget(String mark) {
    synchronized (totals) {
      Tree tree = trees.remove(mark);
      if (tree != null) {
        past += tree.ticks();
      }
    }
  }

  @Override
  public void run() {
    running = true;
    while (!closed) {
      long begin = System.nanoTime();
      try {
        if (!trees.isEmpty()) {
          look();
        }
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.WARNING, "What sessions use cannot be measured", e);
      }
      long took = System.nanoTime() - begin;
      LockSupport.parkNanos(Math.max(PAUSE_NANOS, took * LOOKS_FOR_A_TWENTIETH));
      if (Thread.interrupted() && !closed) {
        LOG.fine("The meter was interrupted and goes on"); // else nothing could be read
      }
    }
  }

  /**
   * What sessions use, as the last look has seen it; where nobody looks all the time, as it is now.
   *
   * @throws IOException if it cannot be measured
   */
  public Use use() throws IOException {
    if (!running && !trees.isEmpty()) {
      measure();
    }
    synchronized (totals) {
      int processes = 0;
      long memory = 0;
      long ticks = past;
      for (Tree tree : trees.values()) {
        processes += tree.count();
        memory += tree.resident();
        ticks += tree.ticks();
      }
      shown = Math.max(shown, ticks);
      return new Use(processes, memory, ProcStat.time(shown));
    }
  }

  /** One round. */
  void look() throws IOException {
    measure().forEach(Tree::judge);
  }

  private synchronized List<Tree> measure() throws IOException {
    List<Tree> watched = new ArrayList<>(trees.values());
    Map<Long, Tree> leaders = new HashMap<>();
    for (Tree tree : watched) {
      tree.begin();
      leaders.put(tree.leader(), tree);
    }
    Map<Long, ProcStat> all = processes();
    Map<Long, Known> next = new HashMap<>();
    for (ProcStat process : all.values()) {
      Tree tree = treeOf(process, all, leaders, next);
      if (tree != null) {
        tree.add(process);
      }
    }
    known = next;
    watched.forEach(Tree::sum);
    return watched;
  }

  private static Map<Long, ProcStat> processes() throws IOException {
    Map<Long, ProcStat> all = new HashMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[1-9]*")) {
      for (Path entry : entries) {
        ProcStat.of(Long.parseLong(entry.getFileName().toString()))
            .ifPresent(process -> all.put(process.pid(), process));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return all;
  }

  /** Null if it is of no session. */
  private Tree treeOf(
      ProcStat process, Map<Long, ProcStat> all, Map<Long, Tree> leaders, Map<Long, Known> next) {
    Known found = next.get(process.pid());
    if (found != null) {
      return found.tree();
    }
    Known before = known.get(process.pid());
    boolean isKnown = before != null && before.begun() == process.begun();
    Tree tree = isKnown ? before.tree() : null;
    if (tree == null) {
      tree = leaders.getOrDefault(process.group(), leaders.get(process.session()));
    }
    ProcStat parent = all.get(process.parent());
    if (tree == null && parent != null && parent.begun() <= process.begun()) {
      tree = treeOf(parent, all, leaders, next);
    }
    if (tree == null && !isKnown) {
      tree = byMark(process);
    }
    next.put(process.pid(), new Known(process.begun(), tree));
    return tree;
  }

  private Tree byMark(ProcStat process) {
    for (String entry : process.environment().split("\0", -1)) {
      if (entry.startsWith(variable + "=")) {
        return trees.get(entry.substring(variable.length() + 1));
      }
    }
    return null;
  }

  @Override
  public void close() {
    closed = true;
  }
}
