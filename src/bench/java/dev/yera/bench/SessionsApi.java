package dev.yera.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The four requests of a client, on one connection. For one thread. */
public final class SessionsApi implements Closeable {
  private static final Pattern SESSION_ID = Pattern.compile("\"session_id\":\"([^\"]+)\"");
  private static final Pattern LAST_EVENT_ID = Pattern.compile("\"last_event_id\":(\\d+)");
  private static final String SESSIONS = "/api/sessions";

  private final HttpConnection connection;

  /** Of a server at this address; connects when it is first asked. */
  public SessionsApi(InetSocketAddress address) {
    connection = new HttpConnection(address);
  }

  /**
   * Creates a session.
   *
   * @param kwargs a JSON object
   * @return its id
   */
  public String create(String app, String kwargs) throws IOException {
    String body = "{\"app_id\":\"" + app + "\",\"kwargs\":" + kwargs + "}";
    return find(SESSION_ID, connection.post(SESSIONS, body).expect(201).body());
  }

  /** Answers a text input; the status says what came of it. */
  public int answer(String session, String block, String value) throws IOException {
    String body =
        "{\"blockId\":\"%s\",\"value\":\"%s\",\"blockType\":\"text_input\"}"
            .formatted(block, value);
    return connection.post(SESSIONS + "/" + session + "/interactions", body).status();
  }

  /** The number of the session's last event so far. */
  public long lastEventId(String session) throws IOException {
    return Long.parseLong(find(LAST_EVENT_ID, state(session)));
  }

  /** The state of the session, as JSON. */
  public String state(String session) throws IOException {
    return connection.get(SESSIONS + "/" + session).expect(200).body();
  }

  /** Ends a session; its processes are gone when this returns. */
  public void delete(String session) throws IOException {
    connection.delete(SESSIONS + "/" + session).expect(204);
  }

  /** Where its events are. */
  public static String stream(String session) {
    return SESSIONS + "/" + session + "/stream";
  }

  private static String find(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("No " + pattern + " in: " + text);
    }
    return matcher.group(1);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
