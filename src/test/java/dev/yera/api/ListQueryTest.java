package dev.yera.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.session.SessionStatus;
import dev.yera.session.limit.Owner;
import dev.yera.store.ListPlace;
import dev.yera.store.SessionQuery;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListQueryTest {
  private static final SessionQuery.Whose ALL = new SessionQuery.Everybody();
  private static final ListPlace PLACE =
      new ListPlace(
          Instant.parse("2026-11-22T10:00:00.123456Z"), "00000000-0000-4000-8000-000000000001");

  private static MultivaluedMap<String, String> parameters(String... namesAndValues) {
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return parameters;
  }

  private static ListQuery query(String... namesAndValues) {
    return new ListQuery(parameters(namesAndValues));
  }

  @Test
  void withoutParametersItIsTheFirstFifty() {
    SessionQuery query = query().sessions(ALL);
    assertThat(query).isEqualTo(SessionQuery.of(ALL).part(Optional.empty(), 50));
    assertThat(query().status()).isEmpty();
  }

  @Test
  void theCursorIsThePlaceToTheMicrosecond() {
    String cursor = ListCursor.of(PLACE);
    assertThat(cursor).matches("[A-Za-z0-9_-]+");
    assertThat(query("cursor", cursor).sessions(ALL).after()).contains(PLACE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "201", "-1", "+5", "1e2", "050x", "99999999999999999999", " 5"})
  void anotherLimitIsRefusedWithItsValue(String limit) {
    assertThatThrownBy(() -> query("limit", limit).sessions(ALL))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("limit is \"" + limit)
        .hasMessageContaining("from 1 to 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "????", "MjAyNg", "MjAyNi0xMS0yMlQxMDowMDowMFogbm8taWQ", "é", "AA=="})
  void aCursorThatIsNotOursIsRefused(String cursor) {
    assertThatThrownBy(() -> query("cursor", cursor).sessions(ALL))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("cursor is \"");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T10:00:00Z, 2026-11-22T10:00:00Z",
    "2026-11-22T10:00:00.5, 2026-11-22T10:00:00.5Z",
    "2026-11-22T10:00:00+01:00, 2026-11-22T09:00:00Z",
    "2026-11-22, 2026-11-22T00:00:00Z"
  })
  void timesAreIso(String text, Instant instant) {
    SessionQuery query = query("since", text, "until", text).sessions(ALL);
    assertThat(query.since()).contains(instant);
    assertThat(query.until()).contains(instant);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> query("since", "yesterday").sessions(ALL))
        .hasMessageContaining("since is \"yesterday\"");
    assertThatThrownBy(() -> query("until", "2026-13-01").sessions(ALL))
        .hasMessageContaining("until is \"2026-13-01\"");
    assertThatThrownBy(() -> query("status", "RUNNING").status())
        .hasMessageContaining("created, running, stopping, exited, stopped, failed");
    assertThat(query("status", "stopping").status()).contains(SessionStatus.STOPPING);
  }

  @Test
  void theNextPageIsOfTheSameQuery() {
    String next =
        query("q", "a&b <c> ü", "limit", "2", "cursor", "old", "owner", "*")
            .next("/x/api/sessions", PLACE);
    assertThat(next)
        .isEqualTo(
            "</x/api/sessions?cursor=%s&limit=2&owner=*&q=a%%26b+%%3Cc%%3E+%%C3%%BC>; rel=\"next\""
                .formatted(ListCursor.of(PLACE)));
  }

  @Test
  void anOwnersNameIsOnePartOfAPath() {
    Owner owner = Owner.user("https://login.example.org/x", "ann/../é");
    String name = OwnerName.of(owner);
    assertThat(name).matches("[A-Za-z0-9_-]+");
    assertThat(OwnerName.parse(name)).contains(owner);
    assertThat(OwnerName.parse("ann")).isEmpty();
    assertThat(OwnerName.parse("")).isEmpty();
    assertThat(OwnerName.parse("????")).isEmpty();
  }
}
