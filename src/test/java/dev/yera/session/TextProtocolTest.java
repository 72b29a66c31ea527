package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.app.call.ParameterType;
import dev.yera.app.call.ParameterType.Scalar;
import dev.yera.catalog.CommandApp;
import dev.yera.event.block.BlockId;
import dev.yera.session.diagnostic.Diagnostic;
import dev.yera.session.question.BadInteractionException;
import dev.yera.session.question.Interaction;
import dev.yera.session.question.NotWaitingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Existing console programs as apps. */
class TextProtocolTest {
  @TempDir private Path folder;
  private Sessions sessions;

  @BeforeEach
  void open() throws Exception {
    sessions = new Sessions(folder, Map.of("yera.session.stop-grace", "PT1S"));
  }

  @AfterEach
  void close() throws Exception {
    sessions.close();
  }

  private static void answer(TestViewer viewer, BlockId question, String line) {
    viewer.session().addInteraction(new Interaction(question, line, "text_input"));
  }

  /** What was said, as a page would show it: the chunks of each text block appended. */
  private static String shown(List<SentEvent> events) {
    StringBuilder text = new StringBuilder();
    for (SentEvent event : events) {
      if (event.blockType().equals("text")) {
        text.append(event.data("content"));
      }
    }
    return text.toString();
  }

  @Test
  void aPromptWithoutALineEndIsForwardedAtOnce() {
    TestViewer viewer = sessions.view(TestApps.text("printf 'Name? '; read -r name; echo"));
    SentEvent prompt = viewer.next("text");
    assertThat(prompt.data("content")).isEqualTo("Name? ");
    assertThat(viewer.session().state().awaiting()).hasSize(1);
  }

  @Test
  void eachAnswerIsOneLineAndOpensANewQuestion() {
    TestViewer viewer =
        sessions.view(TestApps.text("while read -r line; do echo \"<$line>\"; done; echo \"end\""));
    SentEvent first = viewer.next("text_input");
    answer(viewer, first.blockId(), "one two");
    SentEvent answer = viewer.next("answer");
    assertThat(answer.blockId()).isEqualTo(first.blockId());
    assertThat(answer.chunkId()).isEqualTo(1);
    SentEvent second = viewer.next("text_input");
    assertThat(second.blockId()).isNotEqualTo(first.blockId());
    SentEvent text = viewer.next("text");
    assertThat(text.data("content")).isEqualTo("<one two>\n");
    answer(viewer, second.blockId(), "");
    assertThat(viewer.next("text").data("content")).isEqualTo("<>\n");
    assertThatThrownBy(() -> answer(viewer, first.blockId(), "again"))
        .isInstanceOf(NotWaitingException.class);
  }

  @Test
  void anAnswerClosesTheTextBlock() {
    TestViewer viewer =
        sessions.view(TestApps.text("printf a; sleep 0.2; printf b; read -r x; printf c"));
    SentEvent question = viewer.next("text_input");
    SentEvent a = viewer.next("text");
    SentEvent b = viewer.next("text");
    assertThat(b.blockId()).isEqualTo(a.blockId());
    assertThat(List.of(a.chunkId(), b.chunkId())).containsExactly(0L, 1L);
    answer(viewer, question.blockId(), "x");
    SentEvent c = viewer.next("text");
    assertThat(c.blockId()).isNotEqualTo(a.blockId());
    assertThat(c.chunkId()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "\n", "a\r", "\r\n"})
  void anAnswerWithALineEndIsRefusedAndTheQuestionStaysOpen(String line) {
    TestViewer viewer = sessions.view(TestApps.text("cat"));
    SentEvent question = viewer.next("text_input");
    assertThatThrownBy(() -> answer(viewer, question.blockId(), line))
        .isInstanceOf(BadInteractionException.class);
    assertThat(viewer.session().state().awaiting()).containsExactly(question.blockId());
    assertThat(viewer.session().interactions()).isEmpty();
  }

  @Test
  void anAnswerOfNullIsTheEndOfItsInput() {
    TestViewer viewer = sessions.view(TestApps.text("sort; echo \"status $?\""));
    answer(viewer, viewer.next("text_input").blockId(), "b");
    answer(viewer, viewer.next("text_input").blockId(), "a");
    SentEvent last = viewer.next("text_input");
    assertThat(last.data("end_of_input")).isEqualTo(true);
    answer(viewer, last.blockId(), null);
    SentEvent answer = viewer.next("answer");
    assertThat(answer.blockId()).isEqualTo(last.blockId());
    assertThat(answer.members().get("data").toString())
        .contains("block_type=text_input", "value=null");
    List<SentEvent> all = viewer.all();
    assertThat(shown(all)).isEqualTo("a\nb\nstatus 0\n");
    assertThat(all).filteredOn(event -> event.blockType().equals("text_input")).hasSize(3);
    assertThat(viewer.session().interactions())
        .extracting(each -> each.interaction().value())
        .containsExactly("b", "a", null);
  }

  @Test
  void afterTheEndOfItsInputItIsAskedNothingMore() {
    TestViewer viewer = sessions.view(TestApps.text("cat; echo over; sleep 60"));
    SentEvent question = viewer.next("text_input");
    answer(viewer, question.blockId(), null);
    assertThat(viewer.next("text").data("content")).isEqualTo("over\n");
    assertThat(viewer.session().state().awaiting()).isEmpty();
    for (String line : new String[] {"more", null}) {
      assertThatThrownBy(() -> answer(viewer, question.blockId(), line))
          .isInstanceOf(NotWaitingException.class);
    }
  }

  @Test
  void whatIsOnItsWayComesBeforeTheEnd() {
    TestViewer viewer = sessions.view(TestApps.text("sleep 0.3; wc -c"));
    String line = "x".repeat(99_999); // more than a pipe holds
    for (int i = 0; i < 10; i++) {
      answer(viewer, viewer.next("text_input").blockId(), line);
    }
    answer(viewer, viewer.next("text_input").blockId(), null);
    assertThat(shown(viewer.all()).strip()).isEqualTo("1000000");
  }

  @Test
  void aCharacterIsNeverSplit() {
    // é, € and 😀, byte by byte
    String bytes = "'\\303' '\\251' '\\342' '\\202' '\\254' '\\360' '\\237' '\\230' '\\200'";
    TestViewer viewer =
        sessions.view(TestApps.text("for b in " + bytes + "; do printf \"$b\"; sleep 0.02; done"));
    List<SentEvent> all = viewer.all();
    assertThat(shown(all)).isEqualTo("é€😀");
    for (SentEvent event : all) {
      if (event.blockType().equals("text")) {
        assertThat((String) event.data("content")).doesNotContain("\uFFFD").isNotEmpty();
      }
    }
  }

  @Test
  void halfACharacterAtTheEndIsReplaced() {
    assertThat(shown(sessions.view(TestApps.text("printf 'a\\342\\202'")).all()))
        .isEqualTo("a\uFFFD");
  }

  @Test
  void bytesThatAreNoTextAreReplacedAndTheRestStays() {
    TestViewer viewer = sessions.view(TestApps.text("printf 'a\\377\\376b\\000c'"));
    assertThat(shown(viewer.all())).isEqualTo("a\uFFFD\uFFFDb\0c");
  }

  @Test
  void argumentsAreAppendedToTheCommandAsTheyAre() {
    TestViewer viewer =
        sessions.view(
            TestApps.text(
                "for word; do printf '[%s]' \"$word\"; done",
                ParameterType.of(Scalar.STR),
                ParameterType.of(Scalar.INT),
                ParameterType.of(Scalar.FLOAT),
                ParameterType.of(Scalar.BOOL),
                ParameterType.of(Scalar.STR).asList(),
                ParameterType.of(Scalar.STR),
                ParameterType.of(Scalar.STR)),
            "two words",
            5L,
            1.5,
            true,
            List.of("a"),
            "$HOME; exit",
            "");
    assertThat(shown(viewer.all())).isEqualTo("[two words][5][1.5][true][[\"a\"]][$HOME; exit][]");
  }

  @Test
  void theProgramGetsNoStartAndNoStop() {
    TestViewer viewer =
        sessions.view(
            TestApps.text(
                "trap 'cat; echo done; exit 0' TERM; echo ready; while :; do sleep 0.05; done"));
    viewer.next("text");
    viewer.session().end(ServerEnd.cleanedUp("Enough."));
    // Bash may add to its error output what became of its own children.
    List<SentEvent> output =
        viewer.all().stream().filter(event -> event.data("stream") == null).toList();
    assertThat(shown(output)).isEqualTo("ready\ndone\n");
  }

  @Test
  void jsonIsTextLikeAnyOther() {
    String line = "{\"block_type\":\"markdown\",\"data\":{\"content\":\"hi\"}}\n";
    TestViewer viewer = sessions.view(TestApps.text("echo '" + line.strip() + "'"));
    assertThat(shown(viewer.all())).isEqualTo(line);
  }

  @Test
  void itIsNeverIdle() {
    TestViewer viewer = sessions.view(TestApps.text("read -r x; echo \"$x\""));
    SentEvent question = viewer.next("text_input");
    sessions.pass(Duration.ofHours(7));
    answer(viewer, question.blockId(), "still here");
    assertThat(viewer.next("text").data("content")).isEqualTo("still here\n");
    assertThat(viewer.exit().data("exit_code")).isEqualTo(0L);
  }

  @Test
  void muchTextComesWhole() {
    TestViewer viewer = sessions.view(TestApps.text("seq 100000"));
    String[] lines = shown(viewer.all()).split("\n", -1);
    assertThat(lines).hasSize(100_001);
    assertThat(lines[99_999]).isEqualTo("100000");
  }

  @Test
  void errorOutputIsTextOfItsOwnStreamInTheOrderOfTheWrites() {
    // Each waits for an answer, so that the order of two pipes is certain.
    TestViewer viewer =
        sessions.view(
            TestApps.text("printf 1; read -r x; printf 2 >&2; read -r x; printf 3; read -r x"));
    SentEvent one = viewer.next("text");
    answerTheOpen(viewer);
    SentEvent two = viewer.next("text");
    answerTheOpen(viewer);
    SentEvent three = viewer.next("text");
    assertThat(List.of(one.data("content"), two.data("content"), three.data("content")))
        .isEqualTo(List.of("1", "2", "3"));
    assertThat(one.members().get("data")).isEqualTo(Map.of("content", "1"));
    assertThat(two.data("stream")).isEqualTo("stderr");
    assertThat(three.data("stream")).isNull();
  }

  private static void answerTheOpen(TestViewer viewer) {
    answer(viewer, viewer.session().state().awaiting().get(0), "");
  }

  @Test
  void aChangeOfTheStreamBeginsAnotherBlock() throws IOException {
    Path go = Files.createFile(folder.resolve("go"));
    TestViewer viewer =
        sessions.view(
            TestApps.text(
                "await() { while [ -e '%1$s' ]; do :; done; : >'%1$s'; }; printf a; await; printf b >&2; await; printf c >&2; await; printf d"
                    .formatted(go)));
    List<SentEvent> said = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      said.add(viewer.next("text"));
      Files.deleteIfExists(go);
    }
    assertThat(said).extracting(each -> each.data("content")).containsExactly("a", "b", "c", "d");
    assertThat(said).extracting(SentEvent::chunkId).containsExactly(0L, 0L, 1L, 0L);
    assertThat(said.get(1).blockId()).isEqualTo(said.get(2).blockId());
    assertThat(said.stream().map(SentEvent::blockId).distinct()).hasSize(3);
  }

  @Test
  void errorOutputIsStillInTheDiagnosticsAndTheExit() {
    TestViewer viewer = sessions.view(TestApps.text("echo wrong >&2; exit 3"));
    SentEvent exit = viewer.exit();
    assertThat(exit.error("stderr")).isEqualTo(List.of("wrong"));
    assertThat(viewer.session().diagnostics())
        .extracting(Diagnostic::text)
        .containsExactly("wrong");
  }

  @Test
  void eachStreamHasItsOwnHalfCharacters() {
    // Half an é there, a whole one here, and the other half.
    TestViewer viewer =
        sessions.view(
            TestApps.text(
                "printf '\\303' >&2; read -r x; printf é; read -r x; printf '\\251' >&2; read -r x"));
    answer(viewer, viewer.next("text_input").blockId(), "");
    assertThat(viewer.next("text").data("content")).isEqualTo("é");
    answerTheOpen(viewer);
    SentEvent whole = viewer.next("text");
    assertThat(whole.data("content")).isEqualTo("é");
    assertThat(whole.data("stream")).isEqualTo("stderr");
  }

  @Test
  void halfACharacterAtTheEndOfTheErrorOutputIsReplaced() {
    assertThat(shown(sessions.view(TestApps.text("printf 'a\\342\\202' >&2")).all()))
        .isEqualTo("a\uFFFD");
  }

  @Test
  void muchOfBothStreamsComesWhole() {
    TestViewer viewer = sessions.view(TestApps.text("seq 100000 & seq 100001 200000 >&2; wait"));
    Map<Object, StringBuilder> streams = new HashMap<>();
    for (SentEvent event : viewer.all()) {
      if (event.blockType().equals("text")) {
        streams
            .computeIfAbsent(event.data("stream"), stream -> new StringBuilder())
            .append(event.data("content"));
      }
    }
    assertThat(streams.get(null).toString()).isEqualTo(numbers(1, 100_000));
    assertThat(streams.get("stderr").toString()).isEqualTo(numbers(100_001, 200_000));
  }

  private static String numbers(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(each -> each + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void whatAnInterpreterWritesToItsErrorOutputIsSeen() {
    CommandApp python = TestApps.textCommand("python3", "-i");
    TestViewer viewer = sessions.view(python);
    String banner = "";
    while (!banner.endsWith(">>> ")) {
      banner += viewer.next("text").data("content");
    }
    assertThat(banner).startsWith("Python 3");
    answer(viewer, viewer.session().state().awaiting().get(0), "6 * 7");
    String said = "";
    while (!said.contains("42") || !said.contains(">>> ")) {
      said += viewer.next("text").data("content");
    }
    // On a busy machine the prompt may be read first.
    assertThat(said.replace("\n", "")).isIn("42>>> ", ">>> 42");
  }

  private static List<String> remarks(TestViewer viewer) {
    return viewer.session().diagnostics().stream()
        .filter(each -> each.source() == Diagnostic.Source.SERVER)
        .map(Diagnostic::text)
        .toList();
  }

  @Test
  void whoWaitsForInputInSilenceIsNamedOnceWithTheWayOut() {
    TestViewer viewer = sessions.view(TestApps.text("read -r x; echo \"$x\"; read -r y"));
    SentEvent question = viewer.next("text_input");
    await()
        .untilAsserted(
            () -> {
              sessions.pass(Duration.ofSeconds(1));
              assertThat(remarks(viewer)).hasSize(1);
            });
    assertThat(remarks(viewer).get(0)).contains("\"protocol\": \"terminal\"", "stdbuf -o0");
    answer(viewer, question.blockId(), "hello");
    viewer.next("text");
    sessions.pass(Duration.ofMinutes(1));
    answer(viewer, viewer.session().state().awaiting().get(0), "");
    viewer.exit();
    assertThat(remarks(viewer)).hasSize(1);
  }

  @Test
  void whoSaidSomethingOrWorksIsNotNamed() {
    TestViewer prompting = sessions.view(TestApps.text("printf 'Name? ' >&2; read -r x"));
    prompting.next("text");
    TestViewer working =
        sessions.view(
            TestApps.text("while [ ! -e '%s' ]; do :; done".formatted(folder.resolve("end"))));
    working.next("text_input");
    TestViewer silent = sessions.view(TestApps.text("read -r x"));
    await()
        .untilAsserted(
            () -> {
              sessions.pass(Duration.ofSeconds(1));
              assertThat(remarks(silent)).hasSize(1);
            });
    assertThat(remarks(prompting)).isEmpty();
    assertThat(remarks(working)).isEmpty();
  }
}
