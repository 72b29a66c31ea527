package dev.yera.store;

import dev.yera.settings.StoreSync;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sees to it that what was written survives the end of the machine: each second, and soon where
 * that is asked for; or before it is readable; or not at all. Runs until it is closed. Thread-safe.
 */
final class Syncer implements Runnable, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Syncer.class.getName());
  private static final long EACH_MILLIS = 1_000;

  /** What an answer causes is written first: a write waits for a sync of the same file. */
  private static final long SOON_MILLIS = 20;

  private final StoreSync mode;
  private final Trouble trouble;
  private final Set<FileLog> written = new LinkedHashSet<>();
  private final Set<FileLog> urgent = new LinkedHashSet<>();
  private final AtomicLong syncs = new AtomicLong();
  private long syncedAll = System.nanoTime();
  private long asked;
  private boolean busy;
  private boolean closed;

  Syncer(StoreSync mode, Trouble trouble) {
    this.mode = mode;
    this.trouble = trouble;
  }

  /** Where problems of the disk are noted. */
  Trouble trouble() {
    return trouble;
  }

  /** The log has new bytes in its file, which nobody has read. */
  void written(FileLog log) throws IOException {
    switch (mode) {
      case ALWAYS -> {
        log.force();
        syncs.incrementAndGet();
      }
      case SECOND -> {
        synchronized (this) {
          written.add(log);
        }
      }
      case NEVER -> {
        // The system writes when it likes.
      }
    }
  }

  /** What the log has written shall survive soon. */
  synchronized void soon(FileLog log) {
    if (mode == StoreSync.SECOND && written.remove(log)) {
      asked = urgent.isEmpty() ? System.nanoTime() : asked;
      urgent.add(log);
      notifyAll();
    }
  }

  /** The log is being deleted. */
  synchronized void forget(FileLog log) {
    written.remove(log);
    urgent.remove(log);
  }

  @Override
  public void run() {
    while (true) {
      List<FileLog> now = await();
      now.forEach(this::force);
      synchronized (this) {
        busy = false;
        notifyAll();
        if (closed) {
          return;
        }
      }
    }
  }

  /** The logs whose time has come; none if there is nothing to wait for any more. */
  private synchronized List<FileLog> await() {
    long left = left(syncedAll, EACH_MILLIS);
    while (!closed && left > 0 && (urgent.isEmpty() || left(asked, SOON_MILLIS) > 0)) {
      try {
        wait(urgent.isEmpty() ? left : Math.max(1, Math.min(left, left(asked, SOON_MILLIS))));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        closed = true;
      }
      left = left(syncedAll, EACH_MILLIS);
    }
    if (closed) {
      return List.of(); // who closes it does the rest
    }
    busy = true;
    if (left > 0) {
      return take(urgent);
    }
    syncedAll = System.nanoTime();
    return takeAll();
  }

  /** The rest of so many milliseconds, rounded up. */
  private static long left(long since, long millis) {
    return millis - (System.nanoTime() - since) / 1_000_000;
  }

  private synchronized List<FileLog> takeAll() {
    List<FileLog> all = take(urgent);
    all.addAll(take(written));
    return all;
  }

  private static List<FileLog> take(Set<FileLog> logs) {
    List<FileLog> taken = new ArrayList<>(logs);
    logs.clear();
    return taken;
  }

  private void force(FileLog log) {
    try {
      log.force();
      syncs.incrementAndGet();
    } catch (FileNotFoundException deleted) {
      LOG.log(Level.FINE, "A log was deleted before it was synced", deleted);
    } catch (IOException e) {
      LOG.log(Level.SEVERE, "A log cannot be synced: what it said may not survive", e);
    }
  }

  /** Whether everything that was written is synced. */
  synchronized boolean isIdle() {
    return written.isEmpty() && urgent.isEmpty();
  }

  /** How often a file was synced. */
  long syncs() {
    return syncs.get();
  }

  /** All that was written is synced when this returns. */
  @Override
  public void close() {
    List<FileLog> rest;
    synchronized (this) {
      closed = true;
      notifyAll();
      try {
        while (busy) {
          wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      rest = takeAll();
    }
    rest.forEach(this::force);
  }
}
