package dev.yera.bench.compare;

import dev.yera.bench.Dialect;
import dev.yera.bench.EventClass;
import dev.yera.bench.EventText;
import dev.yera.bench.HttpConnection;
import dev.yera.bench.SseReader;
import dev.yera.bench.SseStreams;
import dev.yera.bench.SseTalk;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** A user's chat with a language model, without a page. For one thread. */
final class Chat implements AutoCloseable {
  /** The shipped app. */
  static final String APP = "dev.yera.examples.model.Assistant.assistant";

  private static final Pattern BLOCK_ID = Pattern.compile("\"block_id\":\"([^\"]+)\"");

  private final HttpConnection http;
  private final String session;
  private final SseReader events;
  private String question;
  private Histogram delays = new Histogram(3);

  /** With its first question there. */
  Chat(YeraServer server) throws IOException {
    http = new HttpConnection(server.address());
    session = SseTalk.created(http, "/api/sessions", "{\"app_id\":\"" + APP + "\"}");
    events = new SseReader(server.address(), session + "/stream", Dialect.YERA, this::event);
    events.readUntil(() -> question != null);
  }

  private void event(long id, byte[] bytes, int from, int to) {
    if (EventClass.PROMPT.is(bytes, from, to)) {
      Matcher block = BLOCK_ID.matcher(EventText.text(bytes, from, to));
      question = block.find() ? block.group(1) : null;
    } else if (EventClass.CONTENT.is(bytes, from, to)) {
      long now = SseStreams.nowMicros();
      Matcher token = StandInModel.TOKEN.matcher(EventText.text(bytes, from, to));
      while (token.find()) {
        delays.recordValue(Math.max(0, now - Long.parseLong(token.group(1))));
      }
    }
  }

  /**
   * Says something and reads the whole answer.
   *
   * @return nanoseconds until the first token was read
   */
  long say(String text) throws IOException {
    long before = delays.getTotalCount();
    String body =
        "{\"blockId\":\"%s\",\"value\":{\"text\":\"%s\",\"files\":[]},\"blockType\":\"chat_input\"}"
            .formatted(question, text);
    question = null;
    long begin = System.nanoTime();
    http.post(session + "/interactions", body).expect(202);
    events.readUntil(() -> delays.getTotalCount() > before);
    long nanos = System.nanoTime() - begin;
    events.readUntil(() -> question != null);
    return nanos;
  }

  /** From the model's write of each token to its read here, in microseconds; forgets them. */
  Histogram delays() {
    Histogram all = delays;
    delays = new Histogram(3);
    return all;
  }

  @Override
  public void close() throws IOException {
    events.close();
    http.delete(session).expect(204);
    http.close();
  }
}
