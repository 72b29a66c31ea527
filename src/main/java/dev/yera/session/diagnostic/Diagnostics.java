package dev.yera.session.diagnostic;

import dev.yera.event.block.Failure;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest diagnostic lines of a session, and the newest of its error output. Thread-safe. */
public final class Diagnostics {
  static final int KEPT = 200;
  private static final int LONGEST = 4096;

  private final Deque<Diagnostic> lines = new ArrayDeque<>();
  private final Deque<String> errors = new ArrayDeque<>();

  /** Adds a line, cut if it is very long. */
  public synchronized void add(Instant timestamp, Diagnostic.Source source, String text) {
    String line = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    push(lines, new Diagnostic(timestamp, source, line), KEPT);
    if (source == Diagnostic.Source.STDERR) {
      push(errors, line, Failure.STDERR_LINES);
    }
  }

  private static <T> void push(Deque<T> queue, T element, int most) {
    if (queue.size() == most) {
      queue.removeFirst();
    }
    queue.addLast(element);
  }

  /** The newest lines, oldest first. */
  public synchronized List<Diagnostic> lines() {
    return List.copyOf(lines);
  }

  /** The newest lines of error output, oldest first. */
  public synchronized List<String> errors() {
    return List.copyOf(errors);
  }
}
