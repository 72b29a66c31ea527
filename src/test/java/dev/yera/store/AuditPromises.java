package dev.yera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every audit log promises. */
abstract class AuditPromises {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
  static final AuditQuery ALL =
      new AuditQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          1000);

  AuditBook book;

  /** An empty one. */
  abstract AuditBook open();

  @BeforeEach
  void begin() {
    book = open();
  }

  static AuditEntry entry(Instant at, String by, String session) {
    return new AuditEntry(
        at,
        "viewed",
        "owner",
        by,
        Optional.of(session),
        Optional.of("u proxy ann"),
        Optional.of("it.asks"));
  }

  static AuditQuery part(AuditQuery query, Optional<String> after, int limit) {
    return new AuditQuery(query.since(), query.until(), query.by(), query.session(), after, limit);
  }

  /** All that a query finds, page by page. */
  static List<AuditEntry> read(AuditBook book, AuditQuery query, int limit) {
    List<AuditEntry> found = new ArrayList<>();
    Optional<String> place = Optional.empty();
    do {
      AuditPage page = book.page(part(query, place, limit));
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
      found.addAll(page.entries());
      place = page.next();
    } while (place.isPresent());
    return found;
  }

  @Test
  void theNewestIsFirstAndEachIsThereOnce() {
    List<AuditEntry> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      // Several within the same microsecond, and over midnight.
      AuditEntry entry = entry(NOON.plus(Duration.ofMinutes(i / 3 * 10L)), "u proxy ann", "s" + i);
      book.append(entry);
      expected.add(0, entry);
    }
    assertThat(book.page(ALL)).isEqualTo(new AuditPage(expected, Optional.empty()));
    for (int limit : new int[] {1, 7, 299, 300, 301}) {
      assertThat(read(book, ALL, limit)).as("%d a page", limit).isEqualTo(expected);
    }
  }

  @Test
  void whatIsAddedMeanwhileMovesNoPage() {
    book.append(entry(NOON, "u proxy ann", "one"));
    book.append(entry(NOON.plusSeconds(1), "u proxy ann", "two"));
    AuditPage first = book.page(part(ALL, Optional.empty(), 1));
    book.append(entry(NOON.plusSeconds(2), "u proxy ann", "three"));
    assertThat(book.page(part(ALL, first.next(), 9)).entries())
        .extracting(AuditEntry::session)
        .containsExactly(Optional.of("one"));
  }

  @Test
  void nobodysNameIsMoreThanAName() {
    String name = "u proxy \n{\"at\":\"\u0000\u2028\r\n\t\ud83d\ud83d\ude00 ' -- \\ \ud800";
    AuditEntry hostile = entry(NOON, name, "s");
    book.append(hostile);
    AuditEntry ordinary =
        new AuditEntry(
            NOON.plusSeconds(1),
            "listed",
            "admin",
            "u proxy joe",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    book.append(ordinary);
    assertThat(book.page(ALL).entries()).hasSize(2).startsWith(ordinary);
    AuditEntry back = book.page(ALL).entries().get(1);
    assertThat(back.by().length()).isEqualTo(name.length());
    assertThat(back.by()).startsWith("u proxy \n{\"at\":\"\u0000");
  }

  @Test
  void itIsNarrowedByTimePersonAndSession() {
    String ann = "u proxy ann";
    String joe = "u proxy joe";
    for (int i = 0; i < 10; i++) {
      book.append(entry(NOON.plus(Duration.ofHours(6L * i)), i % 2 == 0 ? ann : joe, "s" + i / 4));
    }
    Instant since = NOON.plus(Duration.ofHours(6));
    Instant until = NOON.plus(Duration.ofDays(2));
    assertThat(sessions(query(since, until, null, null)))
        .containsExactly("s1", "s1", "s1", "s1", "s0", "s0", "s0");
    assertThat(sessions(query(null, null, joe, null)))
        .containsExactly("s2", "s1", "s1", "s0", "s0");
    assertThat(sessions(query(null, null, ann, "s2"))).containsExactly("s2");
    assertThat(sessions(query(since, until, joe, "s0"))).containsExactly("s0", "s0");
    assertThat(sessions(query(null, NOON, null, null))).isEmpty();
    assertThat(sessions(query(null, null, "u proxy", null))).isEmpty();
  }

  private static AuditQuery query(Instant since, Instant until, String by, String session) {
    return new AuditQuery(
        Optional.ofNullable(since),
        Optional.ofNullable(until),
        Optional.ofNullable(by),
        Optional.ofNullable(session),
        Optional.empty(),
        3);
  }

  private List<String> sessions(AuditQuery query) {
    return read(book, query, query.limit()).stream()
        .map(each -> each.session().orElseThrow())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "1",
        "../../etc 1",
        "2026-99-99 1",
        "2026-11-22 -1",
        "1 1; DROP TABLE audit",
        "1 9999999999999999999"
      })
  void whatIsNoPlaceIsRefused(String place) {
    book.append(entry(NOON, "u proxy ann", "s"));
    assertThatThrownBy(() -> book.page(part(ALL, Optional.of(place), 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
