package dev.yera.executor;

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
  private final Executor threads;

  private final Object lock = new Object();
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private int unwritten;
  private boolean writing;
  private boolean closing;
  private boolean closed;

  InputPipe(OutputStream stream, Executor threads) {
    this.stream = stream;
    this.threads = threads;
  }

  /**
   * Takes a line to write; it is dropped if the pipe is closed by then.
   *
   * @param line with its end
   */
  void write(byte[] line) {
    synchronized (lock) {
      if (closing || closed) {
        return;
      }
      waiting.add(line);
      unwritten++;
    }
    work();
  }

  /** Closes the pipe after what was taken. */
  void close() {
    synchronized (lock) {
      closing = true;
    }
    work();
  }

  /** How many lines were taken and are not in the pipe yet. */
  int unwritten() {
    synchronized (lock) {
      return unwritten;
    }
  }

  private void work() {
    synchronized (lock) {
      if (writing || closed) {
        return;
      }
      writing = true;
    }
    try {
      threads.execute(this::drain);
    } catch (RejectedExecutionException noThread) {
      LOG.log(
          Level.WARNING, "No thread is left to write an input; it goes with the next", noThread);
      synchronized (lock) {
        writing = false;
      }
    }
  }

  private void drain() {
    try {
      while (true) {
        byte[] line;
        synchronized (lock) {
          line = waiting.poll();
          if (line == null && !closing) {
            writing = false;
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
        }
      }
    } catch (IOException nobodyReads) {
      // The process is gone, or has closed its standard input: there is no one to tell.
      shut();
    }
  }

  private void shut() {
    synchronized (lock) {
      closed = true;
      writing = false;
      waiting.clear();
      unwritten = 0;
    }
  }
}
