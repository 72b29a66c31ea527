package dev.yera.worker;

import dev.yera.event.OutputEvent;
import dev.yera.event.block.EventClass;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes events to the server. A question, or an event after a pause or an answer, is written at
 * once, on its own thread, because a user waits for it. Events in quick succession are written
 * together, after {@value #PAUSE_MILLIS} ms at the latest, because one write per event would cost
 * more than all other work.
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

  /** Starts the background writer, and a hook that writes the rest before the JVM ends. */
  void start() {
    Thread writer = new Thread(this::writeWhatWaits, "output");
    writer.setDaemon(true);
    writer.start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stayDirect, "last output"));
  }

  /** Adds an event; blocks while the server does not read. */
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

  /** Notes an answer, so the event that it causes is written at once. */
  synchronized void answered() {
    lastWrite = System.nanoTime() - PAUSE_NANOS;
  }

  /** Writes the buffered events. */
  synchronized void flush() {
    if (buffer.length() > 0) {
      try {
        buffer.drainTo(out);
      } catch (IOException serverIsGone) {
        // The server is gone; the end of input reports the same.
        Runtime.getRuntime().halt(Departure.STOPPED);
      }
      lastWrite = System.nanoTime();
    }
  }

  /** Writes each event at once from now on, because the ending JVM does not wait for the writer. */
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
        wait(PAUSE_MILLIS); // for more events
        flush();
      }
    } catch (InterruptedException nobodyDoesThis) {
      stayDirect();
    }
  }
}
