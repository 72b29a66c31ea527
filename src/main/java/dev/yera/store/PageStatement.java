package dev.yera.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The statement for a part of the list of sessions. It goes on after a place in the order of an
 * index, so that the last part is found as fast as the first.
 */
final class PageStatement {
  /** Of more words the first ones count: each is a search of its own. */
  private static final int MOST_WORDS = 16;

  private final StringBuilder sql = new StringBuilder(SessionRows.SELECT + " WHERE true");
  private final List<Object> values = new ArrayList<>();

  PageStatement(SessionQuery query) {
    whose(query.whose());
    query.appId().ifPresent(id -> and("app_id = ?", SessionRows.text(id)));
    query.status().ifPresent(status -> and("status = ?", SessionRows.text(status)));
    query.since().ifPresent(since -> and("created_at >= ?", SessionRows.time(since)));
    query.until().ifPresent(until -> and("created_at < ?", SessionRows.time(until)));
    query.after().ifPresent(this::after);
    query.node().ifPresent(id -> and("node = ?", SessionRows.text(id)));
    query.words().filter(asked -> !asked.isBlank()).ifPresent(this::words);
    sql.append(" ORDER BY created_at DESC, id LIMIT ?");
    values.add(query.limit() + 1L);
  }

  /** Signs alone are no words: nothing is found by them. */
  private void words(String asked) {
    Set<String> words = Lexemes.of(asked);
    if (words.isEmpty()) {
      sql.append(" AND false");
    }
    words.stream()
        .limit(MOST_WORDS)
        .forEach(
            word ->
                and(
                    "EXISTS (SELECT FROM block WHERE block.session = session.id"
                        + " AND words @@ ?::tsquery)",
                    "'" + word + "':*"));
  }

  private void whose(SessionQuery.Whose whose) {
    if (whose instanceof SessionQuery.OneOwner one) {
      and("owner = ?", SessionRows.text(one.key()));
    } else if (whose instanceof SessionQuery.Nameless) {
      and("owner NOT LIKE ?", "u %");
    } else if (whose instanceof SessionQuery.NoOne) {
      sql.append(" AND false");
    }
  }

  private void after(ListPlace place) {
    // The first condition alone can use the index.
    and("created_at <= ?", SessionRows.time(place.createdAt()));
    and("(created_at < ? OR id > ?)", SessionRows.time(place.createdAt()));
    values.add(place.id());
  }

  private void and(String condition, Object value) {
    sql.append(" AND ").append(condition);
    values.add(value);
  }

  /** The states that there are, one more than the limit if there are so many. */
  List<SessionRows.State> execute(Connection connection) throws SQLException {
    return SessionRows.list(connection, sql.toString(), values);
  }
}
