package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.yera.app.call.Arguments;
import dev.yera.event.StartUser;
import dev.yera.event.json.Json;
import dev.yera.session.limit.LimitExceededException;
import dev.yera.session.question.AcceptedInteraction;
import dev.yera.session.question.Interaction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a caller sends stays in memory without a bound (issue 15). */
class InputQuotaTest {
  @TempDir private Path folder;
  private Sessions sessions;

  private TestViewer view(String script, Map<String, String> settings) throws Exception {
    sessions = new Sessions(folder, settings);
    return sessions.view(TestApps.text(script));
  }

  @AfterEach
  void close() throws Exception {
    sessions.close();
  }

  private static void answer(TestViewer viewer, String value) {
    SentEvent question = viewer.next("text_input");
    answer(viewer, question, value);
  }

  private static void answer(TestViewer viewer, SentEvent question, String value) {
    viewer.session().addInteraction(new Interaction(question.blockId(), value, "text_input"));
  }

  private static LimitExceededException refusal(
      TestViewer viewer, SentEvent question, String value) {
    return catchThrowableOfType(
        LimitExceededException.class, () -> answer(viewer, question, value));
  }

  @Test
  void answersOverTheQuotaAreRefusedAndTheQuestionStaysOpen() throws Exception {
    TestViewer viewer = view("cat >/dev/null", Map.of("yera.session.input-quota", "4096"));
    for (int i = 0; i < 3; i++) {
      answer(viewer, "x".repeat(1000));
    }
    SentEvent question = viewer.next("text_input");
    LimitExceededException refused = refusal(viewer, question, "x".repeat(1000));
    assertThat(refused.what()).isEqualTo(LimitExceededException.What.INPUT_QUOTA);
    assertThat(refused).hasMessageContaining("yera.session.input-quota is 4096");
    assertThat(viewer.session().state().awaiting()).containsExactly(question.blockId());
    answer(viewer, question, "a short one still fits");
    assertThat(viewer.session().interactions()).hasSize(4);
  }

  @Test
  void manySmallAnswersCountForWhatIsRememberedOfThem() throws Exception {
    TestViewer viewer = view("cat >/dev/null", Map.of("yera.session.input-quota", "2600"));
    for (int i = 0; i < 10; i++) {
      answer(viewer, "");
    }
    assertThat(refusal(viewer, viewer.next("text_input"), "").what())
        .isEqualTo(LimitExceededException.What.INPUT_QUOTA);
  }

  @Test
  void answersAreReadBackFromTheLogAndItsFile() throws Exception {
    Path heard = folder.resolve("heard");
    TestViewer viewer = view("cat >'%s'".formatted(heard), Map.of());
    List<String> values = new ArrayList<>();
    long sent = 0;
    for (int i = 0; i < 40; i++) {
      String value = i + " \"ü\u2028" + "x".repeat(70_000);
      values.add(value);
      answer(viewer, value);
      sent += value.getBytes(StandardCharsets.UTF_8).length + 1;
      long all = sent;
      // What the app has not read is no answer too many: here it is about the log.
      await().pollInterval(Duration.ofMillis(2)).until(() -> heard.toFile().length() == all);
    }
    // All but the newest megabyte is on the disk, although the app says nothing.
    assertThat(viewer.session().sizeOnDisk()).isGreaterThan(1_500_000L);
    List<AcceptedInteraction> read = viewer.session().interactions();
    assertThat(read).extracting(each -> each.interaction().value()).isEqualTo(values);
    assertThat(read).extracting(each -> each.interaction().blockType()).containsOnly("text_input");
    assertThat(read.stream().map(AcceptedInteraction::acceptedAt).toList())
        .isSorted()
        .allSatisfy(at -> assertThat(at).isBeforeOrEqualTo(Instant.now()));
  }

  @Test
  void largeAnswersDoNotPileUpForAnAppThatDoesNotRead() throws Exception {
    TestViewer viewer = view("sleep 1000", Map.of("yera.session.max-pending-input", "100"));
    for (int i = 0; i < 4; i++) {
      answer(viewer, "x".repeat(300_000));
    }
    LimitExceededException refused =
        refusal(viewer, viewer.next("text_input"), "x".repeat(300_000));
    assertThat(refused.what()).isEqualTo(LimitExceededException.What.INPUT);
  }

  @Test
  void argumentsAreKeptAsTheLineThatTheAppReads() throws Exception {
    sessions = new Sessions(folder, Map.of());
    Prelude prelude =
        Prelude.of(
            SessionId.random(),
            TestApps.command("cat"),
            new Arguments(List.of(1L), Map.of("deep", List.of(List.of(), List.of()))),
            StartUser.UNKNOWN,
            Prelude.Places.NONE);
    assertThat(prelude.arguments().args()).isEmpty();
    assertThat(prelude.arguments().kwargs()).isEmpty();
    assertThat(Json.read(new String(prelude.startLine(), StandardCharsets.UTF_8)))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("args", List.of(1L))
        .containsEntry("kwargs", Map.of("deep", List.of(List.of(), List.of())));
  }
}
