package dev.yera.llm;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.yera.event.json.Json;
import dev.yera.event.json.MalformedJsonException;
import java.io.EOFException;
import java.util.Map;

/** The events of a streamed answer on their way: one with an error, or without an end, is none. */
final class AnswerEvents implements ServerSentEventListener {
  private static final String ERROR = "error";
  private static final String FINISH = "\"finish_reason\"";

  private final ServerSentEventListener to;
  private final Runnable beforeError;
  private boolean isFinished;
  private boolean isFaulty;

  /**
   * Of an answer that has not begun.
   *
   * @param beforeError is run when all that came before an error was told
   */
  AnswerEvents(ServerSentEventListener to, Runnable beforeError) {
    this.to = to;
    this.beforeError = beforeError;
  }

  @Override
  public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
    String data = event.data();
    if (isFaulty) {
      return;
    }
    if (ERROR.equals(event.event()) || isError(data)) {
      onError(fault(data));
      return;
    }
    isFinished = isFinished || data.equals("[DONE]") || finishes(data);
    to.onEvent(event, context);
  }

  @Override
  public void onError(Throwable error) {
    isFaulty = true;
    beforeError.run();
    to.onError(error);
  }

  /** Nothing more comes. */
  void end() {
    if (!isFinished && !isFaulty) {
      onError(new EOFException("the answer of the model has no end"));
    }
    if (!isFaulty) {
      to.onClose();
    }
  }

  /** What an answer that is an error comes to, though its status is 200. */
  static HttpException fault(String said) {
    Object code = error(said) instanceof Map<?, ?> error ? error.get("code") : null;
    int status =
        switch (String.valueOf(code)) {
          case "rate_limit_exceeded", "insufficient_quota" -> 429;
          case "context_length_exceeded" -> 400;
          default ->
              code instanceof Number number && number.intValue() >= 400 && number.intValue() < 600
                  ? number.intValue()
                  : 502;
        };
    return new HttpException(status, said);
  }

  /** The member of that name, an object or a text as a rule; null for none. */
  static Object error(String json) {
    try {
      return Json.read(json) instanceof Map<?, ?> members ? members.get(ERROR) : null;
    } catch (MalformedJsonException noJson) {
      return null;
    }
  }

  private static boolean isError(String data) {
    return data.contains("\"error\"") && error(data) != null;
  }

  /** Whether it gives a reason, whichever; within a text the quotes would be escaped. */
  private static boolean finishes(String data) {
    int at = data.indexOf(FINISH);
    if (at < 0) {
      return false;
    }
    String value = data.substring(data.indexOf(':', at) + 1).stripLeading();
    return value.startsWith("\"") && !value.startsWith("\"\"");
  }
}
