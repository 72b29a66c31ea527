package dev.yera.session;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.catalog.BadArgumentsException;
import dev.yera.catalog.CommandApp;
import dev.yera.catalog.GoneApp;
import dev.yera.event.block.BlockId;
import dev.yera.session.question.AcceptedInteraction;
import dev.yera.session.question.Interaction;
import dev.yera.session.question.NotWaitingException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that are given the answers of others. */
class ForkTest {
  /** A text, a form of two fields, and a day; its blocks have other ids each time. */
  private static final CommandApp BOOKING =
      TestApps.events(
          """
          read -r start
          echo '{"block_type":"text_input","block_id":"a'$$'"}'
          read -r answer
          echo '{"block_type":"form","block_id":"f'$$'","data":{"status":"open"}}'
          echo '{"block_type":"number_input","block_id":"x'$$'","parent_block_id":"f'$$'"}'
          echo '{"block_type":"checkbox","block_id":"b'$$'","parent_block_id":"f'$$'"}'
          echo '{"block_type":"form","block_id":"f'$$'","data":{"status":"awaiting"}}'
          read -r answer
          echo '{"block_type":"date_picker","block_id":"d'$$'"}'
          read -r answer
          """);

  @TempDir private Path folder;
  private Sessions sessions;

  @BeforeEach
  void open() throws Exception {
    sessions =
        new Sessions(folder, Map.of("yera.store", "files", "yera.session.max-pending-input", "2"));
  }

  @AfterEach
  void close() throws Exception {
    sessions.close();
  }

  private static BlockId answer(TestViewer viewer, String type, Object value) {
    BlockId block =
        viewer
            .next(
                each ->
                    each.blockType().equals(type)
                        && viewer.session().state().awaiting().contains(each.blockId()))
            .blockId();
    viewer.session().addInteraction(new Interaction(block, value, type));
    return block;
  }

  /** The fields are not in the order in which they were asked. */
  private static BlockId answerForm(TestViewer viewer, Object number, Object checked) {
    BlockId first = viewer.next("number_input").blockId();
    BlockId second = viewer.next("checkbox").blockId();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(second.value(), checked);
    values.put(first.value(), number);
    return answer(viewer, "form", values);
  }

  private static List<Object> values(Session session) {
    return session.interactions().stream()
        .map(AcceptedInteraction::interaction)
        .map(
            each ->
                each.value() instanceof Map<?, ?> map ? List.copyOf(map.values()) : each.value())
        .toList();
  }

  private TestViewer fork(Session from, CommandApp app, Optional<BlockId> upto) {
    return TestViewer.of(sessions.fork(app, from.fork(upto)), 0);
  }

  private TestViewer booked() {
    TestViewer viewer = sessions.view(BOOKING);
    answer(viewer, "text_input", "Ada");
    answerForm(viewer, 2L, true);
    answer(viewer, "date_picker", "2026-12-01");
    viewer.exit();
    return viewer;
  }

  @Test
  void theAnswersBeforeAreGivenAndTheOldOneIsWhereItsQuestionBegins() {
    TestViewer viewer = sessions.view(BOOKING);
    BlockId name = answer(viewer, "text_input", "Ada");
    BlockId form = answerForm(viewer, 2L, true);
    BlockId day = answer(viewer, "date_picker", "2026-12-01");
    viewer.exit();

    TestViewer atDay = fork(viewer.session(), BOOKING, Optional.of(day));
    assertThat(atDay.next("date_picker").data("default_date")).isEqualTo("2026-12-01");
    assertThat(values(atDay.session())).containsExactly("Ada", List.of(2L, true));

    TestViewer atForm = fork(viewer.session(), BOOKING, Optional.of(form));
    assertThat(atForm.next("number_input").data("default_value")).isEqualTo(2L);
    assertThat(atForm.next("checkbox").data("default_value")).isEqualTo(true);
    assertThat(values(atForm.session())).containsExactly("Ada");

    TestViewer atName = fork(viewer.session(), BOOKING, Optional.of(name));
    assertThat(atName.next("text_input").data("default_value")).isEqualTo("Ada");
    answer(fork(viewer.session(), BOOKING, Optional.of(name)), "text_input", "Bob");

    assertThat(values(viewer.session())).containsExactly("Ada", List.of(true, 2L), "2026-12-01");
  }

  @Test
  void withoutABlockAllAnswersAreGivenAlsoThoseOfAForkAndOfAServerBefore() {
    Session first = booked().session();
    TestViewer second = fork(first, BOOKING, Optional.empty());
    second.exit();
    assertThat(values(second.session())).containsExactly("Ada", List.of(2L, true), "2026-12-01");
    assertThat(second.session().links().forkedFrom()).contains(first.id().toString());
    Session stored = sessions.again(second.session(), new GoneApp(BOOKING.id(), BOOKING.name()));
    TestViewer third = fork(stored, BOOKING, Optional.empty());
    third.exit();
    assertThat(values(third.session())).isEqualTo(values(second.session()));
    first.forkedTo(second.session().id());
    assertThat(sessions.stored(first).links().forks())
        .containsExactly(second.session().id().toString());
  }

  @Test
  void oneThatWasNotStartedIsGivenThemByTheNextServer() {
    Session first = booked().session();
    Session waiting = sessions.fork(BOOKING, first.fork(Optional.empty()));
    TestViewer viewer = TestViewer.of(sessions.again(waiting, BOOKING), 0);
    viewer.exit();
    assertThat(values(viewer.session())).hasSize(3);
  }

  @Test
  void anAnswerThatDoesNotFitEndsIt() {
    Session first = booked().session();
    CommandApp other =
        TestApps.events(
            """
            read -r start
            echo '{"block_type":"text_input","block_id":"a"}'
            read -r answer
            echo '{"block_type":"date_picker","block_id":"d"}'
            read -r answer
            """);
    TestViewer viewer = fork(first, other, Optional.empty());
    assertThat(viewer.next("notice").data("message")).isEqualTo(Replay.OTHER);
    answer(TestViewer.of(viewer.session(), 0), "date_picker", "2026-12-02");
    viewer.exit();
    assertThat(values(viewer.session())).containsExactly("Ada", "2026-12-02");
  }

  @Test
  void aSecretIsAskedForAgain() {
    CommandApp login =
        TestApps.events(
            """
            read -r start
            echo '{"block_type":"text_input","block_id":"a"}'
            read -r answer
            echo '{"block_type":"text_input","block_id":"s","data":{"secret":true,"required":false}}'
            read -r answer
            """);
    TestViewer viewer = sessions.view(login);
    answer(viewer, "text_input", "ada");
    answer(viewer, "text_input", "hush");
    viewer.exit();
    TestViewer again = fork(viewer.session(), login, Optional.empty());
    assertThat(again.next("notice").data("message")).isEqualTo(Replay.SECRET);
    assertThat(again.session().state().awaiting()).containsExactly(new BlockId("s"));
    assertThat(again.session().interactions()).hasSize(1);
  }

  /** More lines than may wait for the program to read them. */
  @Test
  void aConsoleProgramReadsItsLinesAgain() {
    CommandApp adds =
        TestApps.text("sum=0; for i in 1 2 3 4 5; do read -r n; sum=$((sum+n)); done; echo $sum");
    TestViewer viewer = sessions.view(adds);
    for (int i = 1; i <= 5; i++) {
      String line = String.valueOf(i);
      BlockId block = viewer.next("text_input").blockId();
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(
              () -> {
                viewer.session().addInteraction(new Interaction(block, line, "text_input"));
                return true;
              });
    }
    viewer.exit();
    TestViewer again = fork(viewer.session(), adds, Optional.empty());
    assertThat(again.next("text").data("content")).isEqualTo("15\n");
  }

  @Test
  void whatCannotBeGivenAgainIsRefused() {
    Session first = booked().session();
    assertThatThrownBy(() -> first.fork(Optional.of(new BlockId("none"))))
        .isInstanceOf(BadArgumentsException.class)
        .hasMessageContaining("upto");
    Session keys = sessions.create(TestApps.keys("cat"));
    assertThatThrownBy(() -> keys.fork(Optional.empty())).isInstanceOf(NotWaitingException.class);
    TestViewer large = sessions.view(TestApps.events("read -r start; exit 0"), "x".repeat(20_000));
    large.exit();
    assertThatThrownBy(() -> large.session().fork(Optional.empty()))
        .isInstanceOf(BadArgumentsException.class);
  }

  @Test
  void filesAreAskedForAgainAndNeverTakenForAnotherFieldsAnswer() throws Exception {
    CommandApp app =
        TestApps.events(
            """
            read -r start
            echo '{"block_type":"form","block_id":"f'$$'","data":{"status":"open"}}'
            echo '{"block_type":"file_input","block_id":"x'$$'","parent_block_id":"f'$$'"}'
            echo '{"block_type":"text_input","block_id":"t'$$'","parent_block_id":"f'$$'"}'
            echo '{"block_type":"form","block_id":"f'$$'","data":{"status":"awaiting"}}'
            read -r answer
            """);
    TestViewer viewer = sessions.view(app);
    String file = sessions.upload(viewer.session(), "a.txt", new byte[] {1});
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(viewer.next("file_input").blockId().value(), List.of(file));
    values.put(viewer.next("text_input").blockId().value(), "word");
    BlockId form = answer(viewer, "form", values);
    viewer.exit();

    TestViewer again = fork(viewer.session(), app, Optional.of(form));
    assertThat(again.next("file_input").data("default_value")).isNull();
    assertThat(again.next("text_input").data("default_value")).isEqualTo("word");
    TestViewer given = fork(viewer.session(), app, Optional.empty());
    assertThat(given.next("notice").data("message")).isEqualTo(Replay.OTHER);
  }
}
