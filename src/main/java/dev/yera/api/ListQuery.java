package dev.yera.api;

import dev.yera.event.Excerpt;
import dev.yera.event.json.Timestamps;
import dev.yera.session.SessionStatus;
import dev.yera.store.ListPlace;
import dev.yera.store.SessionQuery;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the query of a request asks of a list of sessions. */
final class ListQuery {
  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final String CURSOR = "cursor";

  private final MultivaluedMap<String, String> parameters;

  ListQuery(MultivaluedMap<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * The sessions asked for, in any status.
   *
   * @throws RefusedException if a parameter cannot be what it is
   */
  SessionQuery sessions(SessionQuery.Whose whose) {
    return new SessionQuery(
        whose,
        given("app_id"),
        Optional.empty(),
        given("since", ListQuery::instant, "a time or a date like 2026-11-22T10:00:00Z"),
        given("until", ListQuery::instant, "a time or a date like 2026-11-22T10:00:00Z"),
        given("q").filter(words -> !words.isBlank()),
        given(CURSOR, ListCursor::parse, "what the link to the next page had"),
        given("limit", ListQuery::limit, "a whole number from 1 to " + MOST).orElse(USUAL));
  }

  /**
   * The status asked for; empty if any.
   *
   * @throws RefusedException if there is none of this name
   */
  Optional<SessionStatus> status() {
    return given("status", ListQuery::status, "one of " + statuses());
  }

  /** The address of the list from this place on, for the same query. */
  String next(String path, ListPlace place) {
    TreeMap<String, List<String>> all = new TreeMap<>(parameters);
    all.put(CURSOR, List.of(ListCursor.of(place)));
    return all.entrySet().stream()
        .flatMap(each -> each.getValue().stream().map(value -> pair(each.getKey(), value)))
        .collect(Collectors.joining("&", path + "?", ""));
  }

  private static String pair(String name, String value) {
    return encoded(name) + "=" + encoded(value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Optional<String> given(String name) {
    return Optional.ofNullable(parameters.getFirst(name));
  }

  private <T> Optional<T> given(String name, Function<String, Optional<T>> reader, String form) {
    return given(name)
        .map(
            text ->
                reader
                    .apply(text)
                    .orElseThrow(
                        () ->
                            RefusedException.parameter(
                                name,
                                "%s is \"%s\": it must be %s."
                                    .formatted(name, Excerpt.of(text), form))));
  }

  private static Optional<Integer> limit(String text) {
    return Optional.of(text)
        .filter(each -> each.matches("[0-9]{1,3}"))
        .map(Integer::valueOf)
        .filter(number -> number >= 1 && number <= MOST);
  }

  private static Optional<Instant> instant(String text) {
    return Timestamps.parse(text).or(() -> beginOfDay(text));
  }

  private static Optional<Instant> beginOfDay(String text) {
    try {
      return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
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
