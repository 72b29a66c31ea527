package dev.yera.model;

import dev.yera.Patience;
import dev.yera.event.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A server that speaks OpenAI's protocol, in the shapes that OpenAI and Ollama answer with: one
 * request for each connection, answered by the next script. It notices when its client goes away.
 */
public final class FakeProvider implements AutoCloseable {
  /** Answers a request. */
  public interface Script {
    void answer(Answer to) throws IOException;
  }

  /**
   * A request as it came.
   *
   * @param head its first line and its headers
   * @param body its JSON
   */
  public record Asked(String head, Map<?, ?> body) {}

  private final ServerSocket server;
  private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final List<Answer> answers = new CopyOnWriteArrayList<>();

  /** One that listens already. */
  public FakeProvider() throws IOException {
    server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    thread(this::accept);
  }

  private static void thread(Runnable task) {
    Thread thread = new Thread(task, "provider");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        thread(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String head = head(in);
      int length =
          head.lines()
              .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
              .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
              .sum();
      Map<?, ?> body = (Map<?, ?>) Json.read(in.readNBytes(length));
      Answer answer = new Answer(socket);
      answers.add(answer);
      asked.add(new Asked(head, body));
      thread(
          () -> {
            try {
              answer.gone.complete(in.read() < 0);
            } catch (IOException reset) {
              answer.gone.complete(true);
            }
          });
      scripts.take().answer(answer);
    } catch (IOException gone) {
      return; // the test looks at its own end
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("no request");
      }
      head.append((char) c);
    }
    return head.toString();
  }

  /** What the next request that has no script yet is answered with. */
  public FakeProvider next(Script script) {
    scripts.add(script);
    return this;
  }

  /** The address for {@code base-url}. */
  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
  }

  /** All requests so far. */
  public List<Asked> asked() {
    return asked;
  }

  /** Of each request. */
  public List<Answer> answers() {
    return answers;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Answer each : answers) {
      each.cut();
    }
  }

  /** An answer on its way. */
  public static final class Answer {
    private final Socket socket;
    private final CompletableFuture<Boolean> gone = new CompletableFuture<>();
    private final CompletableFuture<Void> goOn = new CompletableFuture<>();

    private Answer(Socket socket) {
      this.socket = socket;
    }

    /** Bytes as they are. */
    public void raw(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    /** A whole answer; the connection is closed behind it. */
    public void whole(int status, String type, String more, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      raw(
          "HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %d\r\n%sConnection: close\r\n\r\n"
              .formatted(status, type, bytes.length, more));
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    /** The beginning of a stream of events. */
    public void stream() throws IOException {
      raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
    }

    /** A chunk of a streamed answer with this delta. */
    public void delta(Map<String, ?> delta) throws IOException {
      event(chunk(List.of(choice(delta, null)), null));
    }

    /** Some text. */
    public void text(String content) throws IOException {
      delta(Map.of("content", content));
    }

    /** Some texts, each in a chunk of its own, in one write. */
    public void together(String... contents) throws IOException {
      StringBuilder all = new StringBuilder();
      for (String content : contents) {
        all.append(frame(chunk(List.of(choice(Map.of("content", content), null)), null)));
      }
      raw(all.toString());
    }

    /** The end of an answer, the tokens that it took, and the mark behind it. */
    public void end(String reason, int prompt, int completion) throws IOException {
      event(chunk(List.of(choice(Map.of(), reason)), null));
      event(
          chunk(
              List.of(),
              Map.of(
                  "prompt_tokens",
                  prompt,
                  "completion_tokens",
                  completion,
                  "total_tokens",
                  prompt + completion)));
      raw("data: [DONE]\n\n");
    }

    private static Map<String, Object> choice(Map<String, ?> delta, String reason) {
      Map<String, Object> choice = new LinkedHashMap<>();
      choice.put("index", 0);
      choice.put("delta", delta);
      choice.put("logprobs", null);
      choice.put("finish_reason", reason);
      return choice;
    }

    private static Map<String, Object> chunk(List<?> choices, Map<String, ?> usage) {
      Map<String, Object> chunk = new LinkedHashMap<>();
      chunk.put("id", "chatcmpl-1");
      chunk.put("object", "chat.completion.chunk");
      chunk.put("created", 1_764_400_000);
      chunk.put("model", "gpt-test");
      chunk.put("choices", choices);
      chunk.put("usage", usage);
      return chunk;
    }

    private void event(Map<String, ?> chunk) throws IOException {
      raw(frame(chunk));
    }

    private static String frame(Map<String, ?> chunk) {
      return "data: " + Json.text(chunk) + "\n\n";
    }

    /** Waits for {@link #goOn}, or until the client has gone. */
    public void pause() {
      CompletableFuture.anyOf(goOn, gone).join();
    }

    /** Waits until the client has gone, in the script's own thread. */
    public void stay() {
      gone.join();
    }

    /** Ends a pause. */
    public void goOn() {
      goOn.complete(null);
    }

    /** Waits until the client has gone. */
    public void awaitGone() {
      Patience.join(gone);
    }

    /** Closes the connection, wherever the answer is. */
    public void cut() throws IOException {
      socket.close();
    }
  }

  /** One that calls a tool of the app, after these words; none if they are empty. */
  public static Script calls(String words, String tool, String arguments) {
    return to -> {
      to.stream();
      if (!words.isEmpty()) {
        to.text(words);
      }
      to.delta(
          Map.of(
              "tool_calls",
              List.of(
                  Map.of(
                      "index",
                      0,
                      "id",
                      "call_1",
                      "function",
                      Map.of("name", tool, "arguments", arguments)))));
      to.end("tool_calls", 5, 5);
    };
  }

  /** A streamed answer of these pieces. */
  public static Script says(String... pieces) {
    return to -> {
      to.stream();
      to.delta(Map.of("role", "assistant", "content", ""));
      for (String piece : pieces) {
        to.text(piece);
      }
      to.end("stop", 9, pieces.length);
    };
  }

  /** An error as OpenAI tells it. */
  public static Script refuses(int status, String code, String message) {
    return to ->
        to.whole(
            status,
            "application/json",
            "Retry-After: 7\r\n",
            Json.text(Map.of("error", Map.of("message", message, "type", "x", "code", code))));
  }
}
