package dev.yera.llm;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.yera.app.AppInterrupted;
import dev.yera.app.Prose;
import dev.yera.app.Upload;
import dev.yera.app.Yera;
import dev.yera.event.block.Level;
import dev.yera.event.block.Speaker;
import dev.yera.event.json.MalformedJsonException;
import java.util.List;
import java.util.function.Consumer;

/**
 * What an app does with a language model, to be imported statically beside {@link Yera}. On the
 * app's own thread: an interrupt by the user ends the request at the provider and throws {@link
 * dev.yera.app.AppInterrupted}.
 */
public final class Llm {
  /** Answers of a model to one prompt, with tools in between. */
  private static final int MOST_ROUNDS = 20;

  private static final String NOT_DONE = "It was not done.";

  private Llm() {}

  /**
   * Asks a model, and shows its answer token by token as a block with the role {@code assistant}.
   * The first time the memory's system prompt is shown; each use of a tool is an action.
   *
   * @param memory gets the prompt and the answer; of one that was stopped, what there was, and
   *     nothing if the model has said nothing yet
   * @return the whole answer, in Markdown
   * @throws ModelException if there is no answer; the user has been told by then
   */
  public static String chat(Model model, Memory memory, String prompt) {
    showSystem(memory);
    return answer(model, memory, UserMessage.from(prompt));
  }

  /**
   * Asks a model about files, see {@link #ask(Model, Memory, Documents, String)}.
   *
   * @param files what the user gave
   */
  public static String ask(Model model, List<Upload> files, String question) {
    return ask(model, new Memory(), new Documents(files), question);
  }

  /**
   * Asks a model about files, and shows its answer as {@link #chat} does. The user sees which files
   * it is from.
   *
   * @param memory gets the question without what was found, and the answer
   * @param documents may be empty, which makes it a chat
   * @throws ModelException if there is no answer; the user has been told by then
   */
  public static String ask(Model model, Memory memory, Documents documents, String question) {
    UserMessage whole = UserMessage.from(documents.prompt(question));
    showSystem(memory);
    try {
      return answer(model, memory, whole);
    } finally {
      memory.replace(whole, UserMessage.from(documents.asked(question)));
    }
  }

  private static void showSystem(Memory memory) {
    String system = memory.showSystem();
    if (!system.isEmpty()) {
      Yera.systemPrompt(system);
    }
  }

  /** A prompt without an answer would be in the way of each later one. */
  private static String answer(Model model, Memory memory, UserMessage prompt) {
    List<ChatMessage> before = memory.messages();
    memory.add(prompt);
    try {
      return answer(model, memory);
    } catch (ModelException | AppInterrupted e) {
      List<ChatMessage> all = memory.messages();
      ChatMessage last = all.get(all.size() - 1);
      boolean isRefused =
          e instanceof ModelException problem && problem.reason() == ModelException.Reason.REFUSED;
      if (last == prompt || (isRefused && last instanceof ToolExecutionResultMessage)) {
        memory.backTo(before);
      }
      throw e;
    }
  }

  private static String answer(Model model, Memory memory) {
    Toolbox tools = new Toolbox(model.tools());
    StringBuilder whole = new StringBuilder();
    for (int i = 0; i < MOST_ROUNDS; i++) {
      ChatRequest.Builder request = ChatRequest.builder().messages(memory.all());
      if (!tools.specifications().isEmpty()) {
        request.toolSpecifications(tools.specifications());
      }
      AiMessage answer =
          ModelTurn.ask(
              model, request.build(), shown(), partial -> memory.add(AiMessage.from(partial)));
      memory.add(answer);
      if (answer.text() != null) {
        whole.append(answer.text());
      }
      if (!answer.hasToolExecutionRequests()) {
        return whole.toString();
      }
      use(tools, answer.toolExecutionRequests(), memory);
    }
    String problem = "The language model has used tools %d times.".formatted(MOST_ROUNDS);
    Yera.notice(problem, Level.ERROR);
    throw new ModelException(ModelException.Reason.UNFIT, problem, null);
  }

  /** Begins its block with the first piece: a model that uses a tool may say nothing before. */
  private static Consumer<String> shown() {
    return new Consumer<>() {
      private Prose block;

      @Override
      public void accept(String piece) {
        if (piece.isEmpty()) {
          return;
        }
        if (block == null) {
          block = Yera.says(Speaker.ASSISTANT);
        }
        block.append(piece);
      }
    };
  }

  /** A model does not go on from a request for a tool without its result. */
  private static void use(Toolbox tools, List<ToolExecutionRequest> requests, Memory memory) {
    int done = 0;
    try {
      for (ToolExecutionRequest each : requests) {
        String result = tools.use(each);
        memory.add(ToolExecutionResultMessage.from(each, result));
        done++;
      }
    } finally {
      for (ToolExecutionRequest each : requests.subList(done, requests.size())) {
        memory.add(ToolExecutionResultMessage.from(each, NOT_DONE));
      }
    }
  }

  /**
   * Reads a text into a record. One without lists and other records can then be shown to be
   * corrected: {@code confirm(fill(model, Booking.class, text))}.
   *
   * @param type a record of String, boolean, int, long, double, LocalDate, enums, records, and
   *     lists of them; the names of its components say what is looked for
   * @throws ModelException if there is no answer, or none that fits; the user has been told by then
   */
  public static <R extends Record> R fill(Model model, Class<R> type, String text) {
    ChatRequest request =
        ChatRequest.builder()
            .messages(
                UserMessage.from(
                    "Extract the data from this text. Answer in JSON alone.\n\n" + text))
            .responseFormat(
                ResponseFormat.builder()
                    .type(ResponseFormatType.JSON)
                    .jsonSchema(RecordAnswer.schema(type))
                    .build())
            .build();
    AiMessage answer = ModelTurn.ask(model, request, piece -> {}, partial -> {});
    try {
      return RecordAnswer.read(String.valueOf(answer.text()), type);
    } catch (IllegalArgumentException | MalformedJsonException e) {
      String problem = "The language model's answer does not fit: " + e.getMessage();
      Yera.notice(problem, Level.ERROR);
      throw new ModelException(ModelException.Reason.UNFIT, problem, e);
    }
  }
}
