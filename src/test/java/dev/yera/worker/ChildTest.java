package dev.yera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.yera.event.InputEvent;
import dev.yera.event.StartUser;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The promises of contract section 4, kept by a real child process. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ChildTest {
  private static final String APPS = "dev.yera.worker.Apps.";

  @Test
  void anAppAsksIsAnsweredAndEnds() throws Exception {
    try (Child child = Child.running("dev.yera.examples.Echo.echo", Map.of())) {
      Map<String, Object> question = child.event();
      assertThat(question)
          .containsOnlyKeys(
              "event_class",
              "block_type",
              "block_id",
              "data",
              "timestamp",
              "chunk_id",
              "app",
              "parent_block_id")
          .contains(entry("event_class", "prompt"), entry("block_type", "text_input"));
      child.answer(question, "Grüße 😀 \"\\\n");
      assertThat(child.event())
          .contains(
              entry("block_type", "markdown"),
              entry("data", Map.of("content", "Grüße 😀 \"\\\n")),
              entry("chunk_id", 0L),
              entry("app", Map.of("name", "dev.yera.examples.Echo.echo", "instance_id", 0L)));
      child.answer(child.event(), "/quit");
      Map<String, Object> exit = child.event();
      assertThat(exit).contains(entry("block_type", "exit"), entry("event_class", "lifecycle"));
      assertThat(child.event()).isNull();
      assertThat(child.status()).isZero();
    }
  }

  @Test
  void nothingOfAnAppRunsBeforeItsStart() throws Exception {
    InputEvent.Prepare coming = new InputEvent.Prepare(APPS + "SaysWhenItBegins.asks", List.of());
    try (Child never = Child.launch();
        Child started = Child.launch()) {
      never.send(coming);
      never.endInput();
      assertThat(never.status()).isZero();
      assertThat(never.errors()).isEmpty();
      started.send(coming);
      started.send(
          new InputEvent.Start(
              "session", coming.appId(), List.of(), Map.of(), List.of(), null, StartUser.UNKNOWN));
      assertThat(started.line()).contains("ready");
      assertThat(started.event()).contains(entry("block_type", "text_input"));
      started.endInput();
      assertThat(started.errors()).startsWith("begun");
    }
  }

  @Test
  void whatCannotBePreparedIsSaidByItsRun() throws Exception {
    try (Child child = Child.launch()) {
      child.send(new InputEvent.Prepare("no.such.App.run", List.of("/no/such.jar")));
      child.send(
          new InputEvent.Start(
              "session",
              "no.such.App.run",
              List.of(),
              Map.of(),
              List.of("/no/such.jar"),
              null,
              StartUser.UNKNOWN));
      assertThat(child.line()).contains("ready");
      assertThat(child.data().toString()).contains("there is no class no.such.App");
    }
  }

  @Test
  void aTableThatIsTooLargeIsTheAuthorsLine() throws Exception {
    try (Child child = Child.running("dev.yera.it.JavaApps.showsTooMuch", Map.of())) {
      assertThat(child.data().get("reason")).asString().startsWith("table (JavaApps.java:");
    }
  }

  @Test
  void whatComesBackTellsItsTypeAndText() throws Exception {
    try (Child child = Child.running(APPS + "leavesThreads", Map.of())) {
      assertThat(child.data())
          .contains(
              entry("exit_code", 0L),
              entry("reason", "Yera program completed successfully."),
              entry("return_type", "int"),
              entry("return_value", "42"),
              entry("error", null));
      assertThat(child.status()).isZero();
    }
  }

  @Test
  void everyTypeOfParameterArrives() throws Exception {
    Map<String, Object> kwargs =
        Map.of(
            "s",
            "text",
            "i",
            5,
            "d",
            2,
            "b",
            true,
            "day",
            "2026-11-22",
            "colour",
            "GREEN",
            "list",
            List.of(1, 2),
            "renamed",
            9);
    try (Child child = Child.running(APPS + "everyType", kwargs)) {
      assertThat(child.data())
          .contains(
              entry("return_type", "str"),
              entry("return_value", "text 5 2.0 true 2026-11-22 GREEN [1, 2] Optional.empty 9"));
    }
  }

  @Test
  void anArgumentThatDoesNotFitIsNamed() throws Exception {
    try (Child child = Child.running("dev.yera.examples.Burst.burst", Map.of("n", "many"))) {
      assertThat(child.data()).contains(entry("exit_code", 1L));
      assertThat(child.errors()).contains("parameter n of dev.yera.examples.Burst.burst: many");
    }
  }

  @Test
  void anAppOfANestedClassIsFound() throws Exception {
    try (Child child = Child.running(APPS + "Nested.yes", Map.of())) {
      assertThat(child.data())
          .contains(entry("return_type", "bool"), entry("return_value", "true"));
    }
  }

  @Test
  void anUnknownAppFails() throws Exception {
    try (Child child = Child.running("no.such.App.app", Map.of())) {
      assertThat(child.data()).contains(entry("exit_code", 1L));
      assertThat(child.status()).isEqualTo(1);
    }
  }

  @Test
  void printingDoesNotReachTheProtocolAndInputIsEmpty() throws Exception {
    try (Child child = Child.running(APPS + "noise", Map.of())) {
      assertThat(child.data()).containsEntry("content", "read -1");
      assertThat(child.data()).containsEntry("exit_code", 0L);
      assertThat(child.errors()).contains("noise on standard output").contains("without a line");
    }
  }

  @Test
  void whatAChildPrintsIsNoEventAndItsInputIsEmpty() throws Exception {
    try (Child child = Child.running(APPS + "startsChildren", Map.of())) {
      Map<String, Object> question = child.event();
      assertThat(question).containsEntry("block_type", "text_input");
      child.answer(question, "yes");
      assertThat(child.data()).containsEntry("content", "yes");
      assertThat(child.data()).containsEntry("exit_code", 0L);
      assertThat(child.errors()).contains("forged").endsWith("Checking ... ");
    }
  }

  @Test
  void aChildHasNeitherOfTheServersPipes() throws Exception {
    try (Child child = Child.running(APPS + "listsWhatAChildHasOpen", Map.of())) {
      assertThat(child.data())
          .containsEntry("content", "0\n1\n2\n3\n"); // the last is the list itself
    }
  }

  @Test
  void whoGoesAroundTheLibraryReachesTheProtocolNeither() throws Exception {
    try (Child child = Child.running(APPS + "goesAroundTheLibrary", Map.of())) {
      assertThat(child.data()).containsEntry("content", "read -1 and null");
      assertThat(child.data()).containsEntry("exit_code", 0L);
      assertThat(child.errors()).contains("forged");
    }
  }

  /** The JVM itself starts this one, by fork and exec: as a native library would. */
  @Test
  void whatNativeCodeStartsPrintsNoEventAndItsInputIsEmpty() throws Exception {
    String command = "echo '{\"block_type\":\"text\",\"data\":{}}'; cat; echo end of input";
    try (Child child = Child.launch("-Xmx32m", "-XX:OnOutOfMemoryError=" + command)) {
      assertThat(child.line()).contains("ready");
      child.start(APPS + "runsOutOfMemory", Map.of());
      assertThat(child.line()).isNull();
      assertThat(child.errors()).contains("block_type", "end of input");
    }
  }

  @Test
  void systemExitKeepsItsCodeAndWhatWasSaid() throws Exception {
    try (Child child = Child.running(APPS + "exitThree", Map.of())) {
      assertThat(child.data()).containsEntry("content", "last words");
      assertThat(child.event()).isNull();
      assertThat(child.status()).isEqualTo(3);
    }
  }

  @Test
  void anUncaughtErrorIsTheExitAndItsTraceIsTheAppsOwn() throws Exception {
    try (Child child = Child.running(APPS + "fail", Map.of())) {
      assertThat(child.data())
          .contains(
              entry("exit_code", 1L),
              entry("reason", "the disk is full"),
              entry(
                  "error",
                  Map.of(
                      "error_type",
                      "java.io.IOException",
                      "message",
                      "the disk is full",
                      "stderr",
                      List.of())));
      assertThat(child.status()).isEqualTo(1);
      assertThat(child.errors().lines())
          .hasSize(2)
          .first()
          .isEqualTo("java.io.IOException: the disk is full");
    }
  }

  @Test
  void anEndlessRecursionIsAnError() throws Exception {
    try (Child child = Child.running(APPS + "runsOutOfStack", Map.of())) {
      assertThat(child.data()).containsEntry("reason", "java.lang.StackOverflowError");
    }
  }

  @Test
  void exitTellsCodeAndReasonAfterTheFinallyBlocks() throws Exception {
    try (Child child = Child.running(APPS + "saysExit", Map.of())) {
      assertThat(child.data()).containsEntry("content", "cleaned up");
      assertThat(child.data())
          .contains(entry("exit_code", 7L), entry("reason", "no data today"), entry("error", null));
      assertThat(child.event()).isNull();
      assertThat(child.status()).isEqualTo(7);
    }
  }

  @Test
  void quitIsAGoodEnd() throws Exception {
    try (Child child = Child.running(APPS + "saysQuit", Map.of())) {
      assertThat(child.data()).contains(entry("exit_code", 0L), entry("reason", "User quit"));
      assertThat(child.status()).isZero();
    }
  }

  @Test
  void quitOnAnotherThreadEndsTheProcess() throws Exception {
    try (Child child = Child.running(APPS + "quitsOnAnotherThread", Map.of())) {
      assertThat(child.data()).containsEntry("reason", "User quit");
      assertThat(child.event()).isNull();
      assertThat(child.status()).isZero();
    }
  }

  @Test
  void stopEndsAnAppThatWaits() throws Exception {
    try (Child child = Child.running(APPS + "cleansUp", Map.of())) {
      assertThat(child.event()).containsEntry("block_type", "text_input");
      child.send(new InputEvent.Stop("enough"));
      assertThat(child.event()).isNull();
      assertThat(child.status()).isEqualTo(143);
      assertThat(child.errors()).isEqualTo("cleaned up\n");
    }
  }

  @Test
  void stopEndsAnAppThatNeverLooksUp() throws Exception {
    try (Child child = Child.running(APPS + "neverLooksUp", Map.of())) {
      assertThat(child.data()).containsEntry("content", "busy");
      child.send(new InputEvent.Stop("enough"));
      assertThat(child.status()).isEqualTo(143);
    }
  }

  @Test
  void stopEndsAnAppThatNobodyReads() throws Exception {
    Map<String, Object> endless = Map.of("n", Integer.MAX_VALUE, "size", 100);
    try (Child child = Child.running("dev.yera.examples.Burst.burst", endless)) {
      assertThat(child.event()).containsEntry("chunk_id", 0L);
      child.send(new InputEvent.Stop("enough"));
      assertThat(child.status()).isEqualTo(143);
    }
  }

  @Test
  void anAppWhoseReaderIsGoneEnds() throws Exception {
    Map<String, Object> endless = Map.of("n", Integer.MAX_VALUE, "size", 100);
    try (Child child = Child.running("dev.yera.examples.Burst.burst", endless)) {
      child.closeOutput();
      assertThat(child.status()).isEqualTo(143);
    }
  }

  @Test
  void aFormIsAnsweredByTheIdsOfItsFields() throws Exception {
    try (Child child = Child.running(APPS + "fillsForm", Map.of())) {
      Map<String, Object> form = child.event();
      assertThat(form).containsEntry("data", Map.of("border", true, "status", "open"));
      Map<String, Object> name = child.event();
      assertThat(name).containsEntry("parent_block_id", form.get("block_id"));
      Map<String, Object> container = child.event();
      Map<String, Object> day = child.event();
      assertThat(day).containsEntry("parent_block_id", container.get("block_id"));
      Map<String, Object> awaiting = child.event();
      assertThat(awaiting)
          .contains(
              entry("block_id", form.get("block_id")),
              entry("chunk_id", 1L),
              entry("data", Map.of("border", true, "status", "awaiting")));
      child.answer(
          awaiting,
          Map.of((String) name.get("block_id"), "Ada", (String) day.get("block_id"), "2031-01-01"));
      assertThat(child.data()).containsEntry("return_value", "Ada 2031");
    }
  }

  @Test
  void theEndOfInputEndsAnAppThatWaits() throws Exception {
    try (Child child = Child.running(APPS + "cleansUp", Map.of())) {
      assertThat(child.event()).containsEntry("block_type", "text_input");
      child.endInput();
      assertThat(child.event()).isNull();
      assertThat(child.status()).isEqualTo(143);
    }
  }

  @Test
  void sigtermEndsAnAppThatWaits() throws Exception {
    try (Child child = Child.running(APPS + "cleansUp", Map.of())) {
      assertThat(child.event()).containsEntry("block_type", "text_input");
      child.terminate();
      assertThat(child.status()).isEqualTo(143);
    }
  }

  @Test
  void aWorkerThatNobodyWantsLeavesWithoutAWord() throws Exception {
    try (Child child = Child.launch()) {
      assertThat(child.line()).isEqualTo("{\"type\":\"ready\"}");
      child.endInput();
      assertThat(child.line()).isNull();
      assertThat(child.status()).isZero();
      assertThat(child.errors()).isEmpty();
    }
  }

  @Test
  void whatIsSaidLeavesThoughTheAppGoesOn() throws Exception {
    try (Child child = Child.running(APPS + "goesOn", Map.of())) {
      assertThat(child.data()).containsEntry("content", "first");
      assertThat(child.data()).containsEntry("content", "second");
    }
  }

  @Test
  void aBurstArrivesWholeAndInOrder() throws Exception {
    int count = 50_000;
    try (Child child =
        Child.running("dev.yera.examples.Burst.burst", Map.of("n", count, "size", 100))) {
      for (long i = 0; i < count; i++) {
        assertThat(child.event()).containsEntry("chunk_id", i);
      }
      assertThat(child.event()).containsEntry("block_type", "exit");
    }
  }
}
