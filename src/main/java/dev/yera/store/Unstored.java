package dev.yera.store;

import java.util.List;

/**
 * What of a log is to be stored next. Immutable.
 *
 * @param rows new rows
 * @param replaces the first event of rows that one of these rows replaces; 0 for none
 * @param reached how far the log is stored after that
 * @param isAll whether that is all that was appended
 */
record Unstored(
    PostgresLog log, List<BlockRow> rows, long replaces, Reached reached, boolean isAll) {

  /**
   * How far a log is stored.
   *
   * @param position of the first byte that is not stored
   * @param id the last stored event
   * @param settled where the rows end that stay as they are: a segment has one row in the end
   * @param loose how many rows there are after that
   */
  record Reached(long position, long id, long settled, int loose) {}

  boolean isNothing() {
    return rows.isEmpty();
  }

  long bytes() {
    return rows.stream().mapToLong(row -> row.frames().length).sum();
  }
}
