package dev.yera.api;

import dev.yera.session.SessionStatus;
import dev.yera.store.ListPlace;
import dev.yera.store.SessionQuery;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the query of a request asks of a list of sessions. */
final class ListQuery {
  private final QueryText text;

  ListQuery(MultivaluedMap<String, String> parameters) {
    this.text = new QueryText(parameters);
  }

  /**
   * The sessions asked for, in any status.
   *
   * @throws RefusedException if a parameter cannot be what it is
   */
  SessionQuery sessions(SessionQuery.Whose whose) {
    return new SessionQuery(
        whose,
        text.given("app_id"),
        Optional.empty(),
        text.instant("since"),
        text.instant("until"),
        text.given("node"),
        text.given("q").filter(words -> !words.isBlank()),
        text.cursor(ListCursor::parse),
        text.limit());
  }

  /**
   * The sessions of one app, of everybody.
   *
   * @throws RefusedException if a parameter cannot be what it is
   */
  SessionQuery sessionsOf(String appId) {
    return new SessionQuery(
        new SessionQuery.Everybody(),
        Optional.of(appId),
        Optional.empty(),
        text.instant("since"),
        text.instant("until"),
        Optional.empty(),
        Optional.empty(),
        text.cursor(ListCursor::parse),
        text.limit());
  }

  /**
   * The status asked for; empty if any.
   *
   * @throws RefusedException if there is none of this name
   */
  Optional<SessionStatus> status() {
    return text.given("status", ListQuery::status, "one of " + statuses());
  }

  /** The header {@code Link} of a page: the list from this place on, for the same query. */
  String next(String path, ListPlace place) {
    return text.next(path, ListCursor.of(place));
  }

  private static Optional<SessionStatus> status(String text) {
    return Stream.of(SessionStatus.values())
        .filter(each -> each.wireName().equals(text))
        .findFirst();
  }

  private static String statuses() {
    return Stream.of(SessionStatus.values())
        .map(SessionStatus::wireName)
        .collect(Collectors.joining(", "));
  }
}
