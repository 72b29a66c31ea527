package dev.yera.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The statement for a part of the list of sessions. It goes on after a place in the order of an
 * index, so that the last part is found as fast as the first.
 *
 * <p>A search has two ways. A rare word names few sessions, which are sorted then; one that is
 * nearly everywhere is looked for in one session after the other, in the order of the list, until
 * the page is full. Either way takes a time without bound for the words of the other.
 */
final class PageStatement {
  /** Of more words the first ones count: each is a search of its own. */
  private static final int MOST_WORDS = 16;

  /** A word in more rows than these is no rare one. */
  static final int MOST_FOUND = 5_000;

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
    List<String> left = new ArrayList<>();
    words.stream().limit(MOST_WORDS).forEach(word -> left.add("'" + word + "':*"));
    StringBuilder sql = new StringBuilder(SessionRows.SELECT + " WHERE ").append(conditions);
    List<Object> all = new ArrayList<>(values);
    if (isSearch()) {
      List<Long> counts = counts(connection, left);
      int rarest = counts.indexOf(Collections.min(counts));
      if (counts.get(rarest) <= MOST_FOUND) {
        // The array is made first, by the index of words: what else the planner may choose is its
        // guess, which for the beginning of a word does not depend on the word.
        sql.append(" AND id = ANY (ARRAY(SELECT session FROM block WHERE words @@ ?::tsquery))");
        all.add(left.remove(rarest));
      }
    }
    for (String word : left) {
      sql.append(" AND EXISTS (SELECT FROM block WHERE block.session = session.id")
          .append(" AND words @@ ?::tsquery)");
      all.add(word);
    }
    all.add(limit);
    sql.append(" ORDER BY created_at DESC, id LIMIT ?");
    return SessionRows.list(connection, sql.toString(), all);
  }

  /** How many rows have each word, up to one more than {@link #MOST_FOUND}. */
  private static List<Long> counts(Connection connection, List<String> words) throws SQLException {
    String each =
        "(SELECT count(*) FROM (SELECT FROM block WHERE words @@ ?::tsquery LIMIT %d) AS found)"
            .formatted(MOST_FOUND + 1);
    String sql = "SELECT " + String.join(", ", Collections.nCopies(words.size(), each));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < words.size(); i++) {
        statement.setString(i + 1, words.get(i));
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
          counts.add(row.getLong(i + 1));
        }
        return counts;
      }
    }
  }
}
