package dev.yera.bench.load;

import dev.yera.bench.Dialect;
import dev.yera.bench.EventClass;
import dev.yera.bench.EventText;
import dev.yera.bench.SseReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who looks at a session, from its first event on, and counts what comes, also over several
 * streams. For one thread.
 */
final class Guest implements Closeable {
  private static final Pattern BLOCK = Pattern.compile("\"block_id\": ?\"([^\"]+)\"");
  private static final Pattern ERROR = Pattern.compile("\"error_type\": ?\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("\"exit_code\": ?(-?\\d+)");

  private final InetSocketAddress address;
  private final String path;
  private final Tally tally;
  private SseReader events;
  private long lastId;
  private long bytes;
  private String question;
  private String exit;

  /**
   * Comes.
   *
   * @param path of the stream, with its query
   */
  Guest(InetSocketAddress address, String path, Tally tally) throws IOException {
    this.address = address;
    this.path = path;
    this.tally = tally;
    comeBack();
  }

  /** Opens another stream, with the number of the last event; the one before is closed. */
  void comeBack() throws IOException {
    close();
    events = new SseReader(address, path, lastId, Dialect.YERA, this::event);
    events.awaitAnswer(); // what is said from now on goes here, not to the stream before
    tally.add("yera_views_total", 1);
  }

  private void event(long id, byte[] all, int from, int to) {
    lastId = id;
    bytes += to - from;
    tally.read(to - from);
    if (EventText.isExit(all, from, to)) {
      exit = EventText.text(all, from, to);
    } else if (EventClass.PROMPT.is(all, from, to)) {
      question = find(BLOCK, EventText.text(all, from, to));
    }
  }

  /** Reads until there is a question. */
  void awaitQuestion() throws IOException {
    events.readUntil(() -> question != null);
  }

  /** The id of the question that there is, and that is answered now; waits for it. */
  String question() throws IOException {
    awaitQuestion();
    String asked = question;
    question = null;
    return asked;
  }

  /** Reads until so many events are there. */
  void read(long wanted) throws IOException {
    events.readUntil(() -> lastId >= wanted);
  }

  /** Reads to the end; says why it came, as the metrics do. */
  String reason() throws IOException {
    events.readUntil(() -> exit != null);
    String error = find(ERROR, exit);
    if (error != null) {
      return error.contains(".") ? "AppError" : error; // a class of the app's
    }
    return "0".equals(find(CODE, exit)) ? "Completed" : "AppError";
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  /** How many events there were. */
  long lastId() {
    return lastId;
  }

  /** Their bytes. */
  long bytes() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    if (events != null) {
      events.close();
    }
  }
}
