package dev.yera.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What the processes of one session use together. One meter looks at it, one look at a time, and
 * another one at its files; what it sums up to can be read by all.
 */
final class Tree {
  private final Watched session;
  private final Limits limits;
  private final Consumer<Excess> exceeded;
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final List<ProcStat> processes = new ArrayList<>();

  /** What ended without being waited for was counted while it lived, or by the control group. */
  private volatile long ticks;

  private volatile int count;
  private volatile long resident;
  private volatile Activity activity = Activity.NONE;

  /** Used by one thread. */
  private Activity beforeFiles = Activity.NONE;

  /** The same for as long as no process has done anything. */
  private record Activity(List<Long> processes, long ticks) {
    static final Activity NONE = new Activity(List.of(), 0);
  }

  Tree(Watched session, Consumer<Excess> exceeded) {
    this.session = session;
    this.limits = session.limits();
    this.exceeded = exceeded;
  }

  /** The first of its processes. */
  long leader() {
    return session.leader();
  }

  void begin() {
    processes.clear();
  }

  void add(ProcStat process) {
    processes.add(process);
  }

  /** Takes stock of what was added. */
  void sum() {
    ticks = Math.max(ticks, processes.stream().mapToLong(ProcStat::ticks).sum());
    session.group().ifPresent(each -> ticks = Math.max(ticks, ProcStat.ticks(each.cpuTime())));
    count = processes.size();
    resident = processes.stream().mapToLong(ProcStat::resident).sum();
    activity = new Activity(processes.stream().map(ProcStat::pid).sorted().toList(), ticks);
  }

  /** Processor time, in ticks. */
  long ticks() {
    return ticks;
  }

  /** How many processes there are. */
  int count() {
    return count;
  }

  /** Their memory, in bytes. */
  long resident() {
    return resident;
  }

  /** Tells of the first excess, once. */
  void judge() {
    if (!isOver.get()) {
      excess().ifPresent(this::tell);
    }
  }

  /**
   * Tells of files that take too much; looks at them only if something was done since it last did.
   *
   * @throws IOException if they cannot be measured
   */
  void judgeFiles(DuCommand du) throws IOException {
    Activity now = activity;
    if (isOver.get() || now.equals(beforeFiles)) {
      return;
    }
    beforeFiles = now;
    if (new DiskUse(session.home(), du).exceeds(limits.disk(), now.processes())) {
      tell(Excess.DISK);
    }
  }

  private void tell(Excess excess) {
    if (isOver.compareAndSet(false, true)) {
      exceeded.accept(excess);
    }
  }

  private Optional<Excess> excess() {
    Duration most = limits.cpuTime();
    if (!most.isZero() && ProcStat.time(ticks).compareTo(most) > 0) {
      return Optional.of(Excess.CPU_TIME);
    }
    if (processes.stream().mapToInt(ProcStat::threads).sum() > limits.processes()) {
      return Optional.of(Excess.PROCESSES);
    }
    // What processes share is in the sum several times: then it is worth to know exactly.
    boolean suspicious = resident > limits.memory();
    return suspicious
            && processes.stream().mapToLong(ProcStat::proportionate).sum() > limits.memory()
        ? Optional.of(Excess.MEMORY)
        : Optional.empty();
  }
}
