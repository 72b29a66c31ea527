package dev.yera.stream;

import dev.yera.event.SseFrame;
import dev.yera.measure.Deliveries;
import dev.yera.settings.HttpSettings;
import dev.yera.settings.Settings;
import dev.yera.store.Slice;
import dev.yera.thread.Drain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One open event stream: a position in the log, and at most one write at a time on a borrowed
 * thread. No thread waits for a viewer; one that does not read is cut. Thread-safe.
 */
public final class Viewer implements Watcher {
  private static final Logger LOG = Logger.getLogger(Viewer.class.getName());
  private static final int RETRY_MILLIS = 2000;
  private static final byte[] OPENING = SseFrame.opening(RETRY_MILLIS);
  private static final byte[] HEARTBEAT = SseFrame.comment("still here");

  private final FrameSender sender;
  private final Drain drain;
  private final Deliveries deliveries;
  private final LongSupplier nanoTime;
  private final long heartbeatNanos;
  private final long writeTimeoutNanos;
  private final long maxAgeNanos;
  private final BooleanSupplier holds;
  private final long opened;

  /** Used only by the writing thread. */
  private boolean greeted;

  private volatile Reader reader;
  private volatile long lastWrite;
  private volatile long writingSince;
  private volatile boolean writing;
  private volatile boolean heartbeatDue;
  private volatile boolean ending;
  private volatile boolean cut;

  /**
   * A new viewer; call {@link #begin} when it has a reader.
   *
   * @param threads has a free thread for every writing viewer
   * @param heartbeat a comment goes out after this without an event
   * @param ageFactor of the setting: from 0.8 to 1.2, so that streams opened together do not end
   *     together
   * @param holds whether its client may still read; the stream ends when it may not any more
   * @param deliveries counts what it gets
   * @param nanoTime monotonic time
   */
  public Viewer(
      FrameSender sender,
      Executor threads,
      Settings settings,
      Duration heartbeat,
      double ageFactor,
      BooleanSupplier holds,
      Deliveries deliveries,
      LongSupplier nanoTime) {
    this.sender = sender;
    this.drain = Drain.held(threads, this::send);
    this.deliveries = deliveries;
    this.nanoTime = nanoTime;
    this.heartbeatNanos = heartbeat.toNanos();
    this.writeTimeoutNanos = settings.get(HttpSettings.WRITE_TIMEOUT).toNanos();
    this.maxAgeNanos = (long) (settings.get(HttpSettings.MAX_AGE).toNanos() * ageFactor);
    this.holds = holds;
    this.opened = nanoTime.getAsLong();
    this.lastWrite = opened;
    this.writingSince = opened;
  }

  /** Starts sending on another thread: headers and a comment at once, then the log. */
  public void begin(Reader place) {
    reader = place;
    try {
      sender.begin();
      drain.begin();
    } catch (RejectedExecutionException noThread) {
      end();
    } catch (IOException gone) {
      LOG.log(Level.FINE, "A viewer is gone", gone);
      end();
    }
  }

  @Override
  public void wake() {
    try {
      drain.wake();
    } catch (RejectedExecutionException noThread) {
      end();
    }
  }

  /** Sends until there are no more events; then releases the thread. */
  private void send() {
    try {
      if (!greeted) {
        greeted = true;
        if (!write(OPENING, 0, OPENING.length)) {
          return;
        }
      }
      sendWhatThereIs();
    } catch (UncheckedIOException e) {
      // No trace: a store that is gone ends many, and their clients come back.
      LOG.log(
          Level.WARNING,
          "A stream ends early. {0}: {1}",
          new Object[] {e.getMessage(), e.getCause().getMessage()});
      end();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A stream failed", e);
      end();
    }
  }

  private void sendWhatThereIs() {
    for (Slice slice = reader.next(); slice != null; slice = reader.next()) {
      if (!write(slice.bytes(), slice.offset(), slice.length())) {
        return;
      }
      deliveries.sent(slice.length());
      if (ending) {
        break; // at an event boundary, even if more events are ready
      }
    }
    if (ending || reader.isAtEnd()) {
      end();
    } else if (heartbeatDue) {
      write(HEARTBEAT, 0, HEARTBEAT.length);
    }
  }

  /** Writes bytes; false if the stream is over. */
  private boolean write(byte[] bytes, int offset, int length) {
    if (cut) {
      end();
      return false;
    }
    heartbeatDue = false;
    writingSince = nanoTime.getAsLong();
    writing = true;
    try {
      sender.send(bytes, offset, length);
      return true;
    } catch (IOException gone) {
      LOG.log(Level.FINE, "A viewer is gone", gone);
      end();
      return false;
    } finally {
      lastWrite = nanoTime.getAsLong();
      writing = false;
    }
  }

  /** Ends the stream: at the end of the log, by age, or because the client left or was cut. */
  private void end() {
    drain.stop();
    reader.leave();
    sender.close();
  }

  @Override
  public void tick(long now) {
    if (!holds.getAsBoolean()) {
      ending = true;
      wake();
    }
    if (writing) {
      if (isOverdue()) {
        cut();
      }
      return;
    }
    if (now - opened >= maxAgeNanos) {
      ending = true;
      wake();
    } else if (now - lastWrite >= heartbeatNanos) {
      heartbeatDue = true;
      wake();
    }
  }

  /** Stops counting this viewer. The server's own write timeout ends the blocked write. */
  private void cut() {
    replace();
    reader.leave();
  }

  @Override
  public void replace() {
    if (!cut && isOverdue()) {
      deliveries.cut();
    }
    cut = true;
    ending = true;
    // The write may just have completed: without this wake-up its client would wait for ever on a
    // silent stream.
    wake();
  }

  @Override
  public boolean isOverdue() {
    return writing && nanoTime.getAsLong() - writingSince >= writeTimeoutNanos;
  }
}
