package dev.yera.bench.load;

import com.google.errorprone.annotations.Immutable;
import dev.yera.bench.HttpConnection;
import dev.yera.bench.HttpConnection.Answer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One session from its creation to its end, in one of several ways, each of which ends for another
 * reason; what is done and seen is counted. For one thread.
 */
final class Visit implements Closeable {
  /** What is done to a session whose first viewer is there. */
  @Immutable
  private interface Course {
    void run(Visit visit) throws IOException, InterruptedException;
  }

  /** The ways, and what the end of each is called. */
  enum Way {
    FINISHES("dev.yera.examples.Echo.echo", "Completed", Visit::finishes),
    IS_ERASED("bench.cat", "CleanedUp", Visit::isErased),
    IS_ENDED("bench.cat", "EndedByUser", Visit::isEnded),
    IS_LEFT("bench.cat", "AwayTimeout", Visit::isLeft),
    IS_SILENT("bench.python", "IdleTimeout", visit -> visit.guest.awaitQuestion()),
    READS_MUCH("bench.python", "CleanedUp", Visit::readsMuch),
    UPLOADS("bench.cat", "CleanedUp", Visit::uploads),
    SHARES("bench.cat", "EndedByUser", Visit::shares),
    IS_CROWDED("bench.cat", "EndedByUser", Visit::isCrowded),
    COMES_BACK("bench.python", "CleanedUp", Visit::comesBack),
    FAILS("Talk.talk", "AppError", Visit::failsByItself),
    EXITS("bench.fails", "ProcessExited", visit -> visit.say("no")),
    IS_KILLED("bench.killed", "ProcessKilled", visit -> visit.say("no")),
    IS_MISSING("bench.missing", "StartFailed", visit -> {}),
    IS_INTERRUPTED("bench.ticks", "Interrupted", Visit::isInterrupted),
    IS_OLD("bench.ticks", "LifetimeExceeded", visit -> {}),
    SAYS_TOO_MUCH("bench.flood-pipe", "OutputQuotaExceeded", visit -> {}),
    HAS_A_LONG_LINE("bench.long-line", "EventTooLarge", visit -> {}),
    TAKES_MEMORY("bench.memory", "MemoryExceeded", visit -> {});

    private final String app;
    private final String reason;
    private final Course course;

    Way(String app, String reason, Course course) {
      this.app = app;
      this.reason = reason;
      this.course = course;
    }
  }

  /** Streams of one session; a setting of the server. */
  static final int VIEWERS = 3;

  private static final String SESSIONS = "/api/sessions";
  private static final int ANSWERS = 10;
  private static final int PIECES = 2_000;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final InetSocketAddress address;
  private final Way way;
  private final Tally tally;
  private final HttpConnection http;
  private final String session;
  private final Guest guest;

  /** Creates the session and looks at it, which starts its app. */
  Visit(InetSocketAddress address, Way way, Tally tally) throws IOException {
    this.address = address;
    this.way = way;
    this.tally = tally;
    http = new HttpConnection(address);
    String body = "{\"app_id\":\"" + way.app + "\"}";
    String created = http.post(SESSIONS, body).expect(201).body();
    session = SESSIONS + "/" + member("session_id", created);
    tally.add(Scrape.named("yera_session_creations_total", app()), 1);
    guest = new Guest(address, session + "/stream?viewer=1", tally);
  }

  private String app() {
    return "app=\"" + way.app + "\"";
  }

  /** Goes the way to its end. */
  void run() throws IOException, InterruptedException {
    way.course.run(this);
    String reason = guest.reason();
    if (!reason.equals(way.reason)) {
      throw new IOException("ended by " + reason + " instead of " + way.reason);
    }
    tally.add(Scrape.named("yera_session_ends_total", app(), "reason=\"" + reason + "\""), 1);
    tally.add("yera_events_total", guest.lastId());
    tally.add("yera_event_bytes_total", guest.bytes());
    tally.add("yera_session_start_seconds_count", 1);
  }

  private void say(String text) throws IOException {
    String body =
        "{\"blockId\":\"%s\",\"value\":\"%s\",\"blockType\":\"text_input\"}"
            .formatted(guest.question(), text);
    http.post(session + "/interactions", body).expect(202);
    tally.add("yera_answers_total", 1);
  }

  private void talk() throws IOException {
    for (int i = 0; i < ANSWERS; i++) {
      say("Hello " + i);
    }
  }

  private void end() throws IOException {
    guest.awaitQuestion();
    http.post(session + "/end", "{}").expect(202);
  }

  private void erase() throws IOException {
    guest.awaitQuestion();
    http.delete(session).expect(204);
  }

  private void finishes() throws IOException {
    talk();
    say("/quit");
  }

  private void isErased() throws IOException {
    talk();
    erase();
  }

  private void isEnded() throws IOException {
    talk();
    end();
  }

  private void isLeft() throws IOException, InterruptedException {
    talk();
    guest.awaitQuestion(); // who leaves has got what was sent
    guest.close();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!http.get(session).expect(200).body().contains("\"exit_code\"")) {
      if (System.nanoTime() > deadline) {
        throw new IOException("It goes on without viewers");
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
    guest.comeBack();
  }

  private void readsMuch() throws IOException {
    say("burst " + PIECES);
    erase();
  }

  private void uploads() throws IOException {
    String content = "\"%s\"".formatted("x".repeat(50_000));
    Answer uploaded = http.post(session + "/files?name=x.json", content).expect(201);
    String file = session + "/files/" + member("file_id", uploaded.body());
    if (!http.get(file).expect(200).body().equals(content)) {
      throw new IOException("A file is not what was uploaded");
    }
    erase();
  }

  private void shares() throws IOException {
    say("Look");
    Answer shared = http.post(session + "/shares", "{\"may\":\"view\"}").expect(201);
    String token = member("token", shared.body());
    try (Guest other = new Guest(address, session + "/stream?viewer=2&share=" + token, tally)) {
      say("and look");
      guest.awaitQuestion();
      other.read(guest.lastId());
      end();
      other.reason();
    }
  }

  private void isCrowded() throws IOException {
    try (Guest second = new Guest(address, session + "/stream?viewer=2", tally);
        Guest third = new Guest(address, session + "/stream?viewer=3", tally)) {
      second.awaitQuestion();
      third.awaitQuestion();
      int status = http.get(session + "/stream?viewer=4").status();
      if (status != 429) {
        throw new IOException("One viewer too many got " + status);
      }
      tally.add(Scrape.named("yera_refusals_total", "limit=\"yera.session.max-viewers\""), 1);
      end();
      second.reason();
      third.reason();
    }
  }

  private void comesBack() throws IOException {
    for (int i = 0; i < ANSWERS; i++) {
      guest.awaitQuestion();
      guest.comeBack();
      say("back");
    }
    erase();
  }

  private void failsByItself() throws IOException {
    say("fail");
  }

  private void isInterrupted() throws IOException {
    guest.read(10);
    http.post(session + "/interrupt", "{}").expect(202);
  }

  private static String member(String name, String json) throws IOException {
    Matcher matcher = Pattern.compile("\"" + name + "\": ?\"([^\"]+)\"").matcher(json);
    if (!matcher.find()) {
      throw new IOException("No " + name + " in: " + json);
    }
    return matcher.group(1);
  }

  @Override
  public void close() throws IOException {
    guest.close();
    http.close();
  }
}
