package dev.yera.executor;

import dev.yera.thread.Drain;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The queue of lines for a process. One thread at a time writes them, so a program that does not
 * read blocks only that thread. Thread-safe.
 */
final class InputPipe {
  private static final Logger LOG = Logger.getLogger(InputPipe.class.getName());

  private final OutputStream stream;
  private final Drain drain;

  private final Object lock = new Object();
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private int unwritten;
  private long unwrittenBytes;
  private boolean closing;

  InputPipe(OutputStream stream, Executor threads) {
    this.stream = stream;
    this.drain = Drain.idle(threads, this::writeWhatWaits);
  }

  /**
   * Queues a line; it is dropped if the pipe is closed before.
   *
   * @param line with its line end
   */
  void write(byte[] line) {
    synchronized (lock) {
      if (closing) {
        return;
      }
      waiting.add(line);
      unwritten++;
      unwrittenBytes += line.length;
    }
    wake();
  }

  /** Closes the pipe after the queued lines. */
  void close() {
    synchronized (lock) {
      closing = true;
    }
    wake();
  }

  /** The number of queued lines that are not yet in the pipe. */
  int unwritten() {
    synchronized (lock) {
      return unwritten;
    }
  }

  /** How many bytes these lines have together. */
  long unwrittenBytes() {
    synchronized (lock) {
      return unwrittenBytes;
    }
  }

  private void wake() {
    try {
      drain.wake();
    } catch (RejectedExecutionException noThread) {
      LOG.log(
          Level.WARNING, "No thread is left to write an input; it goes with the next", noThread);
    }
  }

  private void writeWhatWaits() {
    try {
      while (true) {
        byte[] line;
        synchronized (lock) {
          line = waiting.poll();
          if (line == null && !closing) {
            return;
          }
        }
        if (line == null) {
          stream.close();
          shut();
          return;
        }
        stream.write(line);
        stream.flush();
        synchronized (lock) {
          unwritten--;
          unwrittenBytes -= line.length;
        }
      }
    } catch (IOException nobodyReads) {
      // The process is gone, or has closed its standard input: there is no one to notify.
      shut();
    }
  }

  private void shut() {
    drain.stop();
    synchronized (lock) {
      closing = true;
      waiting.clear();
      unwritten = 0;
      unwrittenBytes = 0;
    }
  }
}
