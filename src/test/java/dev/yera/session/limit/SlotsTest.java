package dev.yera.session.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.settings.Settings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private static final Owner ANN = Owner.user("https://login.example.org", "ann");
  private static final Owner BOB = Owner.user("https://login.example.org", "bob");
  private static final Owner VISITOR = Owner.visitor("one");
  private static final Owner NOBODY = Owner.NOBODY;

  private final Settings settings =
      new Settings(
          key ->
              Optional.ofNullable(
                  Map.of(
                          "yera.sessions.max", "4",
                          "yera.sessions.max-per-owner", "2",
                          "yera.sessions.max-per-visitor", "3",
                          "yera.viewers.max", "2")
                      .get(key)));
  private final Slots slots = new Slots(settings);

  private void assertRefused(
      Owner owner, LimitExceededException.What what, String limit, long value) {
    assertThatThrownBy(() -> slots.take(owner))
        .isInstanceOfSatisfying(
            LimitExceededException.class,
            e -> {
              assertThat(e.what()).isEqualTo(what);
              assertThat(e.limit()).isEqualTo(limit);
              assertThat(e.value()).isEqualTo(value);
              assertThat(e.retryAfter()).isPositive();
              assertThat(e).hasMessageContaining(limit);
            });
  }

  @Test
  void anOwnerHasALimit() {
    slots.take(ANN);
    slots.take(ANN);
    assertRefused(
        ANN, LimitExceededException.What.OWNER_SESSIONS, "yera.sessions.max-per-owner", 2);
    slots.take(BOB);
    slots.giveBack(ANN);
    slots.take(ANN);
    slots.take(BOB); // the fourth: what was refused has taken nothing
    assertRefused(NOBODY, LimitExceededException.What.SERVER_SESSIONS, "yera.sessions.max", 4);
  }

  @Test
  void aVisitorHasALimitOfItsOwn() {
    slots.take(VISITOR);
    slots.take(VISITOR);
    slots.take(VISITOR);
    assertRefused(
        VISITOR, LimitExceededException.What.OWNER_SESSIONS, "yera.sessions.max-per-visitor", 3);
    slots.take(Owner.visitor("another"));
    slots.giveBack(VISITOR);
    slots.take(VISITOR);
  }

  @Test
  void overAllServersTheLimitsAndTheWordsAreTheSame() {
    LimitOverServers all = new LimitOverServers(slots);
    assertThat(all.most(ANN.key())).isEqualTo(2);
    assertThat(all.most(VISITOR.key())).isEqualTo(3);
    slots.take(ANN);
    slots.take(ANN);
    assertThatThrownBy(() -> slots.take(ANN)).hasMessage(all.exceeded(ANN.key()).getMessage());
    assertThat(all.exceeded(VISITOR.key()).limit()).isEqualTo("yera.sessions.max-per-visitor");
  }

  @Test
  void aVisitorIsNeverTakenForTheUserOfTheSameId() {
    assertThat(Owner.visitor("https://login.example.org ann")).isNotEqualTo(ANN);
  }

  @Test
  void theServerHasALimitAlsoForTheNameless() {
    for (int i = 0; i < 4; i++) {
      slots.take(NOBODY);
    }
    assertRefused(NOBODY, LimitExceededException.What.SERVER_SESSIONS, "yera.sessions.max", 4);
    assertRefused(ANN, LimitExceededException.What.SERVER_SESSIONS, "yera.sessions.max", 4);
    slots.giveBack(NOBODY);
    slots.take(ANN);
  }

  @Test
  void theServerHasALimitOfViewers() {
    ViewerPlaces places = new ViewerPlaces(settings);
    places.take();
    places.take();
    assertThatThrownBy(places::take)
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("yera.viewers.max is 2");
    places.giveBack();
    places.take();
    assertThatThrownBy(places::take).isInstanceOf(LimitExceededException.class);
  }
}
