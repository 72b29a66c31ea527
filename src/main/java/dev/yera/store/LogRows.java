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

  /** The words of a row that a search finds; none if it is sealed. */
  String words(BlockRow row) {
    return key.isEmpty() ? Lexemes.in(row.frames()) : "";
  }
}
