package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.catalog.CommandApp;
import dev.yera.event.block.BlockId;
import dev.yera.executor.MarkedProcesses;
import dev.yera.session.question.BadInteractionException;
import dev.yera.session.question.Interaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Console programs on a pseudo-terminal (contract, section 4). */
class TerminalProtocolTest {
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

  private static CommandApp bash(String script) {
    return TestApps.terminal("bash", "-c", script);
  }

  private static void answer(TestViewer viewer, BlockId question, String line) {
    viewer.session().addInteraction(new Interaction(question, line, "text_input"));
  }

  /** Answers the open question, whichever it is. */
  private static void type(TestViewer viewer, String line) {
    await().until(() -> !viewer.session().state().awaiting().isEmpty());
    answer(viewer, viewer.session().state().awaiting().get(0), line);
  }

  /** All that is on the terminal, once it has this. */
  private static String screen(TestViewer viewer, String last) {
    StringBuilder all = new StringBuilder();
    while (all.indexOf(last) < 0) {
      all.append(viewer.next("terminal").data("content"));
    }
    return all.toString();
  }

  private static String printed(List<SentEvent> events) {
    StringBuilder all = new StringBuilder();
    for (SentEvent event : events) {
      if (event.blockType().equals("terminal")) {
        all.append(event.data("content"));
      }
    }
    return all.toString();
  }

  @Test
  void aProgramSeesATerminalOfTheUsualSizeAndKind() {
    TestViewer viewer =
        sessions.view(
            bash("test -t 0 && test -t 1 && test -t 2 && stty size && echo $TERM > /dev/tty"));
    assertThat(printed(viewer.all())).isEqualTo("24 80\r\nxterm-256color\r\n");
  }

  @Test
  void thePromptOfAProgramThatKnowsPipesIsThere() {
    TestViewer viewer =
        sessions.view(TestApps.terminal("python3", "-c", "x = input('Enter a value: ')\nprint(x)"));
    screen(viewer, "Enter a value: ");
    type(viewer, "seven");
    assertThat(screen(viewer, "seven\r\nseven\r\n")).isNotNull();
  }

  @Test
  void allThatIsPrintedIsOneBlockAndEachLineIsAnsweredInABlockOfItsOwn() {
    TestViewer viewer = sessions.view(bash("read -r a; read -r b; echo \"<$a$b>\""));
    SentEvent first = viewer.next("text_input");
    assertThat(first.data("terminal")).isEqualTo(true);
    assertThat(first.data("input")).isEqualTo("line");
    assertThat(first.data("secret")).isNull();
    answer(viewer, first.blockId(), "one");
    SentEvent second = viewer.next("text_input");
    assertThat(second.blockId()).isNotEqualTo(first.blockId());
    answer(viewer, second.blockId(), "two");
    List<SentEvent> all = viewer.all();
    assertThat(printed(all)).endsWith("<onetwo>\r\n");
    assertThat(all)
        .filteredOn(event -> event.blockType().equals("terminal"))
        .extracting(SentEvent::blockId)
        .hasSizeGreaterThan(0)
        .containsOnly(
            all.stream()
                .filter(event -> event.blockType().equals("terminal"))
                .findFirst()
                .orElseThrow()
                .blockId());
  }

  /** Its question is always open, also while it works. */
  @Test
  void itIsNeverIdle() {
    TestViewer viewer = sessions.view(bash("read -r x; echo \"<$x>\""));
    SentEvent question = viewer.next("text_input");
    sessions.pass(Duration.ofHours(7));
    answer(viewer, question.blockId(), "still here");
    assertThat(printed(viewer.all())).contains("<still here>");
  }

  @Test
  void whatIsTypedWhileTheEchoIsOffIsASecret() {
    TestViewer viewer =
        sessions.view(
            TestApps.terminal(
                "python3", "-c", "import getpass\nprint(len(getpass.getpass('Password: ')))"));
    SentEvent question = viewer.next("text_input");
    while (!Boolean.TRUE.equals(question.data("secret"))) {
      question = viewer.next("text_input");
    }
    assertThat(question.data("raw")).isNull();
    answer(viewer, question.blockId(), "hunter2");
    List<SentEvent> all = viewer.all();
    assertThat(all.toString()).doesNotContain("hunter2");
    assertThat(printed(all)).contains("7\r\n");
    assertThat(viewer.session().interactions().get(0).interaction().value()).isNull();
  }

  @Test
  void anEchoThatIsTurnedOffWithoutAWordIsNoticed() {
    TestViewer viewer = sessions.view(bash("stty -echo; read -r p; stty echo; echo ${#p}"));
    SentEvent question = viewer.next("text_input");
    while (!Boolean.TRUE.equals(question.data("secret"))) {
      question = viewer.next("text_input");
    }
    answer(viewer, question.blockId(), "hunter2");
    assertThat(viewer.all().toString()).doesNotContain("hunter2");
  }

  @Test
  void aProgramThatReadsKeysItselfSaysSo() {
    TestViewer viewer = sessions.view(TestApps.keys("bash", "--norc", "-i"));
    SentEvent question = viewer.next("text_input");
    assertThat(question.data("input")).isEqualTo("keys");
    while (!Boolean.TRUE.equals(question.data("raw"))) {
      question = viewer.next("text_input");
    }
    assertThat(question.data("secret")).isEqualTo(true);
  }

  @Test
  void keysAreAnsweredInOneBlockThatIsAskedAgain() {
    TestViewer viewer = sessions.view(TestApps.keys("env", "PS1=ready> ", "bash", "--norc", "-i"));
    SentEvent question = viewer.next("text_input");
    screen(viewer, "ready> ");
    for (String keys : List.of("ec", "ho hx\u007fi", "\r")) {
      answer(viewer, question.blockId(), keys);
    }
    // Ctrl-D means something to the shell itself, not to the terminal as it is before the prompt.
    String shown = screen(viewer, "hi\r\n");
    if (!shown.substring(shown.indexOf("hi\r\n")).contains("ready> ")) {
      screen(viewer, "ready> ");
    }
    assertThat(viewer.session().state().awaiting()).containsExactly(question.blockId());
    answer(viewer, question.blockId(), "\u0004");
    assertThat(viewer.next("exit").data("exit_code")).isEqualTo(0L);
  }

  @Test
  void anAnswerOfNullIsTheEndOfInput() {
    TestViewer viewer = sessions.view(TestApps.terminal("sort"));
    type(viewer, "b");
    type(viewer, "a");
    type(viewer, null);
    assertThat(printed(viewer.all())).endsWith("a\r\nb\r\n");
  }

  @Test
  void anInterruptIsControlC() {
    TestViewer viewer = sessions.view(bash("trap 'echo caught; exit 3' INT; echo on; sleep 60"));
    screen(viewer, "on\r\n");
    viewer.session().interrupt();
    List<SentEvent> all = viewer.all();
    assertThat(printed(all)).contains("^C", "caught\r\n");
    assertThat(all.get(all.size() - 1).data("exit_code")).isEqualTo(3L);
  }

  @Test
  void theSizeIsWhatAViewerSaysLast() {
    TestViewer viewer =
        sessions.view(bash("trap 'stty size; exit' WINCH; echo on; while :; do sleep 0.05; done"));
    screen(viewer, "on\r\n");
    viewer.session().resizeTerminal(100, 30);
    assertThat(printed(viewer.all())).contains("30 100\r\n");
  }

  @Test
  void whoeverReadsTheLogKnowsInWhichSizeEachPieceWasPrinted() {
    TestViewer viewer =
        sessions.view(bash("trap 'stty size; exit' WINCH; echo on; while :; do sleep 0.05; done"));
    screen(viewer, "on\r\n");
    viewer.session().resizeTerminal(80, 24);
    viewer.session().resizeTerminal(100, 30);
    List<String> said =
        viewer.all().stream()
            .filter(each -> each.blockType().equals("terminal"))
            .map(
                each -> each.data("columns") + "x" + each.data("rows") + " " + each.data("content"))
            .toList();
    assertThat(said).containsExactly("nullxnull on\r\n", "100x30 ", "nullxnull 30 100\r\n");
  }

  @Test
  void aNewSizeIsToldThoughTheProgramSaysNothing() {
    TestViewer viewer = sessions.view(TestApps.terminal("cat"));
    viewer.next("text_input");
    viewer.session().resizeTerminal(100, 30);
    assertThat(viewer.next("terminal").data("columns")).isEqualTo(100L);
  }

  @Test
  void aLineThatNoTerminalTakesIsRefused() {
    TestViewer viewer = sessions.view(TestApps.terminal("cat"));
    SentEvent question = viewer.next("text_input");
    assertThatThrownBy(() -> answer(viewer, question.blockId(), "x".repeat(4096)))
        .isInstanceOf(BadInteractionException.class)
        .hasMessageContaining("4095 bytes");
    answer(viewer, question.blockId(), "x".repeat(4095));
    assertThat(screen(viewer, "x".repeat(4095) + "\r\n" + "x".repeat(4095))).isNotNull();
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    SentEvent exit = sessions.view(TestApps.terminal("no-such-program")).next("exit");
    assertThat(exit.data("error").toString()).contains("StartFailed", "no-such-program");
  }

  @Test
  void aBurstArrivesWhole() {
    TestViewer viewer = sessions.view(bash("stty -opost; seq 1 300000"));
    StringBuilder expected = new StringBuilder();
    for (int i = 1; i <= 300_000; i++) {
      expected.append(i).append('\n');
    }
    assertThat(printed(viewer.all())).isEqualTo(expected.toString());
  }

  @Test
  void whoeverHoldsItsTerminalGoesWithIt() {
    TestViewer viewer =
        sessions.view(bash("set -m; sleep 1000 & (setsid sleep 1000 &); echo $!; exec sleep 1000"));
    screen(viewer, "\r\n");
    viewer.session().endByUser();
    assertThat(viewer.next("exit").data("exit_code")).isIn(143L, 137L);
    assertThat(MarkedProcesses.of(viewer.session().id().value())).isEmpty();
  }
}
