package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose target is no sound address. */
class HostilePathIT extends ClientTest {
  private static final List<String> VERBS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND");

  private RawAnswer ask(String verb, String target) throws IOException {
    return RawAnswer.to(url.getPort(), verb, target);
  }

  /** Percent signs without two digits, bytes that are no UTF-8, overlong ones, NUL, backslashes. */
  @PayaraOnly
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/sessions/%zz",
        "/api/sessions/%",
        "/api/sessions/%2",
        "/api/sessions/%2g/stream",
        "/api/sessions/%ff",
        "/api/sessions/%c0%ae%c0%ae",
        "/api/sessions/%ed%a0%80",
        "/api/sessions/%00",
        "/api/sessions/a%5cb",
        "/api/sessions/x;y=%zz",
        "/api/sessions/\u00e4",
        "/api/apps/%zz",
        "/api/%zz?last_event_id=1",
        "/sessions/%zz",
        "/apps/%zz",
        "/embed/apps/%zz",
        "/element/%zz.js",
        "/problems/%zz",
        "/%zz",
        "http://127.0.0.1/api/sessions/%zz"
      })
  void aPathThatCannotBeDecodedIs400OnEveryVerb(String target) throws IOException {
    for (String verb : VERBS) {
      RawAnswer answer = ask(verb, target);
      assertThat(answer.status()).as(verb).isEqualTo(400);
      assertThat(answer.header("Content-Type")).as(verb).isEqualTo("application/problem+json");
      assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      if (verb.equals("HEAD")) {
        assertThat(answer.body()).isEmpty();
      } else {
        assertThat(answer.json())
            .containsEntry("type", "/problems/malformed")
            .containsEntry("status", 400L)
            .containsEntry("detail", "The path of the request cannot be decoded.");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%25zz", "%C3%A4", "a;b=c", "%F0%9F%99%82", "+"})
  void aPathThatCanBeDecodedIsAnIdLikeAnyOther(String id) throws IOException {
    RawAnswer answer = ask("DELETE", "/api/sessions/" + id);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json()).containsEntry("type", "/problems/unknown-session");
  }

  /** Open Liberty has 400 for them. */
  @PayaraOnly
  @ParameterizedTest
  @ValueSource(strings = {"%2e%2e", "a%2fb"})
  void anEncodedPathInAnIdIsAnIdLikeAnyOther(String id) throws IOException {
    aPathThatCanBeDecodedIsAnIdLikeAnyOther(id);
  }

  @PayaraOnly
  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%", "%ff", "%00", "%c0%b0", "1%"})
  void aQueryThatCannotBeDecodedIsNoEventId(String value) throws IOException {
    String session = server.create("it.asks");
    RawAnswer answer = ask("GET", "/api/sessions/" + session + "/stream?last_event_id=" + value);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json()).containsEntry("type", "/problems/bad-event-id");
    assertThat(server.state(session)).containsEntry("status", "created");
    server.delete("/api/sessions/" + session);
  }

  /** Jersey decodes the query of what says that it is a form, before anybody is asked. */
  @PayaraOnly
  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%", "%ff", "1%"})
  void aQueryThatCannotBeDecodedIsNoFaultOfTheServerWithAForm(String value) throws IOException {
    for (String path : List.of("/api/sessions", "/api/sessions/x/interactions", "/api/apps")) {
      RawAnswer answer =
          RawAnswer.to(
              url.getPort(),
              "POST",
              path + "?limit=" + value,
              "Content-Type: application/x-www-form-urlencoded",
              "Content-Length: 0");
      assertThat(answer.status()).as(path).isIn(400, 403, 404, 405, 415);
      assertThat(answer.json()).containsKeys("title", "status");
    }
  }

  @PayaraOnly
  @Test
  void aQueryThatCannotBeDecodedHarmsNoPage() throws IOException {
    assertThat(ask("GET", "/?%zz=%").status()).isEqualTo(200);
    assertThat(ask("GET", "/api/apps?broken=%zz").status()).isEqualTo(200);
  }

  /** The container would send to the slash behind a folder's name, before any filter of ours. */
  @ParameterizedTest
  @ValueSource(strings = {"/element", "/element/blocks", "/pages", "//element", "/element;x=y"})
  void noRedirectIsMadeOfTheHostThatARequestNames(String target) throws IOException {
    for (String host : List.of("Host: evil.example", "Host: evil.example:80", "Host: [::2]")) {
      RawAnswer answer =
          RawAnswer.to(url.getPort(), "GET", target, host, "X-Forwarded-Host: evil.example");
      assertThat(answer.status()).as(target).isEqualTo(403);
      assertThat(answer.header("Location")).isNull();
    }
    RawAnswer own = ask("GET", target);
    assertThat(own.status()).as("a folder is no page").isEqualTo(404);
    assertThat(own.header("Location")).isNull();
    assertThat(ask("GET", "http://evil.example" + target).header("Location")).isNull();
  }

  /** Open Liberty has 400 for it. */
  @PayaraOnly
  @Test
  void anEncodedSlashMakesNoRedirectEither() throws IOException {
    noRedirectIsMadeOfTheHostThatARequestNames("/x/..%2felement");
  }

  /**
   * The container would say 200 without a body, log a trace for each, and ask no filter of ours.
   */
  @PayaraOnly
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ":",
        ":80",
        "localhost:x",
        "localhost:1@evil",
        "localhost: 80",
        "[",
        "[::1",
        "[::1]x",
        "a:b:c",
        "localhost:99999999999"
      })
  void aHostThatCannotBeReadIsNobodys(String host) throws IOException {
    for (String target : List.of("/", "/api/apps", "/%zz")) {
      RawAnswer answer = RawAnswer.to(url.getPort(), "GET", target, "Host: " + host);
      assertThat(answer.status()).as(target).isIn(400, 403);
      assertThat(answer.header("X-Content-Type-Options")).as(target).isEqualTo("nosniff");
    }
    RawAnswer chunked =
        RawAnswer.to(
            url.getPort(),
            "POST",
            "/api/sessions",
            "Host: " + host,
            "Content-Type: application/json",
            "Transfer-Encoding: chunked");
    assertThat(chunked.status()).as("with a body in pieces").isIn(400, 403);
    assertThat(chunked.header("X-Content-Type-Options")).isEqualTo("nosniff");
    RawAnswer health = RawAnswer.to(url.getPort(), "GET", "/health/live", "Host: " + host);
    assertThat(health.status()).as("under any name").isEqualTo(200);
    assertThat(health.json()).containsOnlyKeys("status");
  }

  @PayaraOnly
  @Test
  void aTargetThatIsNoPathIs400() throws IOException {
    for (String verb : VERBS) {
      RawAnswer answer = ask(verb, "*");
      assertThat(answer.status()).as(verb).isEqualTo(400);
      assertThat(answer.header("X-Content-Type-Options")).as(verb).isEqualTo("nosniff");
    }
  }

  /** The container would say 200 without a body, and log a trace. */
  @PayaraOnly
  @Test
  void anAddressWithoutAPathIsNobodys() throws IOException {
    for (String verb : VERBS) {
      RawAnswer answer = ask(verb, "http://");
      assertThat(answer.status()).as(verb).isIn(400, 403);
      assertThat(answer.header("X-Content-Type-Options")).as(verb).isEqualTo("nosniff");
    }
  }

  /** The container would leave out how long the answer is, and of what type. Java's client asks. */
  @ParameterizedTest
  @ValueSource(strings = {"h2c", "websocket", "x"})
  void aChangeOfProtocolThatIsNotMadeChangesNoAnswer(String protocol) throws IOException {
    for (String target : List.of("/", "/nothing", "/api/apps", "/api/nothing", "/apps/x")) {
      RawAnswer usual = ask("GET", target);
      RawAnswer answer =
          RawAnswer.to(url.getPort(), "GET", target, "Upgrade: " + protocol, "HTTP2-Settings: AA");
      assertThat(answer.status()).as(target).isEqualTo(usual.status());
      for (String header : List.of("Content-Type", "Content-Length", "Transfer-Encoding")) {
        assertThat(answer.header(header)).as(target).isEqualTo(usual.header(header));
      }
      assertThat(answer.body()).as(target).isEqualTo(usual.body());
    }
  }

  /** Java's own client asks for HTTP/2 with its first request, whatever that is. */
  @Test
  void aBodyComesWithAnOfferToChangeTheProtocolToo() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    for (String name : List.of("Ann", "x".repeat(100_000))) {
      String body = "{\"app_id\":\"it.params\",\"kwargs\":{\"s\":\"%s\"}}".formatted(name);
      HttpRequest request =
          HttpRequest.newBuilder(url.toURI().resolve("/api/sessions"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
  }

  @Test
  void whatIsHiddenIsHiddenOnEveryWay() throws IOException {
    for (String target :
        List.of(
            "/WEB-INF/beans.xml",
            "/x/..%2fWEB-INF/beans.xml",
            "/%57EB-INF/beans.xml",
            "//WEB-INF/beans.xml",
            "/element/%2e%2e/WEB-INF/beans.xml",
            "/WEB-INF/beans.xml;x=y")) {
      RawAnswer answer = ask("GET", target);
      assertThat(answer.status()).as(target).isEqualTo(404);
      assertThat(answer.body()).doesNotContain("bean-discovery-mode");
    }
  }
}
