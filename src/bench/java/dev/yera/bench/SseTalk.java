package dev.yera.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A session behind three addresses: one to create it, one of its events, one for answers. Created,
 * its stream opened and its first question read when the constructor returns.
 */
public final class SseTalk implements Talk {
  private static final Pattern SESSION_ID = Pattern.compile("\"session_id\": ?\"([^\"]+)\"");
  private static final Pattern BLOCK_ID = Pattern.compile("\"block_id\": ?\"([^\"]+)\"");

  private final InetSocketAddress address;
  private final HttpConnection http;
  private final String session;
  private final Dialect dialect;
  private SseReader events;
  private long lastId;
  private long contents;
  private long contentBytes;
  private String question;
  private boolean exited;
  private long requestNanos;

  /**
   * Starts one.
   *
   * @param http kept by the caller, for the next session too
   * @param sessions the path where sessions are created
   * @param app a JSON object that says what to run
   */
  public SseTalk(
      InetSocketAddress address, HttpConnection http, String sessions, String app, Dialect how)
      throws IOException {
    this(address, http, created(http, sessions, app), how);
  }

  /**
   * Views one that was created already.
   *
   * @param address where its events are read
   * @param http where it is answered; kept by the caller
   * @param session its path
   */
  public SseTalk(InetSocketAddress address, HttpConnection http, String session, Dialect how)
      throws IOException {
    this.address = address;
    this.http = http;
    this.dialect = how;
    this.session = session;
    events = new SseReader(address, stream(), how, this::event);
    events.readUntil(() -> question != null);
  }

  /**
   * Creates a session.
   *
   * @return its path
   */
  public static String created(HttpConnection http, String sessions, String app)
      throws IOException {
    return sessions + "/" + find(SESSION_ID, http.post(sessions, app).expect(201).body());
  }

  private void event(long id, byte[] bytes, int from, int to) {
    lastId = id;
    if (EventClass.CONTENT.is(bytes, from, to)) {
      contents++;
      contentBytes += to - from;
    } else if (EventText.isExit(bytes, from, to)) {
      exited = true;
    } else if (EventClass.PROMPT.is(bytes, from, to)) {
      question = find(BLOCK_ID, EventText.text(bytes, from, to));
    }
  }

  @Override
  public long say(String text) throws IOException {
    return say(text, 1);
  }

  @Override
  public long burst(int pieces) throws IOException {
    return say("burst " + pieces, pieces);
  }

  private long say(String text, int pieces) throws IOException {
    long wanted = contents + pieces;
    long begin = System.nanoTime();
    answer(text);
    events.readUntil(() -> contents >= wanted);
    long nanos = System.nanoTime() - begin;
    events.readUntil(() -> question != null);
    return nanos;
  }

  private void answer(String text) throws IOException {
    String body =
        "{\"blockId\":\"%s\",\"value\":\"%s\",\"blockType\":\"text_input\"}"
            .formatted(question, text);
    question = null;
    long begin = System.nanoTime();
    http.post(session + "/interactions", body).expect(202);
    requestNanos = System.nanoTime() - begin;
  }

  /** Nanoseconds from the last answer's request to the server's word that it has it. */
  public long requestNanos() {
    return requestNanos;
  }

  /** Loses the connection and comes back, with the number of the last event. */
  public void comeBack() throws IOException {
    events.close();
    events = new SseReader(address, stream(), lastId, dialect, this::event);
  }

  /** Says the word that ends the app, and waits for the end of the session. */
  public void leaveWith(String word) throws IOException {
    answer(word);
    events.readUntil(() -> exited);
    events.close();
  }

  /** Goes away without a word; the session is left to the server. */
  public void vanish() throws IOException {
    events.close();
  }

  /** The path of its events. */
  public String stream() {
    return session + "/stream";
  }

  /** The number of the last event that came. */
  public long lastId() {
    return lastId;
  }

  /** How long the frame of a piece is, on average, in bytes. */
  public double frameSize() {
    return (double) contentBytes / contents;
  }

  @Override
  public void close() throws IOException {
    events.close();
    http.delete(session).expect(204);
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("No " + pattern + " in: " + text);
    }
    return matcher.group(1);
  }
}
