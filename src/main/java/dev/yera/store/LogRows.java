package dev.yera.store;

import java.util.List;
import java.util.Optional;

/**
 * How the rows of one log are stored: as they are, or sealed, each for its place in the log.
 * Immutable.
 *
 * @param session whose log it is
 * @param key seals them, if there is one
 */
record LogRows(String session, Optional<SessionKey> key) {
  /**
   * Larger rows, in bytes, are stored without their words: to find these takes longer than to store
   * the row. Of smaller ones it would take longer to change them once more.
   */
  static final int SMALL = 16 * 1024;

  private String purpose(BlockRow row) {
    return "the log of " + session + " from " + row.firstId();
  }

  /** Rows as they are stored. */
  List<BlockRow> sealed(List<BlockRow> rows) {
    return key.isEmpty()
        ? rows
        : rows.stream()
            .map(
                row -> row.with(key.get().seal(row.frames(), 0, row.frames().length, purpose(row))))
            .toList();
  }

  /**
   * A stored row as it was.
   *
   * @throws BadSealException if it has been changed, or is of another place
   */
  BlockRow opened(BlockRow row) throws BadSealException {
    return key.isEmpty() ? row : row.with(key.get().open(row.frames(), purpose(row)));
  }

  /**
   * The words of a row that a search finds; none if it is sealed, and null if {@link Indexer} adds
   * them.
   */
  String words(BlockRow row) {
    if (key.isPresent()) {
      return "";
    }
    return row.frames().length > SMALL ? null : Lexemes.in(row.frames());
  }
}
