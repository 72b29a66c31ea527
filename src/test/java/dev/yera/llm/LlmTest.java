package dev.yera.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.yera.app.App;
import dev.yera.app.AppInterrupted;
import dev.yera.app.Yera;
import dev.yera.app.local.AppRunner;
import dev.yera.app.local.Transcript;
import dev.yera.event.OutputEvent;
import dev.yera.model.FakeProvider;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Apps that use a model, at a provider of our own. */
class LlmTest {
  private static Model model;
  private static Memory memory;
  private static ModelException.Reason caught;
  private static String answer;
  private static Trip trip;

  private FakeProvider provider;

  @BeforeEach
  void open() throws IOException {
    provider = new FakeProvider();
    model = Model.in(Map.of("OPENAI_BASE_URL", provider.url(), "OPENAI_API_KEY", "token"), "fast");
    memory = new Memory("Be kind.");
    caught = null;
  }

  @AfterEach
  void close() throws IOException {
    provider.close();
  }

  @App
  static void talk() {
    for (String said : Yera.chat()) {
      try {
        answer = Llm.chat(model, memory, said);
      } catch (ModelException e) {
        caught = e.reason();
      }
    }
  }

  @App
  static void talkOn() {
    for (String said : Yera.chat()) {
      try {
        answer = Llm.chat(model, memory, said);
      } catch (ModelException | AppInterrupted e) {
        answer = null;
      }
    }
  }

  private static List<OutputEvent> blocks(Transcript transcript, String type) {
    return transcript.events().stream()
        .filter(each -> each.block().blockType().equals(type))
        .toList();
  }

  private static List<Object> members(Transcript transcript, String type, String member) {
    return blocks(transcript, type).stream().map(each -> each.data().get(member)).toList();
  }

  private static List<Object> said(Transcript transcript) {
    return members(transcript, "markdown", "content");
  }

  private List<?> messages(int request) {
    return (List<?>) provider.asked().get(request).body().get("messages");
  }

  @Test
  void anAnswerIsStreamedAndRemembered() {
    provider.next(FakeProvider.says("Hel", "lo")).next(FakeProvider.says("again"));
    Transcript transcript =
        AppRunner.of(LlmTest::talk).answer("hi").answer("and?").answer("/quit").run();
    assertThat(said(transcript)).as("in as many pieces as came").endsWith("again");
    assertThat(answer).isEqualTo("again");
    Map<Object, String> blocks = new LinkedHashMap<>();
    blocks(transcript, "markdown")
        .forEach(
            it -> blocks.merge(it.blockId(), (String) it.data().get("content"), String::concat));
    assertThat(blocks.values()).containsExactly("Hello", "again");
    assertThat(members(transcript, "markdown", "role")).containsOnly("assistant");
    assertThat(members(transcript, "sys_prompt", "content")).containsExactly("Be kind.");
    assertThat(provider.asked().get(0).head()).contains("Bearer token");
    assertThat(messages(1))
        .isEqualTo(
            List.of(
                Map.of("role", "system", "content", "Be kind."),
                Map.of("role", "user", "content", "hi"),
                Map.of("role", "assistant", "content", "Hello"),
                Map.of("role", "user", "content", "and?")));
  }

  @Test
  void piecesThatComeTogetherAreToldTogether() {
    provider.next(
        to -> {
          to.stream();
          to.together("Hel", "lo, ", "Ada");
          to.end("stop", 9, 3);
        });
    Transcript transcript = AppRunner.of(LlmTest::talk).answer("hi").answer("/quit").run();
    assertThat(said(transcript)).containsExactly("Hello, Ada");
    assertThat(answer).isEqualTo("Hello, Ada");
  }

  static final class Tools {
    @Tool("Adds")
    int add(@P("a") int a, @P("b") int b) {
      return a + b;
    }

    @Tool("Fails")
    int fail() {
      throw new IllegalStateException("out of order");
    }
  }

  private static FakeProvider.Script calls(String tool, String arguments) {
    return to -> {
      to.stream();
      to.delta(
          Map.of(
              "role",
              "assistant",
              "tool_calls",
              List.of(
                  Map.of(
                      "index",
                      0,
                      "id",
                      "call_1",
                      "type",
                      "function",
                      "function",
                      Map.of("name", tool, "arguments", "")))));
      to.delta(
          Map.of(
              "tool_calls",
              List.of(Map.of("index", 0, "function", Map.of("arguments", arguments)))));
      to.end("tool_calls", 5, 5);
    };
  }

  @Test
  void aToolIsAnActionWhoseResultTheModelGets() {
    model = model.tools(new Tools());
    provider.next(calls("add", "{\"a\":2,\"b\":3}")).next(FakeProvider.says("Five."));
    Transcript transcript = AppRunner.of(LlmTest::talk).answer("2+3?").answer("/quit").run();
    assertThat(members(transcript, "action", "message"))
        .containsExactly("add {\"a\":2,\"b\":3}", "5");
    assertThat(said(transcript)).containsExactly("Five.");
    assertThat(messages(1).get(3))
        .isEqualTo(Map.of("role", "tool", "tool_call_id", "call_1", "content", "5"));
    assertThat(provider.asked().get(0).body().get("tools").toString())
        .contains("name=add", "name=fail");
  }

  @Test
  void whatAToolThrowsIsAFailedActionAndTheModelIsTold() {
    model = model.tools(new Tools());
    provider
        .next(calls("fail", "{}"))
        .next(calls("add", "{\"a\":\"x\"}"))
        .next(calls("unknown", "{}"))
        .next(FakeProvider.says("Sorry."));
    Transcript transcript = AppRunner.of(LlmTest::talk).answer("go").answer("/quit").run();
    assertThat(members(transcript, "action", "status"))
        .containsExactly("active", "failed", "active", "failed", "active", "failed");
    assertThat(members(transcript, "action", "message"))
        .contains("out of order", "There is no tool unknown");
    assertThat(messages(1).get(3).toString()).contains("out of order");
    assertThat(messages(3).get(7).toString()).contains("There is no tool unknown");
    assertThat(said(transcript)).containsExactly("Sorry.");
  }

  private enum Means {
    TRAIN,
    SHIP
  }

  private record Stop(String place, int nights) {}

  private record Trip(
      String who, LocalDate day, Means by, boolean paid, List<Stop> stops, Double price) {}

  @App
  static void fills() {
    trip = Llm.fill(model, Trip.class, "Ann goes by ship.");
  }

  @Test
  void aRecordIsFilled() {
    provider.next(
        FakeProvider.says(
            "{\"who\":\"Ann\",\"day\":\"2026-12-01\",\"by\":\"SHIP\",\"paid\":true,",
            "\"stops\":[{\"place\":\"Oslo\",\"nights\":2}],\"price\":null}"));
    Transcript transcript = AppRunner.of(LlmTest::fills).run();
    assertThat(said(transcript)).isEmpty();
    assertThat(trip)
        .isEqualTo(
            new Trip(
                "Ann",
                LocalDate.of(2026, 12, 1),
                Means.SHIP,
                true,
                List.of(new Stop("Oslo", 2)),
                null));
    assertThat(provider.asked().get(0).body().get("response_format").toString())
        .contains("json_schema", "enum=[TRAIN, SHIP]", "additionalProperties=false", "nights");
  }

  @Test
  void whatDoesNotFitARecordIsANoticeAndAnException() {
    for (String json :
        List.of("no", "[]", "{\"who\":1}", "{\"who\":\"Ann\",\"day\":\"soon\"}", "{}")) {
      provider.next(FakeProvider.says(json));
      Transcript transcript = AppRunner.of(LlmTest::fills).run();
      assertThat(transcript.error().orElseThrow())
          .as(json)
          .isInstanceOfSatisfying(
              ModelException.class,
              e -> assertThat(e.reason()).isEqualTo(ModelException.Reason.UNFIT));
      assertThat(blocks(transcript, "notice")).as(json).hasSize(1);
    }
  }

  @Test
  void whatIsBusyIsAskedAgain() {
    provider
        .next(
            to ->
                to.whole(
                    429, "application/json", "Retry-After: 1\r\n", "{\"error\":{\"code\":\"x\"}}"))
        .next(FakeProvider.says("Now."));
    Transcript transcript = AppRunner.of(LlmTest::talk).answer("hi").answer("/quit").run();
    assertThat(said(transcript)).containsExactly("Now.");
    assertThat(blocks(transcript, "notice")).hasSize(1);
    assertThat(caught).isNull();
  }

  @Test
  void whatCannotBeHadIsANoticeAndAnExceptionAndTheAppGoesOn() {
    Map<FakeProvider.Script, ModelException.Reason> cases =
        Map.of(
            FakeProvider.refuses(429, "insufficient_quota", "Used up."),
            ModelException.Reason.NO_TOKENS,
            FakeProvider.refuses(404, "model_not_found", "None."),
            ModelException.Reason.NO_MODEL,
            FakeProvider.refuses(400, "context_length_exceeded", "Long."),
            ModelException.Reason.REFUSED,
            FakeProvider.refuses(504, "provider_silent", "Silent."),
            ModelException.Reason.SILENT,
            FakeProvider.refuses(502, "provider_failed", "Failed."),
            ModelException.Reason.FAILED);
    cases.forEach(
        (script, reason) -> {
          caught = null;
          provider.next(script);
          Transcript transcript = AppRunner.of(LlmTest::talk).answer("hi").answer("/quit").run();
          assertThat(caught).isEqualTo(reason);
          assertThat(blocks(transcript, "notice")).hasSize(1);
        });
  }

  @Test
  void ofAnAnswerThatBreaksOffTheBeginningIsRemembered() {
    provider
        .next(
            to -> {
              to.raw(
                  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
              String event =
                  "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Once\"}}]}\n\n";
              to.raw(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
              to.cut();
            })
        .next(FakeProvider.says("upon"));
    Transcript transcript =
        AppRunner.of(LlmTest::talk).answer("a").answer("b").answer("/quit").run();
    assertThat(said(transcript)).containsExactly("Once", "upon");
    assertThat(caught).isEqualTo(ModelException.Reason.FAILED);
    assertThat(messages(1).get(2)).isEqualTo(Map.of("role", "assistant", "content", "Once"));
  }

  private static final Map<String, String> SYSTEM = Map.of("role", "system", "content", "Be kind.");

  @Test
  void aPromptWithoutAnAnswerIsNotRemembered() {
    provider
        .next(FakeProvider.says("1"))
        .next(FakeProvider.refuses(400, "context_length_exceeded", "Long."))
        .next(FakeProvider.refuses(504, "provider_silent", "Silent."))
        .next(FakeProvider.says("4"));
    AppRunner.of(LlmTest::talkOn)
        .answer("a")
        .answer("b")
        .answer("c")
        .answer("d")
        .answer("/quit")
        .run();
    assertThat(messages(3))
        .isEqualTo(
            List.of(
                SYSTEM,
                Map.of("role", "user", "content", "a"),
                Map.of("role", "assistant", "content", "1"),
                Map.of("role", "user", "content", "d")));
  }

  @Test
  void aPromptThatIsStoppedBeforeItsAnswerIsNotRemembered() {
    memory = new Memory();
    AppRunner.of(LlmTest::talkOn).answer("a").interrupt().answer("/quit").run();
    assertThat(memory.all()).isEmpty();
  }

  @Test
  void whatAFullMemoryForgotForARefusedPromptIsThereAgain() {
    memory = new Memory("Be kind.", 2);
    provider
        .next(FakeProvider.says("1"))
        .next(FakeProvider.refuses(400, "context_length_exceeded", "Long."));
    AppRunner.of(LlmTest::talkOn).answer("a").answer("b").answer("/quit").run();
    assertThat(memory.all()).hasSize(3);
  }

  @Test
  void whatToolsToldIsForgottenWithThePromptOnlyIfItIsRefused() {
    model = model.tools(new Tools());
    provider
        .next(calls("add", "{\"a\":2,\"b\":3}"))
        .next(FakeProvider.refuses(400, "context_length_exceeded", "Long."))
        .next(calls("add", "{\"a\":2,\"b\":3}"))
        .next(FakeProvider.refuses(504, "provider_silent", "Silent."))
        .next(FakeProvider.says("Yes."));
    AppRunner.of(LlmTest::talkOn).answer("a").answer("b").answer("c").answer("/quit").run();
    assertThat(messages(2)).isEqualTo(List.of(SYSTEM, Map.of("role", "user", "content", "b")));
    assertThat(messages(4)).as("with the use of the tool and its result").hasSize(5);
  }

  private static FakeProvider.Script events(String... data) {
    return to -> {
      to.stream();
      for (String each : data) {
        to.raw("data: " + each + "\n\n");
      }
    };
  }

  private static String text(String content, String reason) {
    return "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":%s}]}"
        .formatted(content, reason);
  }

  private String faultOf(FakeProvider.Script script) {
    memory = new Memory();
    caught = null;
    provider.next(script);
    Transcript transcript = AppRunner.of(LlmTest::talk).answer("hi").answer("/quit").run();
    assertThat(members(transcript, "notice", "message")).hasSize(1);
    return caught + ": " + members(transcript, "notice", "message").get(0);
  }

  @Test
  void anErrorWithinAnAnswerIsAFaultAndTheBeginningStays() {
    String error = "{\"error\":{\"message\":\"Overheated.\",\"code\":\"server_error\"}}";
    assertThat(faultOf(events(text("Once", "null"), error, "[DONE]")))
        .isEqualTo("FAILED: Overheated.");
    assertThat(memory.all()).containsExactly(UserMessage.from("hi"), AiMessage.from("Once"));
    assertThat(faultOf(events(text("", "\"error\"").replaceFirst("\\{", "{\"error\":\"Gone.\","))))
        .isEqualTo("FAILED: Gone.");
    assertThat(
            faultOf(
                events("{\"error\":{\"message\":\"Long.\",\"code\":\"context_length_exceeded\"}}")))
        .isEqualTo("REFUSED: Long.");
    assertThat(faultOf(events("{\"error\":{\"message\":\"Long.\",\"code\":400}}")))
        .isEqualTo("REFUSED: Long.");
    assertThat(faultOf(to -> to.whole(200, "application/json", "", error)))
        .isEqualTo("FAILED: Overheated.");
    assertThat(faultOf(events("{\"error\":{}}")))
        .isEqualTo("FAILED: The language model does not answer.");
    assertThat(memory.all()).isEmpty();
  }

  @Test
  void anAnswerWithoutAnEndIsNone() {
    assertThat(faultOf(events(text("Once", "null"), text("upon", "\"\""))))
        .isEqualTo("FAILED: The language model does not answer.");
    assertThat(memory.all()).contains(AiMessage.from("Onceupon"));
    for (FakeProvider.Script whole :
        List.of(
            events(text("Yes.", "null"), "[DONE]"),
            events(text("Yes.", "\"eos\"")),
            events(text("Yes.", "\"eos\"").replace("reason\":", "reason\" : ")))) {
      answer = "";
      provider.next(whole);
      AppRunner.of(LlmTest::talk).answer("hi").answer("/quit").run();
      assertThat(answer).isEqualTo("Yes.");
    }
  }

  @Test
  void anAnswerThatSaysNothingIsNone() {
    assertThat(faultOf(FakeProvider.says()))
        .isEqualTo("UNFIT: The language model has said nothing.");
    assertThat(memory.all()).isEmpty();
    for (FakeProvider.Script script : List.of(FakeProvider.says(), FakeProvider.says("null"))) {
      provider.next(script);
      Transcript transcript = AppRunner.of(LlmTest::fills).run();
      assertThat(blocks(transcript, "notice")).hasSize(1);
      assertThat(transcript.error().orElseThrow())
          .isInstanceOfSatisfying(
              ModelException.class,
              e -> assertThat(e.reason()).isEqualTo(ModelException.Reason.UNFIT));
    }
  }

  @Test
  void aMemoryForgetsTheOldestButNotTheSystemPrompt() {
    memory = new Memory("Be kind.", 2);
    provider.next(FakeProvider.says("1")).next(FakeProvider.says("2")).next(FakeProvider.says("3"));
    AppRunner.of(LlmTest::talk).answer("a").answer("b").answer("c").answer("/quit").run();
    assertThat(messages(2).toString())
        .contains("Be kind.", "content=c")
        .doesNotContain("content=a", "content=b");
  }

  @App
  static void usual() {
    Model.usual();
  }

  @Test
  void whereThereIsNoModelItSaysWhatToSet() {
    assertThat(System.getenv("OPENAI_BASE_URL")).as("of the tests").isNull();
    Transcript transcript = AppRunner.of(LlmTest::usual).run();
    assertThat(members(transcript, "notice", "message")).containsExactly(Model.ADVICE);
    assertThat(transcript.error().orElseThrow())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("yera.llm.models");
  }
}
