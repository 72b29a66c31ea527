package dev.yera.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.Patience;
import dev.yera.event.block.ModelUse;
import dev.yera.event.json.Json;
import dev.yera.settings.BadSettingException;
import dev.yera.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real connections, to a provider of our own. */
class ModelGateTest {
  private static final String KEY = "sk-very-secret-key";
  private static final String CHAT = "/chat/completions";
  private static final String HELLO =
      "{\"model\":\"fast\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  private final UUID session = UUID.randomUUID();
  private final Map<UUID, ModelUser> running = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();
  private final List<ModelGate> gates = new ArrayList<>();
  private FakeProvider provider;

  @TempDir private Path folder;

  @BeforeEach
  void open() throws IOException {
    provider = new FakeProvider();
    running.put(session, new ModelUser("u x ann", "examples.chat"));
  }

  @AfterEach
  void close() throws IOException {
    gates.forEach(ModelGate::close);
    provider.close();
    threads.shutdownNow();
  }

  private ModelGate gate(String... more) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("yera.llm.models", "fast,other");
    settings.put("yera.llm.fast.base-url", provider.url());
    settings.put("yera.llm.fast.model", "gpt-test");
    settings.put("yera.llm.fast.key", KEY);
    settings.put("yera.llm.other.provider", "ollama");
    settings.put("yera.llm.other.model", "llama");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    ModelGate gate =
        new ModelGate(
            new Settings(key -> Optional.ofNullable(settings.get(key))),
            folder,
            threads,
            id -> Optional.ofNullable(running.get(id)));
    gates.add(gate);
    return gate;
  }

  private HttpRequest.Builder request(ModelGate gate, String path) {
    Map<String, String> environment = gate.environment(session);
    return HttpRequest.newBuilder(URI.create(environment.get("OPENAI_BASE_URL") + path))
        .header("Authorization", "Bearer " + environment.get("OPENAI_API_KEY"))
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> post(ModelGate gate, String body)
      throws IOException, InterruptedException {
    return client.send(
        request(gate, CHAT).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String code(HttpResponse<String> response) {
    Map<?, ?> error = (Map<?, ?>) ((Map<?, ?>) Json.read(response.body())).get("error");
    assertThat(error.get("message")).asString().isNotBlank();
    assertThat(error.get("type")).asString().isNotBlank();
    return response.statusCode() + " " + error.get("code");
  }

  @Test
  void anAnswerIsStreamedWithTheServersKeyAndName() throws Exception {
    provider.next(FakeProvider.says("Hel", "lo"));
    ModelGate gate = gate();
    HttpResponse<String> response = post(gate, HELLO);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    assertThat(response.body())
        .contains("\"Hel\"", "\"lo\"", "\"finish_reason\":\"stop\"")
        .endsWith("data: [DONE]\n\n")
        .as("what was not asked for")
        .doesNotContain("\"choices\":[]", "prompt_tokens");
    FakeProvider.Asked asked = provider.asked().get(0);
    assertThat(asked.head())
        .startsWith("POST /v1/chat/completions HTTP/1.1")
        .contains("Bearer " + KEY)
        .doesNotContain(gate.environment(session).get("OPENAI_API_KEY"));
    assertThat(asked.body().get("model")).isEqualTo("gpt-test");
    assertThat(asked.body().get("stream_options")).isEqualTo(Map.of("include_usage", true));
    assertThat(asked.body().get("messages"))
        .isEqualTo(List.of(Map.of("role", "user", "content", "hi")));
    assertThat(gate.book().uses())
        .isEqualTo(Map.of(new TokenBook.Use("examples.chat", "fast"), new TokenBook.Count(9, 2)));
  }

  @Test
  void whoAsksForTheTokensIsToldThem() throws Exception {
    provider.next(FakeProvider.says("x"));
    String body =
        HELLO.replace(
            "\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}");
    assertThat(post(gate(), body).body()).contains("\"prompt_tokens\":9");
  }

  @Test
  void anAnswerInOnePieceIsPassedOnAndCounted() throws Exception {
    String answer =
        "{\"choices\":[{\"message\":{\"content\":\"\\\"usage\\\":{}\"}}],"
            + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"details\":{\"x\":[1]}}}";
    provider.next(to -> to.whole(200, "application/json", "X-Organization: us\r\n", answer));
    ModelGate gate = gate();
    HttpResponse<String> response = post(gate, HELLO.replace("true", "false"));
    assertThat(response.body()).isEqualTo(answer);
    assertThat(response.headers().firstValue("X-Organization")).isEmpty();
    assertThat(provider.asked().get(0).body().containsKey("stream_options")).isFalse();
    assertThat(gate.book().uses()).containsValue(new TokenBook.Count(3, 4));
  }

  @Test
  void aTokenIsThereAtOnceAndAModelIsStoppedWhenTheAppGoes() throws Exception {
    provider.next(
        to -> {
          to.stream();
          to.text("first");
          to.pause();
        });
    ModelGate gate = gate();
    HttpResponse<InputStream> response =
        client.send(
            request(gate, CHAT).POST(HttpRequest.BodyPublishers.ofString(HELLO)).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    StringBuilder said = new StringBuilder();
    InputStream in = response.body();
    while (said.indexOf("first") < 0) {
      said.append((char) in.read());
    }
    in.close();
    provider.answers().get(0).awaitGone();
    await().untilAsserted(() -> assertThat(gate.book().uses()).as("by estimate").hasSize(1));
  }

  @Test
  void aModelIsStoppedBeforeItsFirstTokenWhenTheAppGoes() throws Exception {
    provider.next(FakeProvider.Answer::pause);
    ModelGate gate = gate();
    try (Socket socket = connect(gate)) {
      send(socket, head(gate, "POST /v1/chat/completions HTTP/1.1", HELLO.length()) + HELLO);
      await().until(() -> !provider.answers().isEmpty());
    }
    provider.answers().get(0).awaitGone();
  }

  @Test
  void anAnswerEndsWithItsSession() throws Exception {
    provider.next(
        to -> {
          to.stream();
          to.text("first");
          to.pause();
          to.text("second");
          to.stay();
        });
    ModelGate gate = gate();
    HttpResponse<InputStream> response =
        client.send(
            request(gate, CHAT).POST(HttpRequest.BodyPublishers.ofString(HELLO)).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    running.clear();
    provider.answers().get(0).goOn();
    assertThatThrownBy(() -> response.body().readAllBytes()).isInstanceOf(IOException.class);
    provider.answers().get(0).awaitGone();
    assertThat(code(post(gate, HELLO))).isEqualTo("401 invalid_api_key");
  }

  @Test
  void anAnswerThatBreaksOffIsNoWholeOneForTheApp() throws Exception {
    provider.next(
        to -> {
          to.raw(
              "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
          to.raw("6\r\ndata: \r\n");
          to.cut();
        });
    ModelGate gate = gate();
    assertThatThrownBy(() -> post(gate, HELLO)).isInstanceOf(IOException.class);
  }

  @Test
  void aStreamWithoutAnEndIsNoWholeAnswerForTheApp() throws Exception {
    ModelGate gate = gate();
    provider.next(
        to -> {
          to.stream();
          to.text("first");
        });
    assertThatThrownBy(() -> post(gate, HELLO)).isInstanceOf(IOException.class);
    String end = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\": \"eos\"}]}\n\n";
    for (String last : List.of(end, "data: [DONE]\r\n\r\n", "data:[DONE]")) {
      provider.next(
          to -> {
            to.stream();
            to.text("first");
            to.raw(last);
          });
      assertThat(post(gate, HELLO).body()).as(last).endsWith(last);
    }
  }

  @Test
  void aSilentModelIsGivenUp() throws Exception {
    provider.next(FakeProvider.Answer::pause);
    ModelGate gate = gate("yera.llm.timeout", "PT1S");
    assertThat(code(post(gate, HELLO))).isEqualTo("504 provider_silent");
    assertThat(gate.used(session).get("fast").requests()).as("by estimate").isEqualTo(1);
  }

  @Test
  void errorsOfAProviderAreToldWithoutWhatIsTheServers() throws Exception {
    ModelGate gate = gate();
    provider.next(FakeProvider.refuses(401, "invalid_api_key", "Incorrect API key: " + KEY));
    HttpResponse<String> response = post(gate, HELLO);
    assertThat(code(response)).isEqualTo("502 provider_refused");
    assertThat(response.body()).doesNotContain("secret");
    provider.next(FakeProvider.refuses(429, "rate_limit_exceeded", "org-1 is over its limit"));
    response = post(gate, HELLO);
    assertThat(code(response)).isEqualTo("429 rate_limit_exceeded");
    assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(response.body()).doesNotContain("org-1");
    provider.next(FakeProvider.refuses(400, "context_length_exceeded", "Too long: " + KEY));
    response = post(gate, HELLO);
    assertThat(code(response)).isEqualTo("400 context_length_exceeded");
    assertThat(response.body()).contains("Too long: ***");
    provider.next(FakeProvider.refuses(500, "x", "trace"));
    assertThat(code(post(gate, HELLO))).isEqualTo("502 provider_failed");
    provider.next(to -> to.whole(302, "text/html", "Location: http://127.0.0.1/\r\n", ""));
    assertThat(code(post(gate, HELLO))).isEqualTo("502 provider_failed");
    provider.next(to -> to.whole(200, "text/html", "", "<html>"));
    assertThat(code(post(gate, HELLO))).isEqualTo("502 provider_failed");
    assertThat(gate.book().uses()).as("what nobody was charged for").isEmpty();
    provider.close();
    assertThat(code(post(gate, HELLO))).isEqualTo("502 provider_unreachable");
  }

  @Test
  void whatAProviderSaysAgainstARequestIsPassedOnInEachForm() throws Exception {
    ModelGate gate = gate();
    for (String said :
        List.of(
            "{\"error\":{\"message\":\"Too long: %s\"}}",
            "[{\"error\":{\"code\":400,\"message\":\"Too long: %s\"}}]",
            "{\"object\":\"error\",\"message\":\"Too long: %s\",\"code\":400}",
            "{\"detail\":\"Too long: %s\"}",
            "{\"error\":\"Too long: %s\"}")) {
      provider.next(to -> to.whole(400, "application/json", "", said.formatted(KEY)));
      HttpResponse<String> response = post(gate, HELLO);
      assertThat(code(response)).as(said).isEqualTo("400 refused");
      assertThat(response.body()).as(said).contains("\"Too long: ***\"");
    }
    for (String said : List.of("[]", "[1]", "{}", "1", "{\"detail\":[]}", "<html>", "")) {
      provider.next(to -> to.whole(400, "application/json", "", said));
      assertThat(post(gate, HELLO).body()).as(said).contains("does not take this request");
    }
  }

  @Test
  void aRefusalOfWhatIsAskedIsNoneOfTheKey() throws Exception {
    ModelGate gate = gate();
    provider.next(FakeProvider.refuses(403, "moderation", "Your input was flagged."));
    HttpResponse<String> response = post(gate, HELLO);
    assertThat(code(response)).isEqualTo("403 moderation");
    assertThat(response.body()).contains("Your input was flagged.");
    for (String said :
        List.of("Your API key was reported.", "You have no permission.", "Wrong organization.")) {
      provider.next(FakeProvider.refuses(403, "x", said));
      response = post(gate, HELLO);
      assertThat(code(response)).as(said).isEqualTo("502 provider_refused");
      assertThat(response.body()).doesNotContain(said);
    }
    provider.next(to -> to.whole(403, "text/html", "", "<html>"));
    assertThat(code(post(gate, HELLO))).isEqualTo("502 provider_refused");
  }

  @Test
  void whatIsOverALimitIsRefusedAsOpenAiWould() throws Exception {
    ModelGate gate =
        gate("yera.llm.max-tokens-per-owner", "11", "yera.llm.max-requests-per-session", "1");
    provider.next(
        to -> {
          to.pause();
          FakeProvider.says("a", "b").answer(to);
        });
    var first =
        client.sendAsync(
            request(gate, CHAT).POST(HttpRequest.BodyPublishers.ofString(HELLO)).build(),
            HttpResponse.BodyHandlers.ofString());
    await().until(() -> !provider.answers().isEmpty());
    assertThat(code(post(gate, HELLO))).isEqualTo("429 rate_limit_exceeded");
    provider.answers().get(0).goOn();
    assertThat(Patience.join(first).statusCode()).isEqualTo(200);
    HttpResponse<String> refused = post(gate, HELLO);
    assertThat(code(refused)).isEqualTo("429 insufficient_quota");
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
    running.put(session, new ModelUser("u x bob", "examples.chat"));
    provider.next(FakeProvider.says("x"));
    assertThat(post(gate, HELLO).statusCode()).as("another owner").isEqualTo(200);
  }

  @Test
  void aBodyThatIsTooLargeOrNoJsonIsRefused() throws Exception {
    ModelGate gate = gate("yera.llm.max-request-bytes", "100KiB");
    String large = HELLO.replace("hi", "x".repeat(200_000));
    assertThat(code(post(gate, large))).isEqualTo("413 request_too_large");
    HttpRequest chunked =
        request(gate, CHAT)
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () ->
                        new java.io.ByteArrayInputStream(
                            large.getBytes(StandardCharsets.US_ASCII))))
            .build();
    assertThat(code(client.send(chunked, HttpResponse.BodyHandlers.ofString())))
        .isEqualTo("413 request_too_large");
    for (String body : List.of("", "[]", "{", HELLO + "x", "[".repeat(90_000), "{\"a\":nul}")) {
      assertThat(code(post(gate, body))).as(body).isEqualTo("400 invalid_json");
    }
    assertThat(provider.asked()).isEmpty();
  }

  @Test
  void onlyModelsAndPathsOfTheServerAreAsked() throws Exception {
    ModelGate gate = gate();
    assertThat(code(post(gate, HELLO.replace("fast", "gpt-5")))).isEqualTo("404 model_not_found");
    assertThat(code(post(gate, "{\"messages\":[]}"))).isEqualTo("404 model_not_found");
    for (String target :
        List.of(
            "/v1/files",
            "/v1/chat/completions/../../admin",
            "/v1/chat/completions?x=1",
            "http://127.0.0.1:1/v1/chat/completions",
            "//evil/v1/chat/completions",
            "/v1/chat/completions#x",
            "/")) {
      assertThat(raw(gate, head(gate, "POST " + target + " HTTP/1.1", 2) + "{}"))
          .as(target)
          .startsWith("HTTP/1.1 404 ");
    }
    assertThat(raw(gate, head(gate, "GET /v1/chat/completions HTTP/1.1", 0)))
        .startsWith("HTTP/1.1 405 ");
    assertThat(raw(gate, head(gate, "GET /v1/models HTTP/1.1", 0)))
        .startsWith("HTTP/1.1 200 ")
        .contains("\"id\":\"fast\"", "\"id\":\"other\"")
        .doesNotContain("gpt-test", "llama");
    assertThat(provider.asked()).isEmpty();
  }

  @Test
  void twoNamesOfAModelAreOne() throws Exception {
    provider.next(FakeProvider.says("x"));
    post(gate(), HELLO.replace("{\"model\"", "{\"model\":\"gpt-secret\",\"model\""));
    assertThat(provider.asked().get(0).body().get("model")).isEqualTo("gpt-test");
  }

  @Test
  void onlyTheTokenOfASessionThatRunsCounts() throws Exception {
    ModelGate gate = gate();
    String right = gate.environment(session).get("OPENAI_API_KEY");
    UUID other = UUID.randomUUID();
    List<String> wrong =
        List.of(
            "",
            "x",
            KEY,
            session.toString(),
            right.replace(session.toString(), other.toString()),
            right + "A",
            right.substring(0, right.length() - 1),
            gate.environment(other).get("OPENAI_API_KEY"),
            gate().environment(session).get("OPENAI_API_KEY"));
    for (String token : wrong) {
      String answer =
          raw(
              gate,
              "POST /v1/chat/completions HTTP/1.1\r\nAuthorization: Bearer "
                  + token
                  + "\r\nContent-Length: 2\r\n\r\n{}");
      assertThat(answer).as(token).startsWith("HTTP/1.1 401 ").contains("invalid_api_key");
    }
    assertThat(raw(gate, "POST /v1/chat/completions HTTP/1.1\r\nContent-Length: 0\r\n\r\n"))
        .startsWith("HTTP/1.1 401 ");
    assertThat(provider.asked()).isEmpty();
  }

  @Test
  void aRequestThatCanBeReadInTwoWaysIsRefused() throws Exception {
    ModelGate gate = gate();
    String begin = head(gate, "POST /v1/chat/completions HTTP/1.1", -1).strip();
    for (String more :
        List.of(
            "Content-Length: 2\r\nContent-Length: 3",
            "Content-Length: 2\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Content-Length: -1",
            "Content-Length: +2",
            "Content-Length: 99999999999999999999",
            " folded: x",
            "No-Colon",
            "Space : x",
            "Authorization: Bearer x",
            "Large: " + "x".repeat(9_000))) {
      assertThat(raw(gate, begin + "\r\n" + more + "\r\n\r\n{}"))
          .as(more)
          .startsWith("HTTP/1.1 400 ");
    }
    assertThat(raw(gate, "GET /v1/models HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(raw(gate, "PRI * HTTP/2.0\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(provider.asked()).isEmpty();
  }

  @Test
  void manyConnectionsThatSayNothingKeepNobodyOut() throws Exception {
    ModelGate gate = gate();
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 400; i++) {
        silent.add(connect(gate));
      }
      provider.next(FakeProvider.says("x"));
      assertThat(post(gate, HELLO).statusCode()).isEqualTo(200);
      silent.get(0).setSoTimeout((int) Patience.PATIENCE.toMillis());
      assertThat(silent.get(0).getInputStream().read()).as("the eldest is closed").isEqualTo(-1);
    } finally {
      for (Socket each : silent) {
        each.close();
      }
    }
  }

  @Test
  void anAnswerLargerThanTheMemoryPasses() throws Exception {
    long pieces = Runtime.getRuntime().maxMemory() / (1 << 20) / 8;
    String piece = "x".repeat(1 << 20);
    provider.next(
        to -> {
          to.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"x\":\"");
          for (long i = 0; i < Math.min(pieces, 64); i++) {
            to.raw(piece);
          }
          to.raw("\",\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}");
          to.cut();
        });
    ModelGate gate = gate();
    HttpResponse<InputStream> response =
        client.send(
            request(gate, CHAT).POST(HttpRequest.BodyPublishers.ofString(HELLO)).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    long length = 0;
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = response.body()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        length += n;
      }
    }
    assertThat(length).isGreaterThan(Math.min(pieces, 64) << 20);
    assertThat(gate.book().uses()).containsValue(new TokenBook.Count(1, 1));
  }

  @Test
  void anAppWithoutANetworkUsesTheSocketInTheFileSystem() throws Exception {
    provider.next(FakeProvider.says("x"));
    ModelGate gate = gate();
    Path socket = Path.of(gate.environment(session).get("YERA_LLM_SOCKET"));
    assertThat(socket.getParent()).isEqualTo(gate.folder().orElseThrow());
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      String request = head(gate, "POST /v1/chat/completions HTTP/1.1", HELLO.length()) + HELLO;
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      ByteBuffer buffer = ByteBuffer.allocate(4096);
      while (channel.read(buffer.clear()) >= 0) {
        all.write(buffer.array(), 0, buffer.position());
      }
      assertThat(all.toString(StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 ")
          .contains("[DONE]");
    }
  }

  @Test
  void withoutModelsThereIsNothing() {
    ModelGate gate = NoModels.gate();
    assertThat(gate.environment(session)).isEmpty();
    assertThat(gate.folder()).isEmpty();
  }

  @Test
  void whatASessionUsedIsToldOnceWithItsCost() throws Exception {
    ModelGate gate = gate("yera.llm.fast.input-price", "0.25", "yera.llm.fast.output-price", "2");
    assertThat(gate.used(session)).isEmpty();
    for (int i = 0; i < 2; i++) {
      provider.next(FakeProvider.says("Hel", "lo"));
      post(gate, HELLO);
    }
    assertThat(gate.used(UUID.randomUUID())).as("of another session").isEmpty();
    assertThat(gate.used(session))
        .isEqualTo(Map.of("fast", new ModelUse(2, 18, 4, 0.000013, "USD")));
    assertThat(gate.used(session)).isEmpty();
  }

  /** Its answers have the tokens in the last event with a choice. */
  @Test
  void mistralIsNotAskedForTokensAndTheyAreCounted() throws Exception {
    ModelGate gate = gate("yera.llm.fast.provider", "mistral");
    provider.next(
        to -> {
          to.stream();
          to.text("Hello");
          to.raw(
              "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\"}],"
                  + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}\n\ndata: [DONE]\n\n");
        });
    String body = HELLO.replace("{", "{\"stream_options\":{\"include_usage\":true},");
    assertThat(post(gate, body).body()).contains("Hello", "\"finish_reason\":\"stop\"");
    assertThat(provider.asked().get(0).body().containsKey("stream_options")).isFalse();
    assertThat(gate.used(session)).isEqualTo(Map.of("fast", new ModelUse(1, 7, 3, null, null)));
  }

  @Test
  void azureHasItsKeyInAHeaderOfItsOwn() throws Exception {
    ModelGate gate = gate("yera.llm.fast.provider", "azure");
    provider.next(FakeProvider.says("Hello"));
    post(gate, HELLO);
    assertThat(provider.asked().get(0).head())
        .contains("api-key: " + KEY)
        .doesNotContain("Authorization");
  }

  @Test
  void withoutPricesThereIsNoCost() throws Exception {
    ModelGate gate = gate();
    provider.next(FakeProvider.says("Hel", "lo"));
    post(gate, HELLO);
    assertThat(gate.used(session)).isEqualTo(Map.of("fast", new ModelUse(1, 9, 2, null, null)));
  }

  @ParameterizedTest
  @CsvSource({
    "yera.llm.fast.input-price, -1",
    "yera.llm.fast.output-price, 1e999999999",
    "yera.llm.currency, <b>",
    "yera.llm.other.provider, oolama",
    "yera.llm.other.provider, Ollama",
  })
  void whatNobodyCanMeanIsRefused(String key, String value) {
    assertThatThrownBy(() -> gate(key, value))
        .isInstanceOf(BadSettingException.class)
        .hasMessageContaining(key);
  }

  @Test
  void aProviderWithoutAnAddressOfItsOwnNeedsOne() {
    assertThatThrownBy(() -> gate("yera.llm.other.provider", "azure"))
        .hasMessageContaining("yera.llm.other.base-url is missing");
  }

  @Test
  void aKeyCanBeInAFile() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "sk-from-file\n");
    provider.next(FakeProvider.says("x"));
    post(gate("yera.llm.fast.key", "", "yera.llm.fast.key-file", key.toString()), HELLO);
    assertThat(provider.asked().get(0).head()).contains("Bearer sk-from-file\r\n");
  }

  private Socket connect(ModelGate gate) throws IOException {
    int port = URI.create(gate.environment(session).get("OPENAI_BASE_URL")).getPort();
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** A head with the right token; without a length if that is negative. */
  private String head(ModelGate gate, String first, int length) {
    return first
        + "\r\nHost: x\r\nAuthorization: Bearer "
        + gate.environment(session).get("OPENAI_API_KEY")
        + (length < 0 ? "" : "\r\nContent-Length: " + length)
        + "\r\n\r\n";
  }

  private String raw(ModelGate gate, String request) throws IOException {
    try (Socket socket = connect(gate)) {
      socket.setSoTimeout((int) Patience.PATIENCE.toMillis());
      send(socket, request);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
