package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.app.Width;
import dev.yera.catalog.AppId;
import dev.yera.catalog.JavaApp;
import dev.yera.event.block.EndReason;
import dev.yera.sandbox.Needs;
import dev.yera.session.diagnostic.Diagnostic;
import dev.yera.store.MemoryLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exit table of the contract with real programs, and the moved clocks that end them. */
class SessionEndTest {
  private static final String STAY = "echo '{\"block_type\":\"text_input\"}'; cat >/dev/null";

  private static final String LONG_LINE =
      "{\"block_type\":\"text\",\"data\":{\"content\":\"%s\"}}".formatted("x".repeat(1000));

  @TempDir private Path folder;
  private Sessions sessions;

  @BeforeEach
  void open() throws Exception {
    sessions =
        new Sessions(
            folder,
            Map.of(
                "yera.session.stop-grace", "PT1S",
                "yera.session.max-line", "1000",
                "yera.session.output-quota", "100KiB",
                "yera.worker.jvm-options",
                    "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0"));
  }

  @AfterEach
  void close() throws Exception {
    sessions.close();
  }

  private static void assertFailed(SentEvent exit, long code, String type, String message) {
    assertThat(exit.data("exit_code")).isEqualTo(code);
    assertThat(exit.error("error_type")).isEqualTo(type);
    assertThat((String) exit.error("message")).contains(message);
    assertThat(exit.data("reason")).isEqualTo(exit.error("message"));
  }

  @Test
  void anAppThatReturnsHasCompleted() {
    TestViewer viewer = sessions.view(TestApps.events("echo '{\"block_type\":\"markdown\"}'"));
    List<SentEvent> all = viewer.all();
    assertThat(all.stream().map(SentEvent::blockType)).containsExactly("start", "markdown", "exit");
    assertThat(all.stream().map(SentEvent::id)).containsExactly(1L, 2L, 3L);
    assertThat(viewer.exit().data("exit_code")).isEqualTo(0L);
    assertThat(viewer.exit().data("reason")).isEqualTo("Yera program completed successfully.");
    assertThat(viewer.exit().data("error")).isNull();
    assertThat((Double) viewer.exit().data("duration_seconds")).isBetween(0.0, 20.0);
    SessionState state = viewer.session().state();
    assertThat(state.status()).isEqualTo(SessionStatus.EXITED);
    assertThat(state.lastEventId()).isEqualTo(3);
    assertThat(state.exit()).isPresent();
    await().until(() -> viewer.session().over().isDone());
    assertThat(sessions.timesEnded(viewer.session())).isEqualTo(1);
  }

  @Test
  void theAppsOwnExitIsTheLastEventAndComesWhenItsProcessHasEnded() {
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                """
                echo '{"block_type":"exit","data":{"exit_code":0,"reason":"User quit"}}'
                echo '{"block_type":"markdown","data":{"content":"too late"}}'
                echo '{"block_type":"exit","data":{"exit_code":5}}'
                cat >/dev/null # the end of input is the hint to leave
                """));
    List<SentEvent> all = viewer.all();
    assertThat(all.stream().map(SentEvent::blockType)).containsExactly("start", "exit");
    assertThat(viewer.exit().data("reason")).isEqualTo("User quit");
    assertThat(viewer.exit().data("exit_code")).isEqualTo(0L);
    assertThat(viewer.session().diagnostics().stream().map(Diagnostic::text))
        .anyMatch(line -> line.startsWith("After the exit event") && line.contains("too late"));
  }

  @Test
  void anAppThatSaidThatItEndedAndStaysIsEnded() {
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                "trap '' TERM; echo '{\"block_type\":\"exit\"}'; while :; do sleep 1; done"));
    SentEvent exit = viewer.exit();
    assertThat(exit.data("exit_code")).isEqualTo(0L);
    assertThat(exit.data("reason")).isEqualTo("Yera program completed successfully.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 127, 255})
  void aStatusThatIsNotZeroIsTheExitCode(int status) {
    SentEvent exit = sessions.view(TestApps.events("echo no >&2; exit " + status)).exit();
    assertFailed(exit, status, "ProcessExited", "status " + status);
    assertThat(exit.error("stderr")).isEqualTo(List.of("no"));
  }

  @ParameterizedTest
  @CsvSource({"KILL, 9", "TERM, 15", "SEGV, 11", "HUP, 1"})
  void aSignalIsTheExitCodePlus128(String name, int signal) {
    SentEvent exit = sessions.view(TestApps.events("kill -s " + name + " $$; sleep 9")).exit();
    assertFailed(exit, 128 + signal, "ProcessKilled", "signal " + signal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-program", "/etc/passwd", "/", "./missing.sh"})
  void whatCannotBeStartedIs127(String command) {
    SentEvent exit = sessions.view(TestApps.command(command)).exit();
    assertThat(exit.data("exit_code")).isEqualTo(127L);
    assertThat(exit.error("error_type")).isEqualTo("StartFailed");
    assertThat((String) exit.data("reason")).startsWith("The app could not be started: ");
  }

  @Test
  void whatNobodyViewsAnyMoreIsEnded() {
    TestViewer viewer = sessions.view(TestApps.events(STAY));
    viewer.next("text_input");
    viewer.leave();
    sessions.pass(Duration.ofMinutes(2));
    await().until(() -> viewer.session().state().status() == SessionStatus.STOPPED);
    SentEvent exit = TestViewer.of(viewer.session(), 2).exit();
    assertFailed(exit, 143, "AwayTimeout", "2 minutes");
  }

  @Test
  void whatWaitsTooLongForAnAnswerIsEnded() {
    TestViewer viewer = sessions.view(TestApps.events(STAY));
    viewer.next("text_input");
    sessions.pass(Duration.ofMinutes(15));
    assertFailed(viewer.exit(), 143, "IdleTimeout", "15 minutes");
  }

  @Test
  void whatLivesTooLongIsEnded() {
    TestViewer viewer =
        sessions.view(TestApps.events("echo '{\"block_type\":\"markdown\"}'; cat >/dev/null"));
    viewer.next("markdown"); // before it runs, it would be killed instead of asked to end
    sessions.pass(Duration.ofHours(8));
    assertFailed(viewer.exit(), 143, "LifetimeExceeded", "8 hours");
  }

  @Test
  void aJavaWorkerThatIsNotReadyInTimeIsEnded() {
    JavaApp app =
        new JavaApp(
            new AppId("test.Java.app"),
            "Java",
            "",
            List.of(),
            "NoneType",
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Needs.ALL,
            Width.NORMAL,
            List.of(),
            Optional.empty(),
            "test");
    TestViewer viewer = sessions.view(app); // its JVM waits for a debugger
    sessions.pass(Duration.ofSeconds(10));
    SentEvent exit = viewer.exit();
    assertThat(exit.error("error_type")).isEqualTo("StartTimeout");
    assertThat((String) exit.data("reason")).contains("10 seconds");
    assertThat((Long) exit.data("exit_code")).isGreaterThan(128);
  }

  @Test
  void aLineThatIsTooLongEndsTheSession() {
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                "echo '{\"block_type\":\"text\"}'; printf '%01001d' 1; echo '{\"block_type\":\"text\"}'; cat"));
    List<SentEvent> all = viewer.all();
    assertFailed(viewer.exit(), 143, "EventTooLarge", "1000 bytes (yera.session.max-line)");
    assertThat(all.stream().map(SentEvent::blockType)).containsExactly("start", "text", "exit");
  }

  @Test
  void anAppThatSaysTooMuchIsEndedAndTheLogStaysNearItsQuota() {
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                "trap '' TERM; yes '{\"block_type\":\"text\",\"data\":{\"content\":\"more and more\"}}'"));
    List<SentEvent> all = viewer.all();
    SentEvent exit = viewer.exit();
    assertThat(exit.error("error_type")).isEqualTo("OutputQuotaExceeded");
    assertThat((String) exit.data("reason")).contains("102400").contains("output-quota");
    long bytes = all.stream().mapToLong(event -> event.members().toString().length()).sum();
    assertThat(bytes).isLessThan(2 * 102_400L);
  }

  @Test
  void whatCannotBeStoredEndsTheSessionAndDoesNotFillTheMemory() throws Exception {
    try (Sessions stored =
        new Sessions(
            folder.resolve("stored"),
            Map.of("yera.store", "memory", "yera.session.stop-grace", "PT1S"))) {
      Files.createFile(stored.folder().resolve("logs")); // where the folder of the logs would be
      TestViewer viewer = stored.view(TestApps.events("trap '' TERM; yes '" + LONG_LINE + "'"));
      SentEvent exit = viewer.exit();
      assertThat(exit.error("error_type")).isEqualTo("StorageFailed");
      assertThat((String) exit.data("reason")).doesNotContain("/");
      assertThat(exit.id()).isLessThan(2 * MemoryLog.IN_MEMORY / LONG_LINE.length());
    }
  }

  @Test
  void whatIgnoresTheRequestToEndIsKilledAfterItsGrace() {
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                "trap '' TERM; echo '{\"block_type\":\"text\"}'; while :; do sleep 1; done"));
    viewer.next("text");
    viewer.session().end(ServerEnd.cleanedUp("Enough."));
    assertThat(viewer.session().state().status()).isEqualTo(SessionStatus.STOPPING);
    assertFailed(viewer.exit(), 137, "CleanedUp", "Enough.");
  }

  @Test
  void whatLeavesPolitelyIsStillEndedByTheServer() {
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                """
                trap '' TERM # bash would die of it before it has read
                echo '{"block_type":"text"}'
                read -r start
                read -r stop
                echo '{"block_type":"text","data":{"content":"good bye"}}'
                echo "$stop"
                exit 0
                """));
    viewer.next("text");
    viewer.session().end(ServerEnd.cleanedUp("Enough."));
    assertThat(viewer.next("text").data("content")).isEqualTo("good bye");
    assertFailed(viewer.exit(), 143, "CleanedUp", "Enough.");
    assertThat(viewer.session().diagnostics().stream().map(Diagnostic::text))
        .contains("{\"type\":\"stop\",\"reason\":\"Enough.\"}");
  }

  @Test
  void whatAUserEndsIsKeptAndIsEndedOnce() {
    TestViewer viewer = sessions.view(TestApps.events(STAY));
    viewer.next("text_input");
    assertThat(viewer.session().state().awaiting()).hasSize(1);
    viewer.session().endByUser();
    viewer.session().forget(ServerEnd.shutdown());
    assertFailed(viewer.exit(), 143, "EndedByUser", "Ended by the user.");
    await().until(() -> viewer.session().over().isDone());
    assertThat(viewer.session().state().status()).isEqualTo(SessionStatus.STOPPED);
    assertThat(viewer.session().state().awaiting()).isEmpty();
    assertThatThrownBy(() -> viewer.session().endByUser())
        .isInstanceOf(SessionEndedException.class);
    assertThat(TestViewer.of(viewer.session(), 0).all()).hasSize(3);
    assertThat(sessions.timesEnded(viewer.session())).isEqualTo(1);
  }

  @Test
  void whatAUserEndsAgainWhileItIsEndingIsNoFault() {
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                "trap '' TERM; echo '{\"block_type\":\"text\"}'; while :; do sleep 1; done"));
    viewer.next("text");
    viewer.session().endByUser();
    viewer.session().endByUser();
    assertFailed(viewer.exit(), 137, "EndedByUser", "Ended by the user.");
  }

  @Test
  void whatAUserEndsBeforeItWasViewedHasAnEndButNoProcess() {
    Session session = sessions.create(TestApps.events("echo '{\"block_type\":\"text\"}'"));
    session.endByUser();
    await().until(() -> session.over().isDone());
    assertThat(session.state().status()).isEqualTo(SessionStatus.STOPPED);
    TestViewer viewer = TestViewer.of(session, 0);
    assertThat(viewer.all().stream().map(SentEvent::blockType)).containsExactly("start", "exit");
    assertFailed(viewer.exit(), 127, "EndedByUser", "Ended by the user.");
    assertThat(sessions.timesEnded(session)).isEqualTo(1);
  }

  @Test
  void whatWasForgottenCannotBeEnded() {
    Session session = sessions.create(TestApps.events(STAY));
    session.forget(ServerEnd.cleanedUp("Enough."));
    assertThatThrownBy(session::endByUser).isInstanceOf(UnknownSessionException.class);
  }

  @Test
  void ofSeveralReasonsTheFirstCounts() {
    TestViewer viewer = sessions.view(TestApps.events(STAY));
    viewer.next("text_input");
    viewer.session().end(ServerEnd.cleanedUp("First."));
    viewer.session().end(new ServerEnd(EndReason.IDLE_TIMEOUT, "Second."));
    viewer.session().forget(ServerEnd.shutdown());
    assertFailed(viewer.exit(), 143, "CleanedUp", "First.");
    await().until(() -> viewer.session().over().isDone());
    assertThat(sessions.timesEnded(viewer.session())).isEqualTo(1);
  }

  @Test
  void allThatWasWrittenBeforeTheEndIsDelivered() {
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                "for i in $(seq 200); do echo '{\"block_type\":\"text\",\"data\":{\"content\":\"'$i'\"}}';"
                    + " done; printf '{\"block_type\":\"markdown\"}'; kill -9 $$"));
    List<SentEvent> all = viewer.all();
    assertThat(all).hasSize(203);
    assertThat(all.get(200).data("content")).isEqualTo("200");
    assertThat(all.get(201).blockType()).isEqualTo("markdown");
  }

  @Test
  void whatWasNeverViewedExpiresAndGivesItsSlotBackOnce() {
    Session session = sessions.create(TestApps.events(STAY));
    sessions.pass(Duration.ofMinutes(2));
    await().until(() -> sessions.isExpired(session));
    session.forget(ServerEnd.cleanedUp("The session was not used."));
    session.forget(ServerEnd.cleanedUp("Again."));
    assertThat(sessions.timesEnded(session)).isEqualTo(1);
    assertThatThrownBy(() -> TestViewer.of(session, 0)).isInstanceOf(UnknownSessionException.class);
  }
}
