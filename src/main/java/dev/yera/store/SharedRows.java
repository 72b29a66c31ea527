package dev.yera.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads rows of logs for viewers. A thousand viewers that fall behind what is in memory are at the
 * same place: the row is read once for those that ask while it is read, and for those that come
 * while anybody still has its bytes. All of them together take some of the connections only, so
 * that who stores does not wait behind who reads. Thread-safe.
 *
 * <p>Nothing is kept for its own sake: bytes that nobody sends any more are the collector's. A row
 * may be replaced in the database by a longer one of the same events, never changed.
 */
final class SharedRows {
  private final Source source;
  private final Semaphore turns;
  private final Duration patience;
  private final Map<Place, CompletableFuture<BlockRow>> reading = new ConcurrentHashMap<>();
  private final Map<Place, Known> known = new ConcurrentHashMap<>();
  private final ReferenceQueue<byte[]> unused = new ReferenceQueue<>();

  /** Where rows are. */
  interface Source {
    /**
     * The row with this event, as it was before it was sealed.
     *
     * @throws IOException if it cannot be read, or there is none
     */
    BlockRow read(LogRows rows, long id) throws IOException;
  }

  private record Place(String session, long id) {}

  /** A row whose bytes somebody may still have. */
  private static final class Known extends WeakReference<byte[]> {
    private final Place place;
    private final long firstId;
    private final long lastId;

    Known(Place place, BlockRow row, ReferenceQueue<byte[]> unused) {
      super(row.frames(), unused);
      this.place = place;
      this.firstId = row.firstId();
      this.lastId = row.lastId();
    }
  }

  /**
   * Of this source.
   *
   * @param atOnce how many are read at the same time
   * @param patience how long one waits for its turn
   */
  SharedRows(Source source, int atOnce, Duration patience) {
    this.source = source;
    this.turns = new Semaphore(atOnce, true);
    this.patience = patience;
  }

  /** Rows of this database. */
  static SharedRows of(Database database, int atOnce, Duration patience) {
    return new SharedRows((rows, id) -> read(database, rows, id), atOnce, patience);
  }

  private static BlockRow read(Database database, LogRows rows, long id) throws IOException {
    try {
      return rows.opened(
          database
              .ask(connection -> BlockRows.find(connection, rows.session(), id))
              .orElseThrow(() -> new IOException("the log was deleted")));
    } catch (SQLException e) {
      throw Database.problem(e);
    }
  }

  /**
   * The row with this event.
   *
   * @throws UncheckedIOException if it cannot be read now, or there is none
   */
  BlockRow find(LogRows rows, long id) {
    clear();
    Place place = new Place(rows.session(), id);
    Known before = known.get(place);
    byte[] bytes = before == null ? null : before.get();
    if (bytes != null) {
      return new BlockRow(rows.session(), before.firstId, before.lastId, bytes);
    }
    CompletableFuture<BlockRow> mine = new CompletableFuture<>();
    CompletableFuture<BlockRow> others = reading.putIfAbsent(place, mine);
    if (others == null) {
      read(rows, place, mine);
    }
    try {
      return (others == null ? mine : others).join();
    } catch (CompletionException e) {
      throw new UncheckedIOException(
          "The log of a session cannot be read",
          e.getCause() instanceof IOException why ? why : new IOException(e.getCause()));
    }
  }

  private void read(LogRows rows, Place place, CompletableFuture<BlockRow> result) {
    try {
      BlockRow row = inTurn(rows, place.id());
      known.put(place, new Known(place, row, unused));
      reading.remove(place);
      result.complete(row);
    } catch (IOException | RuntimeException | Error e) {
      reading.remove(place);
      result.completeExceptionally(e);
    }
  }

  private BlockRow inTurn(LogRows rows, long id) throws IOException {
    boolean mine = false;
    try {
      mine = turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (!mine) {
        throw new IOException("too many logs are read");
      }
      return source.read(rows, id);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server ends", e);
    } finally {
      if (mine) {
        turns.release();
      }
    }
  }

  /** What was read of a session is not to be used any more. */
  void forget(String session) {
    known.keySet().removeIf(place -> place.session().equals(session));
  }

  private void clear() {
    for (Reference<?> each = unused.poll(); each != null; each = unused.poll()) {
      Known gone = (Known) each;
      known.remove(gone.place, gone);
    }
  }

  /** How many rows it knows, in use or not. */
  int size() {
    clear();
    return known.size();
  }
}
