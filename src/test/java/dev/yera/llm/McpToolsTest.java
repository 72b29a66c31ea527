package dev.yera.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.yera.Patience;
import dev.yera.Thorough;
import dev.yera.app.App;
import dev.yera.app.AppInterrupted;
import dev.yera.app.Yera;
import dev.yera.app.local.AppRunner;
import dev.yera.app.local.Transcript;
import dev.yera.event.json.Json;
import dev.yera.model.FakeProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tools of servers that speak MCP: a program, and one over HTTP. */
class McpToolsTest {
  private static final String PROGRAM = "src/test/mcp/tools.py";

  private static Model model;
  private static McpTools tools;
  private static ModelException.Reason caught;
  private static boolean stopped;

  private FakeProvider provider;

  @BeforeEach
  void open() throws IOException {
    provider = new FakeProvider();
    model = Model.in(Map.of("OPENAI_BASE_URL", provider.url()), "fast");
    caught = null;
    stopped = false;
  }

  @AfterEach
  void close() throws IOException {
    provider.close();
    tools.close();
  }

  @App
  static void talks() {
    Memory memory = new Memory();
    for (String said : Yera.chat()) {
      try {
        Llm.chat(model.tools(tools), memory, said);
      } catch (ModelException e) {
        caught = e.reason();
      } catch (AppInterrupted e) {
        stopped = true;
      }
    }
  }

  private static List<Object> messages(Transcript transcript, String type) {
    return transcript.events().stream()
        .filter(each -> each.block().blockType().equals(type))
        .map(each -> each.data().get("message"))
        .toList();
  }

  private String result(int request) {
    List<?> messages = (List<?>) provider.asked().get(request).body().get("messages");
    return (String) ((Map<?, ?>) messages.get(messages.size() - 1)).get("content");
  }

  private static Transcript said(String... words) {
    AppRunner runner = AppRunner.of(McpToolsTest::talks);
    for (String each : words) {
      runner.answer(each);
    }
    return runner.answer("/quit").run();
  }

  @Test
  void aModelUsesTheToolsOfAProgram() {
    tools = McpTools.byCommand("python3", PROGRAM);
    provider
        .next(FakeProvider.calls("", "add", "{\"a\":2,\"b\":3}"))
        .next(FakeProvider.calls("", "fail", "{}"))
        .next(FakeProvider.says("Five."));
    Transcript transcript = said("2+3?");
    assertThat(messages(transcript, "action"))
        .contains("Tools of python3", "add, fail, hang, leave, process")
        .contains("add {\"a\":2,\"b\":3}", "5", "out of order");
    assertThat(result(1)).isEqualTo("5");
    assertThat(result(2)).isEqualTo("The tool failed: out of order");
    assertThat(provider.asked().get(0).body().get("tools").toString())
        .contains("name=add", "a={type=integer}");
  }

  @Test
  void aProgramThatLeftIsStartedAgain() {
    tools = McpTools.byCommand("python3", PROGRAM);
    provider
        .next(FakeProvider.calls("", "process", "{}"))
        .next(FakeProvider.calls("", "leave", "{}"))
        .next(FakeProvider.says("Sorry."))
        .next(FakeProvider.calls("", "process", "{}"))
        .next(FakeProvider.says("There."));
    said("a", "b");
    assertThat(result(2)).startsWith("The tool failed: ");
    assertThat(result(4)).matches("[0-9]+").isNotEqualTo(result(1));
  }

  @Test
  void aProgramEndsWithItsTools() {
    tools = McpTools.byCommand("python3", PROGRAM);
    provider.next(FakeProvider.calls("", "process", "{}")).next(FakeProvider.says("There."));
    said("a");
    ProcessHandle process = ProcessHandle.of(Long.parseLong(result(1))).orElseThrow();
    tools.close();
    assertThat(Patience.join(process.onExit()).isAlive()).isFalse();
  }

  @Thorough
  @Test
  void aToolThatDoesNotAnswerHasFailed() {
    tools = McpTools.byCommand("python3", PROGRAM).timeout(Duration.ofSeconds(10));
    provider
        .next(FakeProvider.calls("", "hang", "{}"))
        .next(FakeProvider.calls("", "add", "{\"a\":2,\"b\":3}"))
        .next(FakeProvider.says("Five."));
    said("a");
    assertThat(result(1)).isEqualTo("The tool failed: The tool did not answer in time.");
    assertThat(result(2)).as("of another process").isEqualTo("5");
  }

  @Test
  void anInterruptEndsTheWaitForAProgramThatBegins() {
    tools = McpTools.byCommand("sleep", "3600");
    AppRunner.of(McpToolsTest::talks).answer("a").interrupt().answer("/quit").run();
    assertThat(stopped).isTrue();
    assertThat(provider.asked()).isEmpty();
  }

  @Test
  void whatCannotBeHadIsAnExceptionAndTheAppGoesOn() {
    for (McpTools each :
        List.of(
            McpTools.byCommand("no-such-program"),
            McpTools.byCommand("true").beginning(Duration.ofMillis(200)),
            McpTools.byCommand("sleep", "3600").beginning(Duration.ofMillis(200)),
            McpTools.byUrl("http://127.0.0.1:1/mcp"))) {
      tools = each;
      caught = null;
      Transcript transcript = said("a");
      assertThat(caught).isEqualTo(ModelException.Reason.NO_TOOLS);
      assertThat(messages(transcript, "action").get(1))
          .asString()
          .startsWith("The tools of ")
          .endsWith(" cannot be had.");
    }
    assertThat(provider.asked()).isEmpty();
  }

  @Test
  void twoToolsOfOneNameAreRefused() {
    tools = McpTools.byCommand("python3", PROGRAM);
    assertThatThrownBy(() -> new Toolbox(List.of(new LlmTest.Tools(), new LlmTest.Tools())))
        .hasMessage("tools: two have the name add");
  }

  @Test
  void aModelUsesTheToolsOfAServer() throws IOException {
    List<String> keys = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/mcp",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
          serve(exchange);
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
      tools = McpTools.byUrl(url).header("Authorization", "Bearer of-the-app");
      provider
          .next(FakeProvider.calls("", "weather", "{\"place\":\"Oslo\"}"))
          .next(FakeProvider.says("Snow."));
      Transcript transcript = said("Oslo?");
      assertThat(messages(transcript, "action"))
          .contains("Tools of 127.0.0.1", "weather", "snow in Oslo");
      assertThat(result(1)).isEqualTo("snow in Oslo");
      assertThat(keys).hasSizeGreaterThan(2).containsOnly("Bearer of-the-app");
    } finally {
      server.stop(0);
    }
  }

  private static void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      Map<?, ?> request = (Map<?, ?>) Json.read(exchange.getRequestBody().readAllBytes());
      if (request.get("id") == null) {
        exchange.sendResponseHeaders(202, -1);
        return;
      }
      Object result =
          switch ((String) request.get("method")) {
            case "initialize" ->
                Map.of(
                    "protocolVersion",
                    "2025-06-18",
                    "capabilities",
                    Map.of("tools", Map.of()),
                    "serverInfo",
                    Map.of("name", "weather", "version", "1"));
            case "tools/list" ->
                Map.of(
                    "tools",
                    List.of(
                        Map.of(
                            "name",
                            "weather",
                            "inputSchema",
                            Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of("place", Map.of("type", "string"))))));
            default -> {
              Map<?, ?> params = (Map<?, ?>) request.get("params");
              Map<?, ?> arguments = (Map<?, ?>) params.get("arguments");
              yield Map.of(
                  "content",
                  List.of(Map.of("type", "text", "text", "snow in " + arguments.get("place"))));
            }
          };
      String json = Json.text(Map.of("jsonrpc", "2.0", "id", request.get("id"), "result", result));
      boolean isStreamed = "tools/call".equals(request.get("method"));
      exchange
          .getResponseHeaders()
          .add("Content-Type", isStreamed ? "text/event-stream" : "application/json");
      exchange.sendResponseHeaders(200, 0);
      String body = isStreamed ? "event: message\ndata: " + json + "\n\n" : json;
      exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
    }
  }
}
