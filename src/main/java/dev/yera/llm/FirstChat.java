package dev.yera.llm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A chat that a worker for such apps has with itself while it waits for its app, so that the first
 * answer of a model comes as quickly as the others. Nobody sees it, and no model is asked: what
 * answers is a socket of this process. The class-data archive holds its classes.
 */
final class FirstChat {
  private static final String ANSWER =
      """
      HTTP/1.1 200 OK
      Content-Type: text/event-stream
      Connection: close

      data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"rehearsal","choices":[{"index":0,"delta":{"role":"assistant","content":"Yes."},"finish_reason":null}]}

      data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"rehearsal","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}

      data: [DONE]

      """;

  /** So many that most of what each of them runs through is compiled. */
  private static final int TURNS = 10;

  private FirstChat() {}

  /** The last answer that was rehearsed; if there is none, a session does without. */
  static String rehearse() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread model = new Thread(null, () -> answer(server), "rehearsal");
      model.setDaemon(true);
      model.start();
      String url = "http://%s:%d/v1".formatted(host(server), server.getLocalPort());
      Model itself = Model.in(Map.of("OPENAI_BASE_URL", url), "rehearsal");
      Memory memory = new Memory("You are rehearsing.");
      String said = "";
      for (int i = 0; i < TURNS; i++) {
        said = Llm.chat(itself, memory, "Are you there?");
      }
      return said;
    }
  }

  private static String host(ServerSocket server) {
    return server.getInetAddress().getHostAddress();
  }

  private static void answer(ServerSocket server) {
    for (int i = 0; i < TURNS; i++) {
      try (Socket socket = server.accept()) {
        answer(socket);
      } catch (IOException over) {
        return; // the chat has ended by then, or ends by it
      }
    }
  }

  private static void answer(Socket socket) throws IOException {
    BufferedReader request =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    int length = 0;
    for (String line = request.readLine();
        line != null && !line.isEmpty();
        line = request.readLine()) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    // A byte for each character. What is not read of it could cut the answer.
    var unused = request.skip(length);
    socket
        .getOutputStream()
        .write(ANSWER.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
