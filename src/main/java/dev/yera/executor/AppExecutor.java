package dev.yera.executor;

import dev.yera.sandbox.ControlGroup;
import dev.yera.terminal.PseudoTerminal;
import dev.yera.terminal.TerminalProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The supervised process of a session and its descendants. States: new, {@link #start}ed, ended; an
 * executor is used once. When its first process ends, the rest of its group and all processes with
 * its mark are ended at once and their output is read to the end. Only then {@link Listener#ended}
 * is called, exactly once. Thread-safe; no method but {@link #run} blocks.
 */
public final class AppExecutor {
  /** Receives the executor's events, on its threads. */
  public interface Listener {
    /**
     * The process was started; called before any output.
     *
     * @param pid its number, which is also its group's
     */
    void started(long pid);

    /** Bytes of standard output, as read; called by one thread. */
    void output(byte[] buffer, int length);

    /** Bytes of standard error, as read; called by one thread. */
    void error(byte[] buffer, int length);

    /** The process tree is gone, and all its output was passed on. */
    void ended(ProcessEnd ending);
  }

  private static final Logger LOG = Logger.getLogger(AppExecutor.class.getName());
  private static final int BUFFER = 64 * 1024;
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final int SWEEPS = 12;
  private static final Duration HELD_OUTPUT = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(50);

  /** More than two pipes hold: what comes behind it was written after the tree had ended. */
  private static final int IN_PIPES = 2 * 1024 * 1024;

  private static final int START_FAILURE_LENGTH = 1024;
  private static final ProcessEnd NEVER_STARTED =
      ProcessEnd.notStarted("it was ended before it was its turn to start");

  private final Launch launch;
  private final Mark mark;
  private final Guard guard;
  private final Executor threads;
  private final Supplier<Optional<Process>> spare;
  private final Starts starts;
  private final Listener listener;
  private final Runnable turn = this::takeTurn;
  private final AtomicBoolean starting = new AtomicBoolean();
  private final CompletableFuture<Void> outputEnd = new CompletableFuture<>();
  private final CompletableFuture<Void> errorEnd = new CompletableFuture<>();

  /** How many of its streams have something that the listener is still taking. */
  private final AtomicInteger taking = new AtomicInteger();

  /** How many bytes were read from them. */
  private final AtomicLong taken = new AtomicLong();

  private final Object lock = new Object();
  private Process first;
  private ProcessTree tree;
  private InputPipe input;
  private PseudoTerminal terminal;

  /** What gives the terminal the size that was asked for before it was there. */
  private Runnable size = () -> {};

  private boolean stopping;
  private boolean killing;

  private volatile boolean saidSomething;
  private volatile boolean over;

  /** The beginning of its error output, collected from several reads. */
  private final ByteArrayOutputStream firstError = new ByteArrayOutputStream();

  /**
   * Creates an executor without starting it.
   *
   * @param threads has a free thread for each of the five things that can go on at once:
   *     supervision, output, error output, input and a signal
   * @param spare returns the process of this launch and mark if it was started in advance
   * @param starts the queue for processes that announce readiness and were not started in advance
   */
  public AppExecutor(
      Launch launch,
      Mark mark,
      Guard guard,
      Executor threads,
      Supplier<Optional<Process>> spare,
      Starts starts,
      Listener listener) {
    this.launch = launch;
    this.spare = spare;
    this.starts = starts;
    this.mark = mark;
    this.guard = guard;
    this.threads = threads;
    this.listener = listener;
  }

  /** Starts the process, on another thread. {@link Listener#ended} reports errors. */
  public void start() {
    onThread(false);
  }

  private void takeTurn() {
    onThread(true);
  }

  private void onThread(boolean hasTurn) {
    starting.set(hasTurn);
    try {
      threads.execute(() -> supervise(hasTurn));
    } catch (RejectedExecutionException noThread) {
      startIsOver();
      listener.ended(ProcessEnd.notStarted("the server has no thread left for it"));
    }
  }

  /** Reports the end, exactly once, when no process of the session is left, after any error. */
  private void supervise(boolean hasTurn) {
    ProcessEnd ending;
    try {
      Optional<Process> ready = hasTurn ? Optional.empty() : spare.get();
      if (!hasTurn && ready.isEmpty() && launch.announcesReady()) {
        starts.await(turn);
        if (!isStopping() || !starts.withdraw(turn)) {
          return; // continued on another thread
        }
        ending = NEVER_STARTED;
      } else {
        ending = run(ready);
      }
    } catch (IOException e) {
      ending = ProcessEnd.notStarted(reason(e));
    } catch (RuntimeException | Error e) {
      LOG.log(Level.SEVERE, "The supervision of session " + mark + " failed", e);
      ending = ProcessEnd.notStarted("the server could not supervise it");
      endTree(); // there is one if the start failed half way
    }
    startIsOver();
    guard.forget(mark);
    if (Thread.interrupted()) {
      LOG.log(Level.FINE, "Interrupted at the end of session {0}", mark);
    }
    listener.ended(ending);
  }

  /**
   * Supervises from the spawn to the end, on one thread: when the server stops, a managed executor
   * takes no new task, and the end of a session must not need one.
   */
  private ProcessEnd run(Optional<Process> ready) throws IOException {
    if (ready.isEmpty() && isStopping()) {
      return NEVER_STARTED;
    }
    Process started = ready.isPresent() ? ready.get() : launch.start(mark, guard);
    supervised(started);
    try {
      return run(started);
    } finally {
      terminal().ifPresent(PseudoTerminal::close);
    }
  }

  private ProcessEnd run(Process started) {
    listener.started(started.pid());
    threads.execute(() -> pump(started.getInputStream(), this::output, outputEnd));
    threads.execute(() -> pump(started.getErrorStream(), this::error, errorEnd));
    int status = waitFor(started);
    startIsOver();
    endTree();
    readToTheEnd();
    return ending(status);
  }

  private static int waitFor(Process process) {
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException e) {
        // The container ends its threads; this one still has a process tree to end. The interrupt
        // is
        // not kept: an interrupted thread can neither read /proc nor load a class.
        LOG.log(Level.FINE, "Still waiting for a process to end", e);
      }
    }
  }

  private boolean isStopping() {
    synchronized (lock) {
      return stopping;
    }
  }

  /** Lets others start. */
  private void startIsOver() {
    if (starting.getAndSet(false)) {
      starts.over();
    }
  }

  private void supervised(Process started) {
    boolean stopped;
    synchronized (lock) {
      first = started;
      tree = guard.tree(started.pid(), mark);
      input = new InputPipe(started.getOutputStream(), threads);
      if (started instanceof TerminalProcess onTerminal) {
        terminal = onTerminal.terminal();
        size.run();
      }
      stopped = stopping;
    }
    if (stopped) {
      // The stop came while the process was being started, so there is no app yet to stop gently.
      kill();
    }
  }

  private static String reason(IOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  private interface Bytes {
    void take(byte[] buffer, int length);
  }

  private void pump(InputStream stream, Bytes to, CompletableFuture<Void> end) {
    // Else the JDK, when the process ends, reads under this lock into memory what there is, without
    // an end if a process that hid itself goes on writing.
    synchronized (stream) {
      passOn(stream, to, end);
    }
  }

  /** Closes the stream at the end: who writes to it still has nobody who reads it. */
  private void passOn(InputStream from, Bytes to, CompletableFuture<Void> end) {
    byte[] buffer = new byte[BUFFER];
    try (InputStream stream = from) {
      for (int n = stream.read(buffer); n >= 0 && !over; n = stream.read(buffer)) {
        taking.incrementAndGet();
        taken.addAndGet(n);
        try {
          to.take(buffer, n);
        } finally {
          taking.decrementAndGet();
        }
      }
    } catch (IOException closedUnderOurHands) {
      LOG.log(Level.FINE, "The output of session " + mark + " ended early", closedUnderOurHands);
    } catch (RuntimeException | Error e) {
      // Its output is not read any more, so it must not block on it.
      LOG.log(Level.SEVERE, "The output of session " + mark + " cannot be taken; it is ended", e);
      kill();
    } finally {
      end.complete(null);
    }
  }

  private void output(byte[] buffer, int length) {
    if (launch.onTerminal()) {
      noteFirstError(buffer, length); // there is no other stream
    } else if (!saidSomething) {
      saidSomething = true;
      startIsOver();
    }
    listener.output(buffer, length);
  }

  private void error(byte[] buffer, int length) {
    noteFirstError(buffer, length);
    listener.error(buffer, length);
  }

  private void noteFirstError(byte[] buffer, int length) {
    int room = START_FAILURE_LENGTH - firstError.size();
    if (room > 0) {
      firstError.write(buffer, 0, Math.min(length, room));
    }
  }

  private void endTree() {
    ProcessTree all;
    synchronized (lock) {
      // Without a group there may still be processes, from a start that failed after the fork.
      all = tree == null ? guard.tree(0, mark) : tree;
    }
    for (int i = 0; i < SWEEPS && !all.end(SWEEP); i++) {
      LOG.log(Level.WARNING, "Processes of session {0} do not end, or cannot be seen", mark);
    }
  }

  /**
   * Reads the output to its end, but does not wait for a process that hid from the sweep and holds
   * the pipes: not longer than {@link #HELD_OUTPUT} of the time in which nothing is being taken, or
   * one thing after another of what was not in the pipes when the tree ended. A listener may take
   * its time (a store that is away, files to be copied), and what was written is passed on all the
   * same.
   */
  private void readToTheEnd() {
    CompletableFuture<Void> both = CompletableFuture.allOf(outputEnd, errorEnd);
    long looks = HELD_OUTPUT.dividedBy(LOOK);
    long atTheEnd = taken.get();
    long before = atTheEnd;
    while (looks > 0 && !isDoneWithin(both, LOOK)) {
      long now = taken.get();
      boolean isFlood = now != before && now - atTheEnd > IN_PIPES;
      looks -= isFlood || taking.get() == 0 ? 1 : 0;
      before = now;
    }
    over = true;
  }

  private static boolean isDoneWithin(CompletableFuture<Void> both, Duration time) {
    CompletableFuture<Void> late =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture.anyOf(both, late).join(); // which leaves nothing behind, look after look
    return both.isDone();
  }

  private boolean outOfMemory() {
    return guard.groupOf(mark).filter(ControlGroup::wasOutOfMemory).isPresent();
  }

  private ProcessEnd ending(int status) {
    boolean held = !(outputEnd.isDone() && errorEnd.isDone());
    String said = firstError.toString(StandardCharsets.UTF_8);
    Optional<String> why = saidSomething ? Optional.empty() : StartFailure.of(launch, status, said);
    return why.map(ProcessEnd::notStarted)
        .orElseGet(() -> new ProcessEnd(status, Optional.empty(), held, outOfMemory()));
  }

  /**
   * Queues a line for the process' standard input; drops it if there is no process.
   *
   * @param line with its line end
   */
  public void write(byte[] line) {
    InputPipe pipe;
    synchronized (lock) {
      pipe = input;
    }
    if (pipe != null) {
      pipe.write(line);
    }
  }

  /** Its terminal, if it runs on one; empty before the start. */
  public Optional<PseudoTerminal> terminal() {
    synchronized (lock) {
      return Optional.ofNullable(terminal);
    }
  }

  /**
   * Changes the size of its terminal, now or at its start.
   *
   * @param columns 1 to 65,535
   * @param rows likewise
   */
  public void resizeTerminal(int columns, int rows) {
    synchronized (lock) {
      if (terminal == null) {
        size = () -> terminal.resize(columns, rows);
      } else {
        terminal.resize(columns, rows);
      }
    }
  }

  /** The number of queued lines that are not yet written to the pipe. */
  public int unwritten() {
    synchronized (lock) {
      return input == null ? 0 : input.unwritten();
    }
  }

  /** How many bytes these lines have together. */
  public long unwrittenBytes() {
    synchronized (lock) {
      return input == null ? 0 : input.unwrittenBytes();
    }
  }

  /**
   * Asks the process to end: a last line, the end of its input, and SIGTERM to the group. Call
   * {@link #kill} after the grace.
   *
   * @param lastLine with its line end; empty for none
   */
  public void stop(byte[] lastLine) {
    InputPipe pipe;
    ProcessTree running;
    synchronized (lock) {
      if (stopping) {
        return;
      }
      stopping = true;
      pipe = input;
      running = tree;
    }
    if (pipe == null) {
      giveUpTurn();
    } else {
      if (lastLine.length > 0) {
        pipe.write(lastLine);
      }
      pipe.close();
      threads.execute(running::terminate);
    }
  }

  private void giveUpTurn() {
    if (starts.withdraw(turn)) {
      listener.ended(NEVER_STARTED);
    }
  }

  /** Sends SIGINT to what runs in the first process group, as Ctrl-C does in a terminal. */
  public void interrupt() {
    ProcessTree running;
    synchronized (lock) {
      running = stopping ? null : tree;
    }
    if (running != null) {
      threads.execute(running::interrupt);
    }
  }

  /** Closes the process' standard input after the queued lines, which asks it to exit. */
  public void closeInput() {
    InputPipe pipe;
    synchronized (lock) {
      pipe = input;
    }
    if (pipe != null) {
      pipe.close();
    }
  }

  /** Ends the whole tree now. */
  public void kill() {
    ProcessTree running;
    Process leader;
    synchronized (lock) {
      stopping = true;
      leader = first;
      if (killing) {
        return;
      }
      killing = tree != null;
      running = tree;
    }
    if (running == null) {
      giveUpTurn();
    } else {
      threads.execute(
          () -> {
            running.end(SWEEP);
            // Until its first program is there, a process shows neither a group nor a mark.
            leader.destroyForcibly();
          });
    }
  }
}
