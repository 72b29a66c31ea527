package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send a body slowly, in part, or never: nobody else waits for them. */
@Thorough
@OwnServer
class SlowBodiesIT {
  private static final Logger LOG = Logger.getLogger(SlowBodiesIT.class.getName());
  private static final String CREATE = "{\"app_id\":\"it.asks\"}";

  private static final String FORM =
      "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ";

  private static final String GET_AND_GO =
      "GET /nothing HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n";

  /** As many as Payara has threads for requests. */
  private static final int ALL_THREADS = 200;

  /** How many requests are looked at: if one waits for a body, the next ones do. */
  private static final int ASKED = 500;

  private static PayaraProcess payara;
  private static Server server;

  private final List<SlowBody> open = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    payara =
        new PayaraProcess(
            "slow-bodies",
            "",
            Map.of("yera.request.timeout", "PT10S", "yera.request.max-reading", "220"));
    server = payara.server();
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
  }

  @AfterEach
  void close() throws IOException {
    for (SlowBody each : open) {
      each.close();
    }
  }

  private SlowBody body(String path) throws IOException {
    SlowBody body = new SlowBody(payara.port(), path, 100);
    open.add(body);
    return body;
  }

  private void open(int n, String path) throws IOException {
    for (int i = 0; i < n; i++) {
      body(path);
    }
  }

  /** How long others wait meanwhile, at the 99th percentile, before the first has its answer. */
  private Duration othersWait(String name) throws IOException {
    List<Long> nanos = new ArrayList<>();
    while (nanos.size() < ASKED && !open.get(0).hasAnswer()) {
      nanos.add(ask());
    }
    assertThat(nanos).as("requests beside %s", name).hasSizeGreaterThan(50);
    return p99(name, nanos);
  }

  private static Duration aSecond() {
    return payara.onThisMachine(Duration.ofSeconds(1));
  }

  private static long ask() {
    long begin = System.nanoTime();
    assertThat(server.get("/api/apps").status()).isEqualTo(200);
    return System.nanoTime() - begin;
  }

  private Duration p99(String name, List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    Duration p99 = Duration.ofNanos(sorted[(int) (sorted.length * 0.99)]);
    String figure =
        "GET /api/apps beside %d %s: p50 %.1f ms, p99 %.1f ms of %d"
            .formatted(
                open.size(),
                name,
                sorted[sorted.length / 2] / 1e6,
                p99.toNanos() / 1e6,
                sorted.length);
    LOG.info(figure);
    return p99;
  }

  private void allAreTooSlow(String limit) throws IOException {
    for (SlowBody each : open) {
      assertThat(each.answer())
          .startsWith("HTTP/1.1 408 ")
          .contains("application/problem+json", "/problems/too-slow", limit)
          .contains("Content-Security-Policy: ", "X-Content-Type-Options: nosniff")
          .contains("Cache-Control: no-store");
    }
  }

  @Test
  void bodiesThatDoNotComeKeepNobodyWaiting() throws IOException {
    open(ALL_THREADS, "/api/sessions");
    assertThat(othersWait("bodies of one byte")).isLessThan(aSecond());
    allAreTooSlow("\"limit\":\"yera.request.timeout\"");
  }

  @Test
  void bodiesThatComeByTheByteKeepNobodyWaiting() throws IOException {
    open(ALL_THREADS / 4, "/api/sessions");
    String upload = "/api/sessions/" + server.create("it.asks") + "/files";
    open(ALL_THREADS / 4, upload);
    while (open.size() < ALL_THREADS) {
      String path = open.size() % 2 == 0 ? upload : "/api/sessions";
      open.add(SlowBody.chunked(payara.port(), path));
    }
    ScheduledExecutorService clock = trickle();
    try {
      assertThat(othersWait("bodies of a byte a second")).isLessThan(aSecond());
    } finally {
      clock.shutdownNow();
    }
    allAreTooSlow("\"limit\":\"yera.request.timeout\"");
  }

  private ScheduledExecutorService trickle() {
    return trickle(open.toArray(SlowBody[]::new));
  }

  private static ScheduledExecutorService trickle(SlowBody... bodies) {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    List<SlowBody> all = List.of(bodies);
    var unused =
        clock.scheduleAtFixedRate(() -> all.forEach(SlowBody::trickle), 1, 1, TimeUnit.SECONDS);
    return clock;
  }

  /** Payara itself waits for heads without a thread. */
  @Test
  void headsThatComeByTheByteKeepNobodyWaiting() throws IOException {
    while (open.size() < ALL_THREADS) {
      open.add(SlowBody.head(payara.port()));
    }
    ScheduledExecutorService clock = trickle();
    List<Long> nanos = new ArrayList<>();
    try {
      while (nanos.size() < ASKED) {
        nanos.add(ask());
      }
    } finally {
      clock.shutdownNow();
    }
    assertThat(p99("heads of a byte a second", nanos)).isLessThan(aSecond());
  }

  @Test
  void aHeadThatComesByTheByteHasADeadlineAndAConnectionHasNone() throws IOException {
    SlowBody kept = new SlowBody(payara.port(), "/api/nothing", "Content-Length: 0");
    SlowBody slow = SlowBody.head(payara.port());
    SlowBody second = new SlowBody(payara.port(), "/api/nothing", "Content-Length: 0");
    open.addAll(List.of(kept, slow, second));
    assertThat(kept.answer()).startsWith("HTTP/1.1 404 ");
    assertThat(second.answer()).startsWith("HTTP/1.1 404 ");
    kept.send("\r\n"); // old clients send an end of a line behind a body
    second.send("GET /api/apps HTTP/1.1\r\nHost: localhost\r\nX-Long: ");
    ScheduledExecutorService clock = trickle(slow, second);
    try {
      assertThat(slow.all()).isEmpty();
      assertThat(second.all()).doesNotContain("HTTP");
    } finally {
      clock.shutdownNow();
    }
    kept.send("GET /api/nothing HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(kept.answer()).contains("HTTP/1.1 404 ");
  }

  @Test
  void whatClientsDoWrongLeavesNoTraceInTheLog() throws IOException {
    List<String> wrong =
        List.of(
            "GET /api/apps HTTP/1.1 x\r\nHost: localhost\r\n\r\n",
            "GET /%ff HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n",
            "POST /api/sessions HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (String each : wrong) {
      open.add(SlowBody.of(payara.port(), each));
    }
    assertThat(open.get(1).answer()).startsWith("HTTP/1.1 400 ").contains("/problems/malformed");
    open.get(2).all(); // of the first two Payara does not close the connection
    open.get(3).all();
    SlowBody gone =
        SlowBody.of(
            payara.port(),
            GET_AND_GO.repeat(50) + "GET /api/apps HTTP/1.1\r\nHost: localhost\r\n\r\n");
    gone.reset();
    assertThat(server.get("/api/apps").status()).isEqualTo(200);
    assertThat(payara.log()).doesNotContain("GRIZZLY0013", "grizzly.http.HttpServerFilter");
    assertThat(payara.log()).doesNotContain("Connection is closed", "CharConversionException");
  }

  /** Jersey looks for parameters in the bodies of forms, and asks the container for them. */
  @Test
  void formsThatDoNotComeKeepNobodyWaiting() throws IOException {
    for (int i = 0; i < ALL_THREADS; i++) {
      open.add(new SlowBody(payara.port(), i % 2 == 0 ? "/api/apps" : "/metrics", FORM + 100));
    }
    assertThat(othersWait("forms of nothing")).isLessThan(aSecond());
    allAreTooSlow("\"limit\":\"yera.request.timeout\"");
  }

  @Test
  void healthIsReadOnlyAndWaitsForNoBody() throws IOException {
    for (int i = 0; i < ALL_THREADS; i++) {
      open.add(new SlowBody(payara.port(), "/health/ready", FORM + 100));
    }
    for (SlowBody each : open) {
      assertThat(each.status()).isEqualTo("HTTP/1.1 405 Method Not Allowed");
    }
    assertThat(server.get("/health/ready").status()).isEqualTo(200);
  }

  /**
   * Other rules may hold for the other: the filters have asked for the one. And what is no path
   * cannot be dispatched again.
   */
  @Test
  void aPathThatMeansSomethingElseTheSecondTimeIsRefused() throws IOException {
    for (String path : List.of("/problems/x%3fy", "/api/sessions/..%3f/interactions", "*")) {
      SlowBody slow = body(path);
      assertThat(server.get("/api/apps").status()).isEqualTo(200);
      slow.send(" ".repeat(98) + "}");
      assertThat(slow.answer()).startsWith("HTTP/1.1 400 ").contains("/problems/malformed");
    }
  }

  @Test
  void whoAsksWhetherToSendIsToldSo() throws IOException {
    String head = "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: ";
    SlowBody polite = new SlowBody(payara.port(), "/api/sessions", head + CREATE.length());
    open.add(polite);
    assertThat(polite.status()).isEqualTo("HTTP/1.1 100 Continue");
    polite.send(CREATE);
    assertThat(polite.answer()).contains("HTTP/1.1 201 Created");
  }

  @Test
  void whatIsSaidToBeTooLargeIsNotWaitedFor() throws IOException {
    SlowBody endless = new SlowBody(payara.port(), "/api/sessions", FORM + "100000000000");
    open.add(endless);
    assertThat(endless.answer())
        .startsWith("HTTP/1.1 413 ")
        .contains("\"limit\":\"yera.request.max-bytes\"", "\"limit_value\":1048576");
  }

  @Test
  void aFormThatHasComeIsNotReadAgain() throws IOException {
    for (String path : List.of("/health/ready", "/api/sessions", "/api/apps")) {
      SlowBody form = new SlowBody(payara.port(), path, FORM + 6);
      open.add(form);
      form.send("a=b");
      assertThat(server.get("/api/apps").status()).isEqualTo(200);
      form.send("&c=");
      form.answer();
    }
    assertThat(payara.jcmd("Thread.print")).doesNotContain("parseRequestParameters");
  }

  @Test
  void whoSendsSlowlyButInTimeIsServed() throws IOException {
    List<String> heads =
        List.of(
            "Content-Type: application/json\r\nContent-Length: " + CREATE.length(),
            "Content-Type: application/json\r\nTransfer-Encoding: chunked");
    for (String head : heads) {
      open.add(new SlowBody(payara.port(), "/api/sessions", head));
    }
    for (int at = 0; at < CREATE.length(); at += 3) {
      String piece = CREATE.substring(at, Math.min(at + 3, CREATE.length()));
      open.get(0).send(piece);
      open.get(1).send("%x\r\n%s\r\n".formatted(piece.length(), piece));
      assertThat(server.get("/api/apps").status()).isEqualTo(200);
    }
    open.get(1).send("0\r\n\r\n");
    assertThat(open.get(0).status()).isEqualTo("HTTP/1.1 201 Created");
    assertThat(open.get(1).status()).isEqualTo("HTTP/1.1 201 Created");
  }

  /** One that comes after a large body on the same connection may be lost on Payara. */
  @Test
  void aConnectionThatWasWaitedForIsClosed() throws IOException {
    SlowBody slow = body("/api/sessions/none/interactions");
    assertThat(server.get("/api/apps").status()).isEqualTo(200);
    slow.send(" ".repeat(98) + "}");
    assertThat(slow.all()).startsWith("HTTP/1.1 404 ").contains("Connection: close");
    for (int i = 0; i < 20; i++) {
      aLargeBodyIsReadWholeOrRefusedWhole();
    }
  }

  @Test
  void ofTooManyTheOldestGivesWay() throws IOException {
    open(220, "/api/sessions");
    SlowBody newest = body("/api/sessions");
    await().until(() -> !answered().isEmpty());
    // The server may see the first of them in another order, but none after all the others.
    assertThat(answered()).hasSize(1).doesNotContain(newest);
    assertThat(answered().get(0).answer())
        .startsWith("HTTP/1.1 408 ")
        .contains("\"limit\":\"yera.request.max-reading\"", "\"limit_value\":220");
    assertThat(server.post("/api/sessions", Map.of("app_id", "it.asks")).status()).isEqualTo(201);
  }

  private List<SlowBody> answered() throws IOException {
    List<SlowBody> answered = new ArrayList<>();
    for (SlowBody each : open) {
      if (each.hasAnswer()) {
        answered.add(each);
      }
    }
    return answered;
  }

  @Test
  void aClientThatLeavesTakesNoPlace() throws IOException {
    SlowBody oldest = body("/api/sessions");
    for (int round = 0; round < 15; round++) {
      for (int i = 0; i < 20; i++) {
        new SlowBody(payara.port(), "/api/sessions", 100).close();
      }
      assertThat(server.get("/api/apps").status()).isEqualTo(200);
    }
    assertThat(oldest.answer()).contains("yera.request.timeout");
  }

  /** Wherever it goes: that it was dispatched a second time is not to be seen. */
  @Test
  void aSlowBodyGetsTheAnswerOfAFastOne() throws IOException {
    for (String path :
        List.of(
            "/nothing",
            "/index.html",
            "/api/nothing",
            "/api/apps",
            "/api/sessions",
            "/api/sessions/none/interactions?x=%20y")) {
      String head = "Content-Type: application/json\r\nConnection: close\r\nContent-Length: 3";
      SlowBody fast = new SlowBody(payara.port(), path, head + "\r\n\r\n{ }");
      SlowBody slow = new SlowBody(payara.port(), path, head);
      open.addAll(List.of(fast, slow));
      slow.send("{");
      assertThat(server.get("/api/apps").status()).isEqualTo(200);
      slow.send(" }");
      assertThat(comparable(slow)).as(path).isEqualTo(comparable(fast));
    }
  }

  /** Without what belongs to the connection, or to the moment. */
  private static List<String> comparable(SlowBody body) throws IOException {
    return body.all()
        .replaceAll("[0-9a-f-]{36}", "…")
        .lines()
        .filter(line -> line.startsWith("HTTP/") || line.startsWith("{") || line.contains(": "))
        .filter(line -> !line.matches("(Date|Set-Cookie|Connection|Content-Length|Location): .*"))
        .filter(line -> !line.startsWith("Transfer-Encoding: "))
        .map(line -> line.replace(";charset=ISO-8859-1", "").replace(", ", ","))
        .sorted()
        .toList();
  }

  @Test
  void aLargeBodyIsReadWholeOrRefusedWhole() {
    String padded = " ".repeat(1_000_000) + CREATE;
    assertThat(server.post("/api/sessions", padded, "application/json").status()).isEqualTo(201);
    byte[][] chunks = new byte[100][10_000];
    for (byte[] each : chunks) {
      Arrays.fill(each, (byte) ' ');
    }
    Server.Answer chunked =
        server.send(
            server
                .request("/api/sessions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArrays(Arrays.asList(chunks))));
    HttpTable.problem(chunked, 400, "malformed");
    HttpTable.problem(
        server.post("/api/sessions", " ".repeat(1 << 21), "application/json"), 413, "too-large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 100\r\n\r\n{",
        "Transfer-Encoding: chunked\r\n\r\n64\r\n{",
        "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"
      })
  void aBodyThatEndsEarlyIsNoFaultOfTheServer(String rest) throws IOException {
    String id = server.create("it.asks");
    for (String path : new String[] {"", "/" + id + "/interactions", "/" + id + "/shares"}) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), payara.port())) {
        socket.setSoTimeout(60_000);
        String request =
            "POST /api/sessions%s HTTP/1.1\r\nHost: localhost:%d\r\n".formatted(path, payara.port())
                + "Content-Type: application/json\r\n"
                + rest;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(answer).as(path).doesNotStartWith("HTTP/1.1 5");
      }
    }
    server.delete("/api/sessions/" + id);
    assertThat(payara.log()).as("nobody can fill the log").doesNotContain("A request failed");
  }
}
