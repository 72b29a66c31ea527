package dev.yera.it;

import dev.yera.event.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The answer to a request that no careful client would send, over a socket. */
record RawAnswer(int status, List<String> head, String body) {

  /**
   * Asks a server on loopback, with a {@code Host} of its own among the lines or loopback's.
   *
   * @param target the second word of the request, as it goes over the line
   * @param lines header lines; a body in pieces has none
   */
  static RawAnswer to(int port, String verb, String target, String... lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      StringBuilder request = new StringBuilder(verb + " " + target + " HTTP/1.1\r\n");
      if (List.of(lines).stream().noneMatch(line -> line.startsWith("Host:"))) {
        request.append("Host: 127.0.0.1:").append(port).append("\r\n");
      }
      List.of(lines).forEach(line -> request.append(line).append("\r\n"));
      request.append("Connection: close\r\n\r\n");
      if (List.of(lines).contains("Transfer-Encoding: chunked")) {
        request.append("0\r\n\r\n");
      }
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      int end = all.indexOf("\r\n\r\n");
      List<String> head = List.of(all.substring(0, end).split("\r\n", -1));
      return new RawAnswer(
          Integer.parseInt(head.get(0).split(" ", 3)[1]), head, all.substring(end + 4));
    }
  }

  /** The value of a header, or null. */
  String header(String name) {
    String begin = name.toLowerCase(Locale.ROOT) + ": ";
    return head.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begin))
        .map(line -> line.substring(begin.length()))
        .findFirst()
        .orElse(null);
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> json() {
    return (Map<String, Object>) Json.read(body.getBytes(StandardCharsets.ISO_8859_1));
  }
}
