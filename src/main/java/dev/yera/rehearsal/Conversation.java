package dev.yera.rehearsal;

import dev.yera.event.json.Json;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** One session from its beginning to its end, as a user's browser has it. */
final class Conversation {
  private static final String SESSIONS = "/api/sessions";
  private static final String DATA = "data:";
  private static final String QUESTION = "text_input";
  private static final String EXIT = "exit";
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;

  private final OwnServer server;
  private final String app;
  private final int most;

  /**
   * One with this app.
   *
   * @param most answers
   */
  Conversation(OwnServer server, String app, int most) {
    this.server = server;
    this.app = app;
    this.most = most;
  }

  /**
   * Has it.
   *
   * @param goesOn asked before each answer; a conversation that does not go on is left as it is
   * @param answered is run after each answer and what it causes
   * @throws IOException if the server does not do what it should
   */
  void hold(BooleanSupplier goesOn, Runnable answered) throws IOException {
    server.ask("GET", "/", null, OK);
    server.ask("GET", "/api/apps", null, OK);
    String create = Json.text(Map.of("app_id", app, "kwargs", Map.of("text", "rehearsal")));
    Map<?, ?> created = (Map<?, ?>) Json.read(bytes(server.ask("POST", SESSIONS, create, CREATED)));
    String session = SESSIONS + "/" + created.get("session_id");
    HttpURLConnection stream = server.stream(session + "/stream");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
      int answers = 0;
      Map<?, ?> question = next(lines, QUESTION);
      while (answers < most && goesOn.getAsBoolean()) {
        String answer =
            Json.text(
                Map.of(
                    "blockId", question.get("block_id"), "blockType", QUESTION, "value", "again"));
        server.ask("POST", session + "/interactions", answer, ACCEPTED);
        question = next(lines, QUESTION);
        answers++;
        answered.run();
      }
      if (goesOn.getAsBoolean()) {
        server.ask("GET", session, null, OK);
        server.ask("POST", session + "/end", "{}", ACCEPTED);
        next(lines, EXIT);
        server.ask("DELETE", session, null, NO_CONTENT);
      }
    } finally {
      stream.disconnect();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<?, ?> next(BufferedReader lines, String type) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(DATA)
          && Json.read(bytes(line.substring(DATA.length()))) instanceof Map<?, ?> event
          && type.equals(event.get("block_type"))) {
        return event;
      }
    }
    throw new EOFException("the stream ended before " + type);
  }
}
