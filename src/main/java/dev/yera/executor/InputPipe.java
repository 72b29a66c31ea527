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
 * The lines on their way into a process. One thread at a time writes them, and nobody else touches
 * the stream: a program that does not read blocks that thread and nothing else. Thread-safe.
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
   * Takes a line to write; it is dropped if the pipe is closed by then.
   *
   * @param line with its end
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

  /** Closes the pipe after what was taken. */
  void close() {
    synchronized (lock) {
      closing = true;
    }
    wake();
  }

  /** How many lines were taken and are not in the pipe yet. */
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
      // The process is gone, or has closed its standard input: there is no one to tell.
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
