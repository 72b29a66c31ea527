package dev.yera.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.yera.app.Yera;
import dev.yera.event.block.Level;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * One answer of a model, on the app's own thread. What is busy is asked again, and the user told;
 * what cannot be had is a notice and an exception.
 */
final class ModelTurn implements StreamingChatResponseHandler {
  private static final int TRIES = 3;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final Consumer<String> pieces;
  private final GateClient client;
  private final StringBuilder said = new StringBuilder();

  /** What was said and is not told yet: pieces that come together are told together. */
  private final StringBuilder untold = new StringBuilder();

  private ChatResponse response;
  private Throwable fault;

  private ModelTurn(Model model, Consumer<String> pieces) {
    this.client = model.client(this::tell);
    this.pieces = pieces;
  }

  /**
   * Asks.
   *
   * @param pieces takes the text as it comes
   * @param partial takes what was said of an answer that is not there whole, before this throws
   * @throws ModelException if there is no answer
   * @throws dev.yera.app.AppInterrupted if the user stops it
   */
  static AiMessage ask(
      Model model, ChatRequest request, Consumer<String> pieces, Consumer<String> partial) {
    for (int i = 1; ; i++) {
      ModelTurn turn = new ModelTurn(model, pieces);
      boolean isWhole = false;
      try {
        turn.run(model, request);
        isWhole = turn.fault == null;
        if (isWhole) {
          return something(turn.response.aiMessage());
        }
      } finally {
        if (!isWhole && turn.said.length() > 0) {
          partial.accept(turn.said.toString());
        }
      }
      ModelException problem = turn.problem();
      if (i == TRIES || !turn.mayTryAgain(problem)) {
        Yera.notice(problem.getMessage(), Level.ERROR);
        throw problem;
      }
      turn.await(i);
    }
  }

  /** Providers take no message with nothing in it, and so no later question. */
  private static AiMessage something(AiMessage answer) {
    if (answer.text() == null && !answer.hasToolExecutionRequests()) {
      String problem = "The language model has said nothing.";
      Yera.notice(problem, Level.ERROR);
      throw new ModelException(ModelException.Reason.UNFIT, problem, null);
    }
    return answer;
  }

  private void run(Model model, ChatRequest request) {
    try {
      model.ask(request, client, this);
    } catch (RuntimeException e) {
      onError(e);
    } finally {
      client.close();
    }
    if (fault instanceof Error error) {
      throw error; // the app is to end
    }
    if (fault instanceof Stopped stopped) {
      throw stopped.by;
    }
    Interrupts.check();
    if (fault == null && response == null) {
      fault = new IllegalStateException("the answer has no end");
    }
  }

  /** What the app's own output threw, which LangChain4j would take for a fault of the model. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final RuntimeException by;

    Stopped(RuntimeException by) {
      super(by);
      this.by = by;
    }
  }

  @Override
  public void onPartialResponse(String piece) {
    if (fault != null) {
      return;
    }
    said.append(piece);
    untold.append(piece);
  }

  private void tell() {
    if (fault != null || untold.length() == 0) {
      return;
    }
    String text = untold.toString();
    untold.setLength(0);
    try {
      pieces.accept(text);
    } catch (RuntimeException e) {
      fault = new Stopped(e);
      client.close();
    } catch (Error e) {
      fault = e;
      client.close();
    }
  }

  @Override
  public void onCompleteResponse(ChatResponse complete) {
    response = complete;
  }

  @Override
  public void onError(Throwable error) {
    if (fault == null && response == null) {
      fault = error;
    }
  }

  private boolean mayTryAgain(ModelException problem) {
    return problem.reason() == ModelException.Reason.BUSY
        && said.length() == 0
        && client.retryAfter().compareTo(LONGEST_WAIT) <= 0;
  }

  private void await(int tries) {
    Duration wait = client.retryAfter().isZero() ? Duration.ofSeconds(tries) : client.retryAfter();
    Yera.notice(
        "The language model is busy. It is asked again in %d s.".formatted(wait.toSeconds()),
        Level.WARNING);
    Yera.sleep(wait);
  }

  private ModelException problem() {
    if (fault instanceof ModelException own) {
      return own;
    }
    int status = 0;
    Object error = null;
    String silent = "The language model does not answer.";
    Throwable each = fault;
    for (int depth = 0; each != null && depth < 10 && status == 0; depth++) {
      if (each instanceof HttpException http) {
        status = http.statusCode();
        error = AnswerEvents.error(http.getMessage());
      } else if (each instanceof SSLException) {
        silent = "There is no secure connection to the language model.";
      }
      each = each.getCause();
    }
    Object code = error instanceof Map<?, ?> members ? members.get("code") : null;
    Object message = error instanceof Map<?, ?> members ? members.get("message") : error;
    return new ModelException(
        reason(status, String.valueOf(code)),
        message instanceof String said && !said.isBlank() ? said : silent,
        fault);
  }

  private static ModelException.Reason reason(int status, String code) {
    return switch (status) {
      case 429 ->
          code.equals("insufficient_quota")
              ? ModelException.Reason.NO_TOKENS
              : ModelException.Reason.BUSY;
      case 503 -> ModelException.Reason.BUSY;
      case 504 -> ModelException.Reason.SILENT;
      case 404 ->
          code.equals("model_not_found")
              ? ModelException.Reason.NO_MODEL
              : ModelException.Reason.REFUSED;
      case 400, 401, 403, 409, 413, 415, 422 -> ModelException.Reason.REFUSED;
      default -> ModelException.Reason.FAILED;
    };
  }
}
