package dev.yera.worker;

import dev.yera.event.OutputEvent;
import dev.yera.event.block.EventClass;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The way out to the server. A question, and an event that comes after a pause or an answer, leave
 * at once, on the thread that says them: somebody waits for them. While more come, they leave
 * together, after {@value #PAUSE_MILLIS} ms at the latest: one write for each event would cost more
 * than all the rest.
 */
final class Output {
  private static final int FULL = 16 * 1024;
  private static final long PAUSE_MILLIS = 1;
  private static final long PAUSE_NANOS = PAUSE_MILLIS * 1_000_000;

  private final OutputStream out;
  private final EventBuffer buffer = new EventBuffer(FULL + FULL / 2);
  private long lastWrite = System.nanoTime() - PAUSE_NANOS;
  private boolean idle;
  private boolean direct;

  Output(OutputStream out) {
    this.out = out;
  }

  /** From now on events leave by themselves, and before the JVM does. */
  void start() {
    Thread writer = new Thread(this::writeWhatWaits, "output");
    writer.setDaemon(true);
    writer.start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stayDirect, "last output"));
  }

  /** Adds an event; a server that does not read makes it wait. */
  synchronized void send(OutputEvent event) {
    boolean first = buffer.length() == 0;
    buffer.add(event);
    boolean asks = event.block().eventClass() == EventClass.PROMPT;
    if (asks || buffer.length() >= FULL || direct || (first && isAfterPause())) {
      flush();
    } else if (idle) {
      notifyAll();
    }
  }

  private boolean isAfterPause() {
    return System.nanoTime() - lastWrite >= PAUSE_NANOS;
  }

  /** An answer came: the next event is what it causes. */
  synchronized void answered() {
    lastWrite = System.nanoTime() - PAUSE_NANOS;
  }

  /** Writes what is waiting. */
  synchronized void flush() {
    if (buffer.length() > 0) {
      try {
        buffer.drainTo(out);
      } catch (IOException serverIsGone) {
        // Nobody reads what this process does, and its end of input says the same.
        Runtime.getRuntime().halt(Departure.STOPPED);
      }
      lastWrite = System.nanoTime();
    }
  }

  /** From now on nothing waits: the JVM is going down, and does not wait for the writer. */
  private synchronized void stayDirect() {
    direct = true;
    flush();
  }

  private synchronized void writeWhatWaits() {
    try {
      while (true) {
        idle = true;
        while (buffer.length() == 0) {
          wait();
        }
        idle = false;
        wait(PAUSE_MILLIS); // for company
        flush();
      }
    } catch (InterruptedException nobodyDoesThis) {
      stayDirect();
    }
  }
}
