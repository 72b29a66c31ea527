package dev.yera.session;

import static dev.yera.Patience.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.catalog.CommandApp;
import dev.yera.catalog.ListedApp;
import dev.yera.event.StartUser;
import dev.yera.event.block.BlockId;
import dev.yera.event.json.Json;
import dev.yera.session.diagnostic.Diagnostic;
import dev.yera.session.limit.LimitExceededException;
import dev.yera.session.question.Interaction;
import dev.yera.store.BadEventIdException;
import dev.yera.stream.EventPublisher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
  private static final String ASK = "{\"block_type\":\"text_input\",\"block_id\":\"q\"}";

  /** Asks, and says as markdown which line it got. */
  private static final CommandApp ECHO =
      TestApps.events(
          """
          read -r start
          echo '%s'
          read -r line
          line=${line//\\\\/\\\\\\\\}
          echo '{"block_type":"markdown","data":{"content":"'"${line//\\"/\\\\\\"}"'"}}'
          """
              .formatted(ASK));

  @TempDir private Path folder;
  private Sessions sessions;

  @BeforeEach
  void open() throws Exception {
    sessions =
        new Sessions(
            folder,
            Map.of(
                "yera.session.stop-grace", "PT1S",
                "yera.session.max-viewers", "2",
                "yera.session.max-pending-input", "20"));
  }

  @AfterEach
  void close() throws Exception {
    sessions.close();
  }

  private static Interaction text(String block, Object value) {
    return new Interaction(new BlockId(block), value, "text_input");
  }

  private static List<String> diagnostics(Session session, Diagnostic.Source source) {
    return session.diagnostics().stream()
        .filter(line -> line.source() == source)
        .map(Diagnostic::text)
        .toList();
  }

  @Test
  void nothingRunsBeforeTheFirstViewer() {
    Session session = sessions.create(ECHO);
    SessionState state = session.state();
    assertThat(state.status()).isEqualTo(SessionStatus.CREATED);
    assertThat(state.lastEventId()).isZero();
    assertThat(state.startedAt()).isEmpty();
    assertThatThrownBy(() -> session.addInteraction(text("q", "x")))
        .isInstanceOf(ExecutorNotStartedException.class);
    assertThatThrownBy(() -> TestViewer.of(session, 1)).isInstanceOf(BadEventIdException.class);
    assertThat(session.state().status()).isEqualTo(SessionStatus.CREATED);
  }

  @Test
  void theFirstEventIsTheStartAndIsThereBeforeTheSpawn() {
    Session session = sessions.create(TestApps.command("no-such-program"));
    TestViewer viewer = TestViewer.of(session, 0);
    assertThat(session.state().lastEventId()).isPositive();
    SentEvent start = viewer.all().get(0);
    assertThat(start.id()).isEqualTo(1);
    assertThat(start.blockType()).isEqualTo("start");
    assertThat(start.data("app_name")).isEqualTo("Test");
    assertThat(start.members().get("app")).isEqualTo(Map.of("name", "test.app", "instance_id", 0L));
  }

  @Test
  void anAnswerIsInTheLogBeforeTheAppHasIt() {
    TestViewer viewer = sessions.view(ECHO);
    SentEvent question = viewer.next("text_input");
    assertThat(viewer.session().state().awaiting()).containsExactly(new BlockId("q"));
    viewer.session().addInteraction(text("q", "a \"b\" \\ 😀\n"));
    SentEvent answer = viewer.next("answer");
    assertThat(answer.id()).isEqualTo(question.id() + 1);
    assertThat(answer.blockId()).isEqualTo(question.blockId());
    assertThat(answer.chunkId()).isEqualTo(1);
    assertThat(answer.data("block_type")).isEqualTo("text_input");
    assertThat(answer.data("value")).isEqualTo("a \"b\" \\ 😀\n");
    Object heard = Json.read((String) viewer.next("markdown").data("content"));
    assertThat(heard)
        .isEqualTo(
            Map.of(
                "type", "input",
                "block_id", "q",
                "block_type", "text_input",
                "value", "a \"b\" \\ 😀\n"));
    assertThat(viewer.exit().data("exit_code")).isEqualTo(0L);
    assertThat(viewer.session().interactions()).hasSize(1);
    assertThatThrownBy(() -> viewer.session().addInteraction(text("q", "late")))
        .isInstanceOf(SessionEndedException.class);
  }

  @Test
  void theAppIsToldWhatToRunWith() {
    TestViewer viewer =
        sessions.view(TestApps.events("read -r start; echo \"$start\"; exit 0"), "x", 5L);
    viewer.all();
    String start = diagnostics(viewer.session(), Diagnostic.Source.STDOUT).get(0);
    assertThat(Json.read(start))
        .isEqualTo(
            Map.of(
                "type", "start",
                "session_id", viewer.session().id().toString(),
                "app_id", "test.app",
                "args", List.of("x", 5L),
                "kwargs", Map.of(),
                "user", StartUser.UNKNOWN.members()));
  }

  @Test
  void theAppIsToldWhoCreatedTheSessionAlsoByTheNextServer() {
    StartUser ada = new StartUser("Ada", List.of("finance"), "de-CH", "Europe/Zurich");
    ListedApp app = TestApps.events("read -r start; echo \"$start\"; exit 0");
    Session created = sessions.create(app, ada);
    Session again = sessions.again(created, app);
    for (Session each : List.of(created, again)) {
      TestViewer.of(each, 0).all();
      assertThat(Json.read(diagnostics(each, Diagnostic.Source.STDOUT).get(0)))
          .asInstanceOf(InstanceOfAssertFactories.MAP)
          .containsEntry("user", ada.members());
    }
  }

  @Test
  void aMistakeInManyEventsIsNamedOnce() {
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                """
                for i in 1 2 3 4 5; do
                  echo '{"block_type":"table","data":{"row":[["a"]],"border":7}}'
                done
                """));
    assertThat(viewer.all()).hasSize(7);
    assertThat(diagnostics(viewer.session(), Diagnostic.Source.SERVER))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("In an event: data.border is not "))
        .contains("In an event: data.row is no member of table; is rows meant?");
  }

  @Test
  void linesThatAreNoEventsAreDiagnosticsAndTheStreamGoesOn() {
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                """
                echo hello
                echo oops >&2
                echo '{"block_type":"start","data":{}}'
                echo '{"block_type":"answer","block_id":"q"}'
                echo '{"no":"block"}'
                printf '\\377\\n'
                echo '{"block_type":"columns","data":{"n":0}}'
                echo '{"block_type":"markdown","data":{"content":"still here"}}'
                """));
    List<SentEvent> all = viewer.all();
    assertThat(all.stream().map(SentEvent::blockType))
        .containsExactly("start", "columns", "markdown", "exit");
    assertThat(all.stream().map(SentEvent::id)).containsExactly(1L, 2L, 3L, 4L);
    Session session = viewer.session();
    assertThat(diagnostics(session, Diagnostic.Source.STDOUT))
        .containsExactly("hello", "{\"no\":\"block\"}", "\uFFFD");
    assertThat(diagnostics(session, Diagnostic.Source.STDERR)).containsExactly("oops");
    assertThat(diagnostics(session, Diagnostic.Source.SERVER))
        .hasSize(4)
        .anyMatch(line -> line.contains("start"))
        .anyMatch(line -> line.contains("answer"))
        .anyMatch(line -> line.contains("block_type"))
        .anyMatch(line -> line.contains("data.n"));
  }

  @Test
  void whatAnAppLeavesOutIsFilledIn() {
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                """
                echo '{"block_type":"markdown","block_id":"m","data":{"content":"a"}}'
                echo '{"block_type":"markdown","block_id":"m","data":{"content":"b"}}'
                echo '{"block_type":"text","data":{"content":"c"}}'
                """));
    List<SentEvent> all = viewer.all();
    assertThat(List.of(all.get(1).chunkId(), all.get(2).chunkId(), all.get(3).chunkId()))
        .containsExactly(0L, 1L, 0L);
    assertThat(all.get(3).blockId()).isNotEqualTo(all.get(2).blockId());
    for (SentEvent event : all) {
      assertThat(event.members()).hasSize(8);
      assertThat(event.members().get("timestamp")).asString().matches("\\d{4}-.*\\.\\d{6}Z");
      assertThat(event.members().get("parent_block_id")).isNull();
    }
  }

  /** A child process of the app printed without a line end. */
  @Test
  void anEventThatAnUnfinishedLineSwallowedIsNamed() {
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                """
                printf 'Checking {x} ... '
                echo '{"block_type":"text_input","block_id":"q","data":{"label":"Delete?"}}'
                echo 'no {"event": 1} and no {"block_type": 7}'
                echo '"block_type" {"block_type":"text"'
                printf '\r10%%\r20%%{"data":{"n":{}},"block_type":"columns"}'
                echo '{"data":{"block_type":"x","border":true},"block_type":"container"}'
                """));
    assertThat(viewer.all().stream().map(SentEvent::blockType)).containsExactly("start", "exit");
    assertThat(diagnostics(viewer.session(), Diagnostic.Source.STDOUT)).hasSize(4);
    List<String> said = diagnostics(viewer.session(), Diagnostic.Source.SERVER);
    assertThat(said).hasSize(2).allMatch(line -> line.contains("without a line end"));
    assertThat(said.get(0)).contains("text_input", "\"Checking {x} ... \"");
    assertThat(said.get(1)).contains("container", "\"20%{\"data\":{\"n\":{}}");
  }

  @Test
  void aLineThatIsRewrittenIsOneLine() {
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                """
                {
                  echo before
                  for i in $(seq 5000); do printf '\r%3d%%|#####     | %d/5000' $((i / 50)) $i; done
                  printf '\r%60s\r' ''
                  for i in $(seq 3000); do printf '/\b-\b'; done
                  printf 'done\nafter\r\n'
                  for i in 1 2 3; do printf '\rstep %d' $i; done
                } >&2
                for i in $(seq 9); do printf '\rout %d' $i; done
                """));
    viewer.all();
    assertThat(diagnostics(viewer.session(), Diagnostic.Source.STDERR))
        .containsExactly("before", "done", "after", "step 3");
    assertThat(diagnostics(viewer.session(), Diagnostic.Source.STDOUT)).containsExactly("out 9");
  }

  @Test
  void anAppSeesOnlyTheEnvironmentOfTheContract() {
    TestViewer viewer = sessions.view(TestApps.events("env -0 | tr '\\0' '\\n'; exit 0"));
    viewer.all();
    List<String> names = new ArrayList<>();
    for (String line : diagnostics(viewer.session(), Diagnostic.Source.STDOUT)) {
      names.add(line.substring(0, line.indexOf('=')));
    }
    // The last three are the shell's own.
    assertThat(names)
        .contains("PATH", "LANG", "PYTHONUNBUFFERED", "YERA_APP_FOLDER", "YERA_SESSION_ID")
        .isSubsetOf(
            "PATH",
            "HOME",
            "LANG",
            "PYTHONUNBUFFERED",
            "YERA_APP_FOLDER",
            "YERA_SESSION_ID",
            "PWD",
            "SHLVL",
            "_");
  }

  @Test
  void twoViewersSeeTheSameEventsFromAnyPlaceOn() {
    TestViewer first = sessions.view(ECHO);
    first.next("text_input");
    TestViewer second = TestViewer.of(first.session(), 1);
    first.session().addInteraction(text("q", "x"));
    List<SentEvent> all = first.all();
    assertThat(second.all()).isEqualTo(all.subList(1, all.size()));
    assertThat(TestViewer.of(first.session(), 0L).all()).isEqualTo(all);
  }

  @Test
  void aViewerTooManyIsRefusedAndOneThatLeftMakesRoom() {
    TestViewer first = sessions.view(ECHO);
    TestViewer second = TestViewer.of(first.session(), 0);
    assertThatThrownBy(() -> TestViewer.of(first.session(), 0))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("yera.session.max-viewers");
    assertThat(first.session().state().viewers()).isEqualTo(2);
    second.leave();
    second.leave();
    assertThat(first.session().state().viewers()).isEqualTo(1);
    TestViewer third = TestViewer.of(first.session(), 0);
    assertThat(third.next("start").id()).isEqualTo(1);
  }

  @Test
  void aNewerStreamOfTheSameClientReplacesTheEarlier() {
    TestViewer first = sessions.view(ECHO);
    TestViewer tab = TestViewer.of(first.session(), (Object) "tab");
    TestViewer reloaded = TestViewer.of(first.session(), (Object) "tab");
    assertThat(tab.isReplaced()).isTrue();
    assertThat(first.session().state().viewers()).isEqualTo(2);
    tab.leave(); // late: the newer one stays
    assertThat(first.session().state().viewers()).isEqualTo(2);
    assertThat(reloaded.next("text_input").blockId()).isEqualTo(new BlockId("q"));
  }

  @Test
  void anAppThatDoesNotReadIsNotSentWithoutEnd() {
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                "for i in $(seq 200); do echo '{\"block_type\":\"text_input\",\"block_id\":\"q'$i'\"}';"
                    + " done; sleep 30"));
    viewer.next(event -> event.blockId().value().equals("q200"));
    AtomicInteger accepted = new AtomicInteger();
    String large = "x".repeat(8_000);
    assertThatThrownBy(
            () -> {
              for (int i = 1; i <= 200; i++) {
                viewer.session().addInteraction(text("q" + i, large));
                accepted.incrementAndGet();
              }
            })
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("yera.session.max-pending-input is 20");
    // 20 wait, and those of the first 64 KiB may be in the pipe.
    assertThat(accepted.get()).isBetween(20, 30);
    assertThat(viewer.session().interactions()).hasSize(accepted.get());
    viewer.session().end(ServerEnd.cleanedUp("Enough."));
    assertThat(viewer.exit().error("error_type")).isEqualTo("CleanedUp");
  }

  /** Some of these come before there is a process, some after. */
  @Test
  void anInterruptReachesTheAppAfterTheLineThatStartsIt() {
    String app =
        "read -r one; read -r two; case $one in *start*) ;; *) exit 3 ;; esac;"
            + " case $two in *interrupt*) exit 0 ;; esac; exit 4";
    for (int i = 0; i < 20; i++) {
      TestViewer viewer = sessions.view(TestApps.events(app));
      viewer.session().interrupt();
      assertThat(viewer.exit().data("exit_code")).isEqualTo(0L);
    }
  }

  @Test
  void aSubscriberThatFailsIsToldSoAndNoViewerAnyMore() {
    TestViewer viewer = sessions.view(TestApps.events("sleep 30"));
    CompletableFuture<Throwable> told = new CompletableFuture<>();
    new EventPublisher(viewer.session(), 0, sessions.threads())
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(10);
              }

              @Override
              public void onNext(String frame) {
                throw new IllegalStateException("full");
              }

              @Override
              public void onError(Throwable e) {
                told.complete(e);
              }

              @Override
              public void onComplete() {
                told.completeExceptionally(new IllegalStateException("complete"));
              }
            });
    assertThat(join(told)).hasMessage("full");
    assertThat(viewer.session().state().viewers()).isEqualTo(1);
    viewer.session().end(ServerEnd.cleanedUp("Enough."));
    assertThat(viewer.exit().error("error_type")).isEqualTo("CleanedUp");
  }

  /** The first is larger than a pipe: it and those after it wait. */
  @Test
  void asManyAnswersWaitAsTheLimitSays() {
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                "for i in $(seq 21); do echo '{\"block_type\":\"text_input\",\"block_id\":\"q'$i'\"}';"
                    + " done; sleep 30"));
    viewer.next(event -> event.blockId().value().equals("q21"));
    viewer.session().addInteraction(text("q1", "x".repeat(100_000)));
    for (int i = 2; i <= 20; i++) {
      viewer.session().addInteraction(text("q" + i, "x"));
    }
    assertThatThrownBy(() -> viewer.session().addInteraction(text("q21", "x")))
        .isInstanceOf(LimitExceededException.class);
    assertThat(viewer.session().interactions()).hasSize(20);
  }

  @Test
  void anAnswerToAnAppThatClosedItsInputIsInTheLogAndLost() {
    TestViewer viewer =
        sessions.view(TestApps.events("exec <&-; echo '" + ASK + "'; sleep 0.5; exit 3"));
    viewer.next("text_input");
    viewer.session().addInteraction(text("q", "x"));
    assertThat(viewer.next("answer").data("value")).isEqualTo("x");
    assertThat(viewer.exit().data("exit_code")).isEqualTo(3L);
  }
}
