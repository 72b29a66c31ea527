package dev.yera.store;

import dev.yera.event.SseFrame;
import java.io.IOException;
import java.sql.SQLException;

/**
 * The log of a session that another server writes, to be read here: what is stored, and behind it
 * what that server says is stored. Thread-safe.
 */
public final class FollowedLog {
  private final PostgresLog log;
  private final Rows rows;
  private final Witness witness;

  /** Sees each event before anybody can read it. */
  public interface Witness {
    /** The event of this number: this range of the bytes is its JSON. */
    void see(long id, byte[] bytes, int from, int length);
  }

  interface Rows {
    /** The row with this event, as it was before it was sealed; null if there is none yet. */
    BlockRow find(long id) throws SQLException, BadSealException;
  }

  FollowedLog(PostgresLog log, Rows rows, Witness witness) {
    this.log = log;
    this.rows = rows;
    this.witness = witness;
  }

  /**
   * A cursor after the event of this number; 0 is the beginning.
   *
   * @throws BadEventIdException if there is no such event here yet
   */
  public EventLog.Cursor cursorAfter(long id) {
    return log.cursorAfter(id);
  }

  /** The number of the last event that is here. */
  public long lastId() {
    return log.readableId();
  }

  /**
   * Takes frames that are stored; those that are here already are left out.
   *
   * @param firstId the number of the first of them; at most one more than {@link #lastId}
   */
  public synchronized void take(long firstId, byte[] frames, int from, int to) {
    long id = firstId;
    int at = from;
    while (at < to) {
      int end = SseFrame.end(frames, at, to);
      if (id > log.readableId()) {
        int payload = SseFrame.payloadAt(frames, at, end);
        int length = SseFrame.payloadEnd(end) - payload;
        witness.see(id, frames, payload, length);
        log.takeStored(frames, payload, length);
      }
      id++;
      at = end;
    }
    log.isReadable();
  }

  /**
   * Reads from the database what is not here yet.
   *
   * @throws IOException if it cannot be read now
   */
  public synchronized void catchUp() throws IOException {
    try {
      for (BlockRow row = rows.find(lastId() + 1); row != null; row = rows.find(lastId() + 1)) {
        take(row.firstId(), row.frames(), 0, row.frames().length);
      }
    } catch (SQLException e) {
      throw Database.problem(e);
    }
  }

  /** Nothing follows: readers are at their end when they have all of it. */
  public void close() {
    log.close();
    log.isReadable();
  }
}
