package dev.yera.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The statement for a part of the list of sessions. It goes on after a place in the order of an
 * index, so that the last part is found as fast as the first.
 */
final class PageStatement {
  /** Of more words the first ones count: each is a search of its own. */
  private static final int MOST_WORDS = 16;

  private final StringBuilder conditions = new StringBuilder("true");
  private final List<Object> values = new ArrayList<>();
  private final Set<String> words;
  private final long limit;

  PageStatement(SessionQuery query) {
    whose(query.whose());
    query.appId().ifPresent(id -> and("app_id = ?", SessionRows.text(id)));
    query.status().ifPresent(status -> and("status = ?", SessionRows.text(status)));
    query.since().ifPresent(since -> and("created_at >= ?", SessionRows.time(since)));
    query.until().ifPresent(until -> and("created_at < ?", SessionRows.time(until)));
    query.after().ifPresent(this::after);
    query.node().ifPresent(id -> and("node = ?", SessionRows.text(id)));
    String asked = query.words().orElse("");
    words = Lexemes.of(asked);
    if (words.isEmpty() && !asked.isBlank()) {
      conditions.append(" AND false"); // signs alone are no words: nothing is found by them
    }
    limit = query.limit() + 1L;
  }

  private void whose(SessionQuery.Whose whose) {
    if (whose instanceof SessionQuery.OneOwner one) {
      and("owner = ?", SessionRows.text(one.key()));
    } else if (whose instanceof SessionQuery.Nameless) {
      and("owner NOT LIKE ?", "u %");
    } else if (whose instanceof SessionQuery.NoOne) {
      conditions.append(" AND false");
    }
  }

  private void after(ListPlace place) {
    // The first condition alone can use the index.
    and("created_at <= ?", SessionRows.time(place.createdAt()));
    and("(created_at < ? OR id > ?)", SessionRows.time(place.createdAt()));
    values.add(place.id());
  }

  private void and(String condition, Object value) {
    conditions.append(" AND ").append(condition);
    values.add(value);
  }

  /** Whether it searches what was said. */
  boolean isSearch() {
    return !words.isEmpty();
  }

  /** See {@link BlockRows#wordless(Connection, String, List)}: of the sessions that it searches. */
  Map<String, Long> wordless(Connection connection) throws SQLException {
    return BlockRows.wordless(connection, conditions.toString(), values);
  }

  /** The states that there are, one more than the limit if there are so many. */
  List<SessionRows.State> execute(Connection connection) throws SQLException {
    StringBuilder sql = new StringBuilder(SessionRows.SELECT + " WHERE ").append(conditions);
    List<Object> all = new ArrayList<>(values);
    words.stream()
        .limit(MOST_WORDS)
        .forEach(
            word -> {
              sql.append(" AND EXISTS (SELECT FROM block WHERE block.session = session.id")
                  .append(" AND words @@ ?::tsquery)");
              all.add("'" + word + "':*");
            });
    all.add(limit);
    sql.append(" ORDER BY created_at DESC, id LIMIT ?");
    return SessionRows.list(connection, sql.toString(), all);
  }
}
