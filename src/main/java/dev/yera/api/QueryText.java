package dev.yera.api;

import dev.yera.event.json.Timestamps;
import dev.yera.event.reason.Excerpt;
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

/** The query of a request for a list that has pages. */
final class QueryText {
  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final String CURSOR = "cursor";

  private final MultivaluedMap<String, String> parameters;

  QueryText(MultivaluedMap<String, String> parameters) {
    this.parameters = parameters;
  }

  /** A parameter as it was sent; of several of one name the first. */
  Optional<String> given(String name) {
    return Optional.ofNullable(parameters.getFirst(name));
  }

  /**
   * A parameter as what it is.
   *
   * @param form what it must be, for the refusal
   * @throws RefusedException if the reader cannot read it
   */
  <T> Optional<T> given(String name, Function<String, Optional<T>> reader, String form) {
    return given(name).map(text -> reader.apply(text).orElseThrow(() -> refusal(name, text, form)));
  }

  private static RefusedException refusal(String name, String text, String form) {
    return RefusedException.parameter(
        name, "%s is \"%s\": it must be %s.".formatted(name, Excerpt.of(text), form));
  }

  /**
   * A time; of a date its begin.
   *
   * @throws RefusedException if it is neither
   */
  Optional<Instant> instant(String name) {
    return given(
        name,
        text -> Timestamps.parse(text).or(() -> beginOfDay(text)),
        "a time or a date like 2026-11-22T10:00:00Z");
  }

  private static Optional<Instant> beginOfDay(String text) {
    try {
      return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /**
   * How many a page has at most.
   *
   * @throws RefusedException if it is out of range
   */
  int limit() {
    return given("limit", QueryText::limit, "a whole number from 1 to " + MOST).orElse(USUAL);
  }

  private static Optional<Integer> limit(String text) {
    return Optional.of(text)
        .filter(each -> each.matches("[0-9]{1,3}"))
        .map(Integer::valueOf)
        .filter(number -> number >= 1 && number <= MOST);
  }

  /**
   * Where the page before ended.
   *
   * @param reader of what {@link #next} was given
   * @throws RefusedException if it cannot be that
   */
  <T> Optional<T> cursor(Function<String, Optional<T>> reader) {
    return given(CURSOR, reader, "what the link to the next page had");
  }

  /** The header {@code Link} of a page: the address of the list from this place on. */
  String next(String path, String cursor) {
    TreeMap<String, List<String>> all = new TreeMap<>(parameters);
    all.put(CURSOR, List.of(cursor));
    return all.entrySet().stream()
        .flatMap(each -> each.getValue().stream().map(value -> pair(each.getKey(), value)))
        .collect(Collectors.joining("&", "<" + path + "?", ">; rel=\"next\""));
  }

  private static String pair(String name, String value) {
    return encoded(name) + "=" + encoded(value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
