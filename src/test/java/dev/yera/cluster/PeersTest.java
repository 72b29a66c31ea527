package dev.yera.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Patience;
import dev.yera.measure.Durations;
import dev.yera.store.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node sends, and what becomes of it when connections end at the wrong moment. */
class PeersTest {
  private static final String SECRET = "what the nodes of this test know each other by";
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Signature there = new Signature(SECRET, () -> NOW);

  /** What each request that came was answered. */
  private final List<String> answers = new CopyOnWriteArrayList<>();

  /** The numbers of the requests after which the connection ends without an answer. */
  private final List<Integer> lost = new ArrayList<>();

  private volatile boolean silent;

  private ServerSocket listener;
  private Peers peers;

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    peers =
        new Peers(
            threads,
            new Signature(SECRET, () -> NOW),
            () -> Optional.of("node-1"),
            new Durations(),
            "1");
    threads.execute(this::acceptAll);
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        threads.execute(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      while (true) {
        String request = in.readLine();
        if (request == null) {
          return;
        }
        String header = null;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
          header = line.startsWith(Signature.HEADER + ": ") ? line.substring(11) : header;
        }
        String[] parts = request.split(" ", -1);
        boolean known =
            there
                .verify(header, new Signature.Request(parts[0], parts[1], " ", new byte[0]))
                .isPresent();
        if (silent) {
          answers.add("silent");
          answers.add(in.readLine() == null ? "left" : "more");
          return;
        }
        if (lost.contains(answers.size())) {
          answers.add("none");
          return;
        }
        String answer = known ? "204 No Content" : "404 Not Found\r\nContent-Length: 0";
        answers.add(answer.substring(0, 3));
        connection
            .getOutputStream()
            .write(("HTTP/1.1 " + answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException gone) {
      answers.add(gone.toString());
    }
  }

  private Node node() {
    return new Node(
        "node-2",
        "http://127.0.0.1:" + listener.getLocalPort(),
        "1",
        Duration.ofSeconds(10),
        NOW,
        Duration.ZERO,
        false,
        new Node.Report(false, 0, 0, 0, 0));
  }

  private int send(String method) throws Exception {
    return peers
        .send(node(), Peers.Call.own(method, "/alive", new byte[0]))
        .get(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .statusCode();
  }

  @Test
  void aQuestionWhoseConnectionEndedIsSignedAnew() throws Exception {
    assertThat(send("GET")).isEqualTo(204);
    lost.add(1);
    assertThat(send("GET")).isEqualTo(204);
    // Java's client repeats it on a new connection, and that is refused; then it is sent anew.
    assertThat(answers).containsExactly("204", "none", "404", "204");
  }

  @Test
  void aNodeThatDoesNotKnowUsIsAskedTwiceAtMost() throws Exception {
    peers =
        new Peers(
            threads,
            new Signature(SECRET + "not", () -> NOW),
            () -> Optional.of("node-1"),
            new Durations(),
            "1");
    assertThat(send("GET")).isEqualTo(404);
    assertThat(send("POST")).isEqualTo(404);
    assertThat(answers).containsExactly("404", "404", "404");
  }

  @Test
  void whoIsGivenUpOnIsNotWaitedFor() {
    silent = true;
    CompletableFuture<?> answer =
        peers.send(
            node(),
            Peers.Call.own("GET", "/alive", new byte[0]),
            Patience.PATIENCE,
            HttpResponse.BodyHandlers.discarding());
    await().until(() -> answers.contains("silent"));
    answer.cancel(true);
    await().until(() -> answers.contains("left"));
  }
}
