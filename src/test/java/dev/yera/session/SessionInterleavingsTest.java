package dev.yera.session;

import static dev.yera.session.Interleavings.doing;
import static dev.yera.session.Interleavings.side;
import static dev.yera.session.Interleavings.together;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.Thorough;
import dev.yera.session.Interleavings.Side;
import dev.yera.session.Scenes.Quiet;
import dev.yera.session.Scenes.Scene;
import dev.yera.session.limit.LimitExceededException;
import dev.yera.session.question.NotWaitingException;
import dev.yera.stream.Reader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens to a session at once, in every order that the clock of a processor allows. Each
 * promise says which outcomes there are, and that all of them were met.
 */
class SessionInterleavingsTest {
  private static final int MOST = 10;
  private static final ServerEnd DELETED = ServerEnd.cleanedUp("Deleted.");

  @TempDir private Path folder;
  private Scenes scenes;

  @BeforeEach
  void open() throws IOException {
    scenes =
        new Scenes(
            folder,
            Map.of(
                "yera.session.max-viewers", "2",
                "yera.viewers.max", "4",
                "yera.session.start-timeout", "PT9H"));
  }

  @AfterEach
  void close() throws IOException {
    scenes.close();
  }

  private static Reader view(Scene scene, Object key) {
    return scene.session.open(new Quiet(), 0, key);
  }

  /** Started, by a viewer that stays. */
  private Scene started() {
    Scene scene = scenes.scene();
    view(scene, "first");
    return scene;
  }

  private Scene asking() {
    Scene scene = started();
    scene.ask("q");
    return scene;
  }

  private static Side<Void> answering(Scene scene, String value) {
    return doing(() -> scene.answer("q", value));
  }

  private static long count(List<SentEvent> events, String type) {
    return events.stream().filter(event -> event.blockType().equals(type)).count();
  }

  private static boolean succeeded(Side<?> side, Class<? extends Exception> orRefusedAs) {
    if (!side.succeeded()) {
      assertThat(side.refusal()).isInstanceOf(orRefusedAs);
    }
    return side.succeeded();
  }

  /** What was accepted is in the log, all before the one exit event. */
  private static void assertEndedOnce(Scene scene, int answers) {
    List<SentEvent> events = scene.events();
    assertThat(count(events, "answer")).isEqualTo(answers);
    assertThat(scene.session.interactions()).hasSize(answers);
    assertThat(count(events, "exit")).isEqualTo(1);
    assertThat(events.get(events.size() - 1).blockType()).isEqualTo("exit");
    assertThat(scene.timesEnded()).isEqualTo(1);
    assertThat(scene.session.over()).isDone();
  }

  /**
   * All ways it came out. Not generic, and its result in a variable: as an argument of an
   * overloaded method the lambdas took javac 15 s.
   */
  private static Set<String> explore(
      Supplier<Scene> scene, Function<Scene, Supplier<String>> play) {
    return Interleavings.explore(MOST, scene, play);
  }

  @Thorough
  @Test
  void ofTwoAnswersToOneQuestionExactlyOneWins() {
    Set<String> ways =
        explore(
            this::asking,
            scene -> {
              Side<Void> one = answering(scene, "one");
              Side<Void> other = answering(scene, "other");
              together(one, other);
              return () -> {
                boolean oneWon = succeeded(one, NotWaitingException.class);
                assertThat(succeeded(other, NotWaitingException.class)).isNotEqualTo(oneWon);
                String winner = oneWon ? "one" : "other";
                List<SentEvent> events = scene.events();
                assertThat(count(events, "answer")).isEqualTo(1);
                assertThat(events.get(2).data("value")).isEqualTo(winner);
                return winner;
              };
            });
    assertThat(ways).containsExactlyInAnyOrder("one", "other");
  }

  @Test
  void anAnswerJustAsTheProcessEndsIsInTheLogBeforeTheExitOrRefused() {
    Set<String> ways =
        explore(
            this::asking,
            scene -> {
              Side<Void> answer = answering(scene, "x");
              together(answer, doing(scene::end));
              return () -> {
                boolean accepted = succeeded(answer, SessionEndedException.class);
                assertEndedOnce(scene, accepted ? 1 : 0);
                return accepted ? "accepted" : "refused";
              };
            });
    assertThat(ways).containsExactlyInAnyOrder("accepted", "refused");
  }

  @Thorough
  @Test
  void anAnswerDuringTheStopIsInTheLogBeforeTheExitOrRefused() {
    Set<String> ways =
        explore(
            this::asking,
            scene -> {
              Side<Void> answer = answering(scene, "x");
              together(answer, doing(() -> scene.session.end(DELETED)));
              return () -> {
                boolean accepted = succeeded(answer, SessionEndedException.class);
                assertThat(scene.session.state().awaiting()).isEmpty();
                scene.end();
                assertEndedOnce(scene, accepted ? 1 : 0);
                return accepted ? "accepted" : "refused";
              };
            });
    assertThat(ways).containsExactlyInAnyOrder("accepted", "refused");
  }

  @Thorough
  @Test
  void anAnswerJustAsTheIdleClockRunsOutSavesTheSessionOrIsRefused() {
    Set<String> ways =
        explore(
            () -> {
              Scene scene = asking();
              scene.pass(Duration.ofMinutes(15));
              return scene;
            },
            scene -> {
              Side<Void> answer = answering(scene, "x");
              together(answer, doing(scene.session::tick));
              return () -> {
                boolean accepted = succeeded(answer, SessionEndedException.class);
                assertThat(scene.session.state().status())
                    .isEqualTo(accepted ? SessionStatus.RUNNING : SessionStatus.STOPPING);
                return accepted ? "saved" : "culled";
              };
            });
    assertThat(ways).containsExactlyInAnyOrder("saved", "culled");
  }

  @Thorough
  @Test
  void theFirstViewerStartsTheSessionOrFindsItDeleted() {
    Set<String> ways =
        explore(
            scenes::scene,
            scene -> {
              Side<Reader> viewer = side(() -> view(scene, "first"));
              together(viewer, doing(() -> scene.session.forget(DELETED)));
              return () -> {
                if (succeeded(viewer, UnknownSessionException.class)) {
                  assertThat(scene.session.state().status()).isEqualTo(SessionStatus.STOPPING);
                  assertThat(scene.timesEnded()).isZero();
                  scene.end();
                  assertEndedOnce(scene, 0);
                  return "started";
                }
                assertThat(scene.session.state().lastEventId()).isZero();
                assertThat(scene.timesEnded()).isEqualTo(1);
                assertThat(scene.session.over()).isDone();
                return "deleted";
              };
            });
    assertThat(ways).containsExactlyInAnyOrder("started", "deleted");
  }

  @Thorough
  @Test
  void theFirstViewerStartsTheSessionOrFindsItExpired() {
    Set<String> ways =
        explore(
            () -> {
              Scene scene = scenes.scene();
              scene.pass(Duration.ofMinutes(2));
              return scene;
            },
            scene -> {
              Side<Reader> viewer = side(() -> view(scene, "first"));
              together(viewer, doing(scene.session::tick));
              return () -> {
                boolean started = succeeded(viewer, UnknownSessionException.class);
                if (!started) {
                  scene.finishExpiry();
                }
                assertThat(scene.session.state().lastEventId()).isEqualTo(started ? 1 : 0);
                assertThat(scene.timesExpired()).isEqualTo(started ? 0 : 1);
                assertThat(scene.timesEnded()).isEqualTo(started ? 0 : 1);
                return started ? "started" : "expired";
              };
            });
    assertThat(ways).containsExactlyInAnyOrder("started", "expired");
  }

  @Thorough
  @Test
  void ofTwoDeletesOneGivesTheSlotBack() {
    Set<String> ways =
        explore(
            scenes::scene,
            scene -> {
              Side<Void> one = doing(() -> scene.session.forget(DELETED));
              together(one, doing(() -> scene.session.forget(ServerEnd.shutdown())));
              return () -> {
                assertThat(scene.timesEnded()).isEqualTo(1);
                return "once";
              };
            });
    assertThat(ways).containsExactly("once");
  }

  private record Reload(Scene scene, Quiet old, Reader leaving, Quiet reloaded) {}

  private Reload reload() {
    Scene scene = scenes.scene();
    Quiet old = new Quiet();
    return new Reload(scene, old, scene.session.open(old, 0, "tab"), new Quiet());
  }

  @Thorough
  @Test
  void theLateEndOfAnOldStreamIsNotTheEndOfTheNewOne() {
    Set<String> ways =
        Interleavings.explore(
            MOST,
            this::reload,
            reload -> {
              Scene scene = reload.scene();
              together(
                  doing(reload.leaving()::leave),
                  side(() -> scene.session.open(reload.reloaded(), 0, "tab")));
              return () -> {
                assertThat(scene.session.state().viewers()).isEqualTo(1);
                assertThat(scene.placesTaken()).isEqualTo(1);
                assertThat(reload.reloaded().isReplaced()).isFalse();
                return reload.old().isReplaced() ? "replaced" : "left before";
              };
            });
    assertThat(ways).containsExactlyInAnyOrder("replaced", "left before");
  }

  @Thorough
  @Test
  void theLastPlaceIsTakenOnce() {
    Set<String> ways =
        explore(
            this::started,
            scene -> {
              Side<Reader> one = side(() -> view(scene, "one"));
              Side<Reader> other = side(() -> view(scene, "other"));
              together(one, other);
              return () -> {
                boolean oneHasIt = succeeded(one, LimitExceededException.class);
                assertThat(succeeded(other, LimitExceededException.class)).isNotEqualTo(oneHasIt);
                assertThat(scene.session.state().viewers()).isEqualTo(2);
                assertThat(scene.placesTaken()).isEqualTo(2);
                return oneHasIt ? "one" : "other";
              };
            });
    assertThat(ways).containsExactlyInAnyOrder("one", "other");
  }

  @Thorough
  @Test
  void whatIsSaidWhileTheProcessEndsIsBeforeTheExitOrNotThere() {
    Set<String> ways =
        explore(
            this::started,
            scene -> {
              Side<Void> late = doing(() -> scene.ask("late"));
              together(late, doing(scene::end));
              return () -> {
                assertThat(late.refusal()).isNull();
                assertEndedOnce(scene, 0);
                return count(scene.events(), "text_input") == 1 ? "before" : "not there";
              };
            });
    assertThat(ways).containsExactlyInAnyOrder("before", "not there");
  }
}
