package dev.yera.model;

import dev.yera.event.json.Json;
import dev.yera.event.json.MalformedJsonException;
import dev.yera.server.MachineTrust;
import dev.yera.settings.ModelSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;

/** Asks providers. What they say against us is told without what is ours. Thread-safe. */
final class ModelProvider {
  private static final Logger LOG = Logger.getLogger(ModelProvider.class.getName());
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int LONGEST_FAULT = 64 * 1024;
  private static final int LONGEST_WORDS = 2000;
  private static final long LONGEST_WAIT = 3600;

  /** What a provider that refuses with 403 may say, if it is not the content. */
  private static final List<String> OF_THE_KEY =
      List.of("key", "auth", "credential", "permission", "access", "account", "organization");

  private final HttpClient client;

  ModelProvider(Executor threads) {
    this(threads, MachineTrust.context());
  }

  /**
   * One that nothing was asked of yet.
   *
   * @param trust whose certificates count; the default's where it is empty
   */
  ModelProvider(Executor threads, Optional<SSLContext> trust) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(threads);
    trust.ifPresent(builder::sslContext);
    client = builder.build();
  }

  /**
   * Sends a request; to cancel it ends it at the provider.
   *
   * @param path one of the gate's own, never an app's
   */
  CompletableFuture<HttpResponse<InputStream>> send(ModelSettings model, String path, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(model.baseUrl() + path))
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream, application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!model.key().isEmpty()) {
      request.header(model.keyHeader(), model.keyValue());
    }
    return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /** What to tell an app of an answer that is none. */
  static GateRefusal refusal(ModelSettings model, HttpResponse<InputStream> response)
      throws IOException {
    Said said;
    try (InputStream in = response.body()) {
      said = said(in.readNBytes(LONGEST_FAULT), model);
    }
    int status = response.statusCode();
    LOG.log(Level.FINE, "The model {0} was refused with {1}", new Object[] {model.name(), status});
    switch (status) {
      case 401, 403 -> {
        if (status == 403 && said.message().filter(ModelProvider::isOfTheRequest).isPresent()) {
          return GateRefusal.wrong(
              status, said.code().orElse("refused"), said.message().orElseThrow());
        }
        LOG.log(
            Level.WARNING,
            "The provider of the model {0} refuses its key ({1}): see yera.llm.{0}.key",
            new Object[] {model.name(), status});
        return GateRefusal.fault(
            502, "provider_refused", "The model's provider refuses the key of this server.");
      }
      case 429 -> {
        return GateRefusal.limit(
            "requests",
            said.code().orElse("rate_limit_exceeded"),
            "The model's provider takes no more requests now.",
            wait(response));
      }
      case 400, 404, 409, 413, 415, 422 -> {
        return GateRefusal.wrong(
            status,
            said.code().orElse("refused"),
            said.message().orElse("The model's provider does not take this request."));
      }
      default -> {
        return GateRefusal.fault(
            status == 503 ? 503 : 502,
            "provider_failed",
            "The model's provider answered with status %d.".formatted(status));
      }
    }
  }

  private record Said(Optional<String> code, Optional<String> message) {}

  private static Said said(byte[] body, ModelSettings model) {
    Map<?, ?> members = Map.of();
    try {
      Object read = Json.read(body);
      Object first = read instanceof List<?> list && !list.isEmpty() ? list.get(0) : read;
      members = first instanceof Map<?, ?> said ? said : members;
    } catch (MalformedJsonException noJson) {
      LOG.log(Level.FINE, "A provider''s error is no JSON", noJson);
    }
    Map<?, ?> error = members.get("error") instanceof Map<?, ?> own ? own : members;
    Optional<String> code = text(error.get("code")).filter(ModelProvider::isWord);
    Optional<String> message =
        text(error.get("message"))
            .or(() -> text(error.get("error")))
            .or(() -> text(error.get("detail")))
            .map(text -> model.key().isEmpty() ? text : text.replace(model.key(), "***"))
            .map(text -> text.length() > LONGEST_WORDS ? text.substring(0, LONGEST_WORDS) : text);
    return new Said(code, message);
  }

  private static Optional<String> text(Object value) {
    return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
  }

  /** Whether it says nothing of the key and what that may do. */
  private static boolean isOfTheRequest(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return OF_THE_KEY.stream().noneMatch(lower::contains);
  }

  private static boolean isWord(String text) {
    return text.length() <= 50 && text.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z'));
  }

  private static Duration wait(HttpResponse<?> response) {
    String text = response.headers().firstValue("Retry-After").orElse("");
    boolean isNumber =
        !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber
        ? Duration.ofSeconds(Math.min(LONGEST_WAIT, Long.parseLong(text)))
        : Duration.ZERO;
  }

  /** What to tell an app if there is no answer at all. */
  static GateRefusal unreachable(ModelSettings model, Throwable why) {
    Unreachable cause = new Unreachable(why);
    LOG.log(
        Level.WARNING,
        "The provider of the model {0} cannot be reached: {1}",
        new Object[] {model.name(), cause.why(model.baseUrl().getHost())});
    return GateRefusal.fault(
        502,
        "provider_unreachable",
        cause.isInsecure()
            ? "There is no secure connection to the model's provider."
            : "The model's provider cannot be reached.");
  }
}
