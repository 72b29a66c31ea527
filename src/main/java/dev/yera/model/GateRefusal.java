package dev.yera.model;

import dev.yera.event.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why a request is not answered by a model, as OpenAI's clients expect to be told. */
final class GateRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final String code;
  private final Duration retryAfter;

  private GateRefusal(int status, String type, String code, String message, Duration retryAfter) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** The request is wrong. */
  static GateRefusal wrong(int status, String code, String message) {
    return new GateRefusal(status, "invalid_request_error", code, message, Duration.ZERO);
  }

  /** There is a limit; after this time it may be another matter. */
  static GateRefusal limit(String type, String code, String message, Duration retryAfter) {
    return new GateRefusal(429, type, code, message, retryAfter);
  }

  /** It is the server's or the provider's fault. */
  static GateRefusal fault(int status, String code, String message) {
    return new GateRefusal(status, "server_error", code, message, Duration.ZERO);
  }

  int status() {
    return status;
  }

  /** Zero for none. */
  Duration retryAfter() {
    return retryAfter;
  }

  /** As OpenAI writes it. */
  byte[] body() {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", getMessage());
    error.put("type", type);
    error.put("param", null);
    error.put("code", code);
    return Json.bytes(Map.of("error", error));
  }
}
