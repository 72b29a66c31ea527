package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that end before they should. */
@OwnServer
class CutBodyIT {
  private static PayaraProcess payara;

  @BeforeAll
  static void start() throws IOException {
    payara = new PayaraProcess("cut-bodies", "", Map.of());
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 100\r\n\r\n{",
        "Transfer-Encoding: chunked\r\n\r\n64\r\n{",
        "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"
      })
  void aBodyThatEndsEarlyIsNoFaultOfTheServer(String rest) throws IOException {
    String id = payara.server().create("it.asks");
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
    payara.server().delete("/api/sessions/" + id);
    assertThat(payara.log()).as("nobody can fill the log").doesNotContain("A request failed");
  }
}
