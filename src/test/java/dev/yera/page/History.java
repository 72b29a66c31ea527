package dev.yera.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.block.ModelUse;
import dev.yera.event.json.Json;
import dev.yera.it.Server;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A server with a past: it finds what an earlier one has stored. A proxy, which the test is, says
 * who looks, so each test can be a user of its own.
 */
final class History implements AutoCloseable {
  /** The header in which the proxy says who it is. */
  static final String USER = "X-Forwarded-User";

  /** The group of those who are admins. */
  static final String ADMINS = "admins";

  /** The users who have four sessions: First, Second, Third, Fourth. */
  private static final List<String> WITH_FOUR = List.of("namer", "pinner", "eraser", "looker");

  /** A noon so far away that no retention takes what was then. */
  static final Instant NOON = Instant.parse("2126-05-05T10:00:00Z");

  /** How many sessions are on a page, and how many {@code sweeper} has besides. */
  static final int PAGE = 50;

  /** A title of two hundred characters, and one from right to left; {@code phone} has both. */
  static final String LONG = "word".repeat(50);

  static final String RIGHT_TO_LEFT = "שלום 1 – what <b>this</b> is";

  private static final int MANY = 10_000;

  private final PageServer server;
  private final Server api;

  History() throws IOException {
    Path store = Files.createTempDirectory("yera-page-history");
    write(store);
    server =
        PageServer.start(
            Path.of(System.getProperty("yera.war")),
            Map.of(
                "YERA_AUTH", "proxy",
                "YERA_AUTH_PROXY_TRUSTED", "127.0.0.0/8",
                "YERA_AUTH_ADMIN_GROUPS", ADMINS,
                "YERA_STORE", "files",
                "YERA_STORE_DIR", store.toString()),
            "/api/apps");
    api = new Server(server.port(), "");
  }

  private static void write(Path store) {
    writeOfDays(store);
    writeOfAda(store);
    Instant now = Instant.now();
    PastSession found = PastSession.of("finder", now);
    found.of("page.failing", "Failing").failed().write(store);
    found.of("gone.app", "Gone").titled("Of an app that is no more").write(store);
    found
        .titled("The old one")
        .saying("The secret is a **marmalade** cat.")
        .using("fast", new ModelUse(2, 1200, 34, 0.0021, "USD"))
        .write(store);
    for (String user : WITH_FOUR) {
      for (String title : List.of("First", "Second", "Third", "Fourth")) {
        PastSession.of(user, now).titled(title).write(store);
      }
    }
    PastSession stopped = PastSession.of("stopped", now);
    stopped
        .titled("Left")
        .stopped("AwayTimeout", "Closed because nobody was here for 15 minutes.")
        .write(store);
    stopped
        .titled("Waited")
        .stopped("IdleTimeout", "Closed after 15 minutes without an answer.")
        .write(store);
    stopped
        .titled("Of a server that stopped")
        .stopped("ServerShutdown", "The server was stopped.")
        .write(store);
    stopped
        .titled("Of a server before this one")
        .stopped("LifetimeExceeded", "The session reached its maximum lifetime of 8 hours.")
        .write(store);
    stopped.titled("Failed").failed().write(store);
    PastSession.of("phone", now).titled(LONG).write(store);
    PastSession.of("phone", now).titled(RIGHT_TO_LEFT).failed().write(store);
    IntStream.rangeClosed(0, PAGE).forEach(i -> PastSession.of("sweeper", now).write(store));
    for (int i = 0; i < MANY; i++) {
      PastSession.of("many", now.minus(Duration.ofMinutes(i)))
          .titled("No. " + i)
          .saying(i == 9876 ? "a needle" : "hay")
          .write(store);
    }
  }

  private static void writeOfDays(Path store) {
    PastSession.of("days", NOON).titled("At noon").write(store);
    at("days", "2126-05-04T22:30:00Z").titled("After midnight").write(store);
    at("days", "2126-05-04T21:30:00Z").titled("Before midnight").write(store);
    at("days", "2126-04-27T08:00:00Z").titled("A week ago").write(store);
    at("days", "2125-12-27T08:00:00Z").titled("Last year").write(store);
  }

  /** For the pictures of the documentation. */
  private static void writeOfAda(Path store) {
    at("Ada", "2126-05-05T09:12:00Z")
        .of("dev.yera.examples.Chatbot.chatbot", "Chatbot")
        .titled("Plan for May")
        .pinned()
        .write(store);
    at("Ada", "2126-05-05T07:40:00Z").of("tools.guess", "Guess the number").write(store);
    at("Ada", "2126-05-04T15:03:00Z").of("dev.yera.examples.Booking.book", "Book").write(store);
    at("Ada", "2126-05-04T12:31:00Z")
        .of("dev.yera.examples.LongTask.run", "Long task")
        .failed()
        .write(store);
    at("Ada", "2126-05-01T16:20:00Z")
        .of("dev.yera.examples.Chatbot.chatbot", "Chatbot")
        .titled("Names for the cat")
        .write(store);
    at("Ada", "2126-05-01T08:05:00Z")
        .of("dev.yera.examples.Weather.explore", "Seattle weather")
        .titled("Rain, compared")
        .write(store);
  }

  private static PastSession at(String user, String time) {
    return PastSession.of(user, Instant.parse(time));
  }

  /** Its address, without a slash at the end. */
  String url() {
    return server.url();
  }

  /** A new session of a user, who does not look at it. */
  String create(String user) {
    String body = Json.text(Map.of("app_id", "page.everything"));
    Server.Answer answer =
        send(user, "/api/sessions", "POST", HttpRequest.BodyPublishers.ofString(body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return (String) answer.json().get("session_id");
  }

  /** Deletes a session of a user, not in the page. */
  void delete(String user, String id) {
    Server.Answer answer =
        send(user, "/api/sessions/" + id, "DELETE", HttpRequest.BodyPublishers.noBody());
    assertThat(answer.status()).isEqualTo(204);
  }

  /** How many sessions a user has; 200 stands for more. */
  int count(String user) {
    String path = "/api/sessions?limit=200";
    return send(user, path, "GET", HttpRequest.BodyPublishers.noBody()).list().size();
  }

  private Server.Answer send(
      String user, String path, String verb, HttpRequest.BodyPublisher body) {
    return api.send(
        api.request(path)
            .header(USER, user)
            .header("Content-Type", "application/json")
            .method(verb, body));
  }

  @Override
  public void close() {
    server.close();
  }
}
