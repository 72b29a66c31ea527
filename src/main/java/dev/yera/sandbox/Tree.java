package dev.yera.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the processes of one session use together. One meter looks at it, one look at a time; what
 * it sums up to can be read by all.
 */
final class Tree {
  final long leader;
  private final Optional<ControlGroup> group;
  private final Limits limits;
  private final Consumer<Excess> exceeded;
  private final List<ProcStat> processes = new ArrayList<>();

  /** What ended without being waited for was counted while it lived, or by the control group. */
  private volatile long ticks;

  private volatile int count;
  private volatile long resident;

  private boolean isOver;

  Tree(long leader, Optional<ControlGroup> group, Limits limits, Consumer<Excess> exceeded) {
    this.leader = leader;
    this.group = group;
    this.limits = limits;
    this.exceeded = exceeded;
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
    group.ifPresent(each -> ticks = Math.max(ticks, ProcStat.ticks(each.cpuTime())));
    count = processes.size();
    resident = processes.stream().mapToLong(ProcStat::resident).sum();
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
    Optional<Excess> excess = isOver ? Optional.empty() : excess();
    if (excess.isPresent()) {
      isOver = true;
      exceeded.accept(excess.get());
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
