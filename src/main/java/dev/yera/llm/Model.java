package dev.yera.llm;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.yera.app.Yera;
import dev.yera.event.block.Level;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A language model that the server has for this app. Immutable; its requests belong to the thread
 * that makes them.
 */
public final class Model {
  /** What an operator has to do where there is none. */
  public static final String ADVICE =
      "This app needs a language model, and this server has none: set `yera.llm.models` and"
          + " `yera.llm.<name>.…`, see *Language models* in its documentation.";

  private static final String URL = "OPENAI_BASE_URL";
  private static final String USUAL = "OPENAI_MODEL";

  private final Map<String, String> environment;
  private final String name;
  private final Double temperature;
  private final List<Object> tools;

  /** LangChain4j's, which looks through all jars when it is made: once, for the turns of a chat. */
  private final AtomicReference<StreamingChatModel> made = new AtomicReference<>();

  private Model(
      Map<String, String> environment, String name, Double temperature, List<Object> tools) {
    this.environment = environment;
    this.name = name;
    this.temperature = temperature;
    this.tools = tools;
  }

  /** Whether the server has models. */
  public static boolean isThere() {
    return System.getenv(URL) != null && System.getenv(USUAL) != null;
  }

  /**
   * The usual one of the server.
   *
   * @throws ModelException if there is none; the user has been told by then
   */
  public static Model usual() {
    requireOne();
    return named(System.getenv(USUAL));
  }

  /**
   * The one of this name ({@code yera.llm.models}).
   *
   * @throws ModelException if the server has none at all; whether it has this one shows when it is
   *     asked
   */
  public static Model named(String name) {
    requireOne();
    return in(System.getenv(), name);
  }

  private static void requireOne() {
    if (!isThere()) {
      Yera.notice(ADVICE, Level.WARNING);
      throw new ModelException(ModelException.Reason.NO_MODEL, ADVICE, null);
    }
  }

  /** The one that a process with this environment has. */
  static Model in(Map<String, String> environment, String name) {
    return new Model(environment, name, null, List.of());
  }

  /**
   * The same, which invents more or less.
   *
   * @param temperature 0 to 2; not every model takes one
   */
  public Model temperature(double temperature) {
    return new Model(environment, name, temperature, tools);
  }

  /**
   * The same, which may use these.
   *
   * @param tools objects with methods that have LangChain4j's {@code @Tool}, and {@link McpTools}
   */
  public Model tools(Object... tools) {
    return new Model(environment, name, temperature, List.of(tools));
  }

  /** Its name on the server. */
  public String name() {
    return name;
  }

  List<Object> tools() {
    return tools;
  }

  /**
   * For what LangChain4j can do besides. Its requests run on the caller's thread, and end when that
   * is interrupted.
   */
  public StreamingChatModel langChain() {
    return over(client().builder());
  }

  private GateClient client() {
    return client(() -> {});
  }

  GateClient client(Runnable beforeWait) {
    return new GateClient(Optional.ofNullable(environment.get("YERA_LLM_SOCKET")), beforeWait);
  }

  /** Asks through this client, on the caller's own thread. */
  void ask(ChatRequest request, GateClient client, StreamingChatResponseHandler handler) {
    StreamingChatModel model = made.get();
    if (model == null) {
      model = over(GateClient.ofTheThread());
      made.set(model);
    }
    StreamingChatModel itself = model;
    client.run(() -> itself.chat(request, handler));
  }

  private StreamingChatModel over(HttpClientBuilder client) {
    String url = environment.getOrDefault(URL, "");
    String lower = url.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
      throw new ModelException(
          ModelException.Reason.NO_MODEL, URL + " has to begin with http:// or https://.", null);
    }
    return OpenAiStreamingChatModel.builder()
        .httpClientBuilder(client)
        .baseUrl(url)
        .apiKey(environment.getOrDefault("OPENAI_API_KEY", "none"))
        .modelName(name)
        .temperature(temperature)
        .strictJsonSchema(true)
        .build();
  }
}
