package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.session.limit.LimitExceededException;
import dev.yera.session.limit.ViewerPlaces;
import dev.yera.settings.Settings;
import dev.yera.stream.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewersTest {
  private final Held held = new Held();
  private final ViewerPlaces places = places(3);
  private final Viewers viewers = new Viewers(2, places);
  private final List<Watcher> givingWay = new ArrayList<>();

  private static ViewerPlaces places(int most) {
    Map<String, String> settings = Map.of("yera.viewers.max", String.valueOf(most));
    return new ViewerPlaces(new Settings(key -> Optional.ofNullable(settings.get(key))));
  }

  /** One that tells what it was told. */
  private static final class Told implements Watcher {
    private final boolean overdue;
    private final boolean failing;
    private int wakes;
    private int ticks;

    Told(boolean overdue, boolean failing) {
      this.overdue = overdue;
      this.failing = failing;
    }

    @Override
    public void wake() {
      wakes++;
    }

    @Override
    public void tick(long nanoTime) {
      ticks++;
      if (failing) {
        throw new IllegalStateException("broken");
      }
    }

    @Override
    public void replace() {
      throw new AssertionError("only the session tells it, without its lock");
    }

    @Override
    public boolean isOverdue() {
      return overdue;
    }
  }

  private static Told quick() {
    return new Told(false, false);
  }

  private void fill() {
    viewers.add(held, "a", quick(), givingWay);
    viewers.add(held, "b", quick(), givingWay);
  }

  /** How many of the server's three places are free. */
  private int free() {
    int free = 0;
    try {
      while (true) {
        places.take();
        free++;
      }
    } catch (LimitExceededException none) {
      for (int i = 0; i < free; i++) {
        places.giveBack();
      }
    }
    return free;
  }

  @Test
  void atTheLimitANewOneIsRefusedAndNobodyGivesWay() {
    fill();
    assertThatThrownBy(() -> viewers.add(held, "c", quick(), givingWay))
        .isInstanceOf(LimitExceededException.class);
    assertThat(viewers.count(held)).isEqualTo(2);
    assertThat(givingWay).isEmpty();
    assertThat(free()).isEqualTo(1);
  }

  @Test
  void oneWithTheSameKeyTakesOverThePlaceAlsoAtTheLimit() {
    fill();
    Told old = quick();
    viewers.remove(held, "a", old); // a stranger's late end changes nothing
    Told reloaded = quick();
    viewers.add(held, "a", reloaded, givingWay);
    assertThat(viewers.count(held)).isEqualTo(2);
    assertThat(givingWay).hasSize(1);
    assertThat(free()).isEqualTo(1);
    viewers.wake();
    assertThat(reloaded.wakes).isEqualTo(1);
  }

  @Test
  void theLateEndOfOneThatWasReplacedChangesNothing() {
    Told old = quick();
    viewers.add(held, "a", old, givingWay);
    viewers.add(held, "a", quick(), givingWay);
    assertThat(viewers.remove(held, "a", old)).isFalse();
    assertThat(viewers.count(held)).isEqualTo(1);
    assertThat(free()).isEqualTo(2);
  }

  @Test
  void anOverdueOneGivesWayBeforeAnybodyIsRefused() {
    Told overdue = new Told(true, false);
    viewers.add(held, "slow", overdue, givingWay);
    viewers.add(held, "b", quick(), givingWay);
    viewers.add(held, "c", quick(), givingWay);
    assertThat(givingWay).containsExactly(overdue);
    assertThat(viewers.count(held)).isEqualTo(2);
    assertThat(free()).isEqualTo(1);
    viewers.wake();
    assertThat(overdue.wakes).isZero();
  }

  @Test
  void onAFullServerOneIsRefusedAndHasNoPlace() {
    fill();
    Viewers others = new Viewers(2, places);
    others.add(held, "x", quick(), givingWay);
    assertThatThrownBy(() -> others.add(held, "y", quick(), givingWay))
        .isInstanceOf(LimitExceededException.class);
    assertThat(others.count(held)).isEqualTo(1);
  }

  @Test
  void oneThatLeavesGivesItsPlaceBackOnce() {
    Told viewer = quick();
    viewers.add(held, "a", viewer, givingWay);
    assertThat(viewers.remove(held, "a", viewer)).isTrue();
    assertThat(viewers.remove(held, "a", viewer)).isFalse();
    assertThat(free()).isEqualTo(3);
  }

  @Test
  void oneThatFailsAtATickTakesNothingFromTheOthers() {
    Told other = quick();
    viewers.add(held, "a", new Told(false, true), givingWay);
    viewers.add(held, "b", other, givingWay);
    assertThatThrownBy(() -> viewers.tick(0)).hasMessageContaining("1 viewers failed");
    assertThat(other.ticks).isEqualTo(1);
  }

  /** One that another server serves. */
  private static final class Remote implements Watcher {
    private int wakes;

    @Override
    public void wake() {
      wakes++;
    }

    @Override
    public void tick(long nanoTime) {
      // Its server keeps its connection.
    }

    @Override
    public void replace() {
      throw new AssertionError("only the session tells it, without its lock");
    }

    @Override
    public boolean isOverdue() {
      return false;
    }

    @Override
    public boolean isHere() {
      return false;
    }
  }

  @Test
  void viewersOnOtherServersCountForTheSessionAndNotForThisServer() {
    Remote there = new Remote();
    Watcher here = quick();
    viewers.add(held, "a", there, givingWay);
    viewers.add(held, "b", here, givingWay);
    assertThat(free()).isEqualTo(2);
    assertThatThrownBy(() -> viewers.add(held, "c", new Remote(), givingWay))
        .isInstanceOf(LimitExceededException.class);

    // Each comes back by the other server.
    Watcher back = quick();
    viewers.add(held, "a", back, givingWay);
    assertThat(free()).isEqualTo(1);
    Remote away = new Remote();
    viewers.add(held, "b", away, givingWay);
    assertThat(free()).isEqualTo(2);
    assertThat(givingWay).containsExactly(there, here);
    assertThat(viewers.remove(held, "b", away)).isTrue();
    assertThat(viewers.remove(held, "a", back)).isTrue();
    assertThat(free()).isEqualTo(3);
  }

  @Test
  void whoFollowsIsWokenAndCountsNowhere() {
    Remote follower = new Remote();
    viewers.follow(held, follower);
    viewers.wake();
    assertThat(follower.wakes).isEqualTo(1);
    assertThat(viewers.count(held)).isZero();
    assertThat(free()).isEqualTo(3);
    viewers.unfollow(held, follower);
    viewers.wake();
    assertThat(follower.wakes).isEqualTo(1);
  }
}
