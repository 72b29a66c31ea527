package dev.yera.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request that comes as the test says, over a socket of its own. */
final class SlowBody implements AutoCloseable {
  private static final String JSON = "Content-Type: application/json\r\n";

  private final Socket socket;
  private final String space;

  /** Sends the head of a POST, and the first byte of a body of this many. */
  SlowBody(int port, String path, int length) throws IOException {
    this(port, path, JSON + "Content-Length: " + length);
    send("{");
  }

  /** Sends the head of a POST with these headers. */
  SlowBody(int port, String path, String headers) throws IOException {
    this(" ", port, "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n".formatted(path, headers));
  }

  private SlowBody(String space, int port, String begin) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    this.space = space;
    send(begin);
  }

  /** Sends the head of a POST, and the first of chunks of a byte. */
  static SlowBody chunked(int port, String path) throws IOException {
    String head = "POST %s HTTP/1.1\r\nHost: localhost\r\n".formatted(path);
    return new SlowBody(
        "1\r\n \r\n", port, head + JSON + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
  }

  /** Sends exactly this. */
  static SlowBody of(int port, String bytes) throws IOException {
    return new SlowBody(" ", port, bytes);
  }

  /** Leaves without reading what has come. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Sends a head up to the value of a header. */
  static SlowBody head(int port) throws IOException {
    return new SlowBody("x", port, "GET /api/apps HTTP/1.1\r\nHost: localhost\r\nX-Long: ");
  }

  void send(String more) throws IOException {
    socket.getOutputStream().write(more.getBytes(StandardCharsets.UTF_8));
  }

  /** One byte more, if the server still takes any. */
  void trickle() {
    try {
      send(space);
    } catch (IOException hasItsAnswer) {
      // The server has closed the connection: that is what the test waits for.
    }
  }

  /** Whether something has come. */
  boolean hasAnswer() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  /** What comes, to the end of an answer in JSON. */
  String answer() throws IOException {
    return upTo('}');
  }

  /** The first line of what comes. */
  String status() throws IOException {
    return upTo('\r');
  }

  /** All that comes until the server closes. */
  String all() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String upTo(char end) throws IOException {
    StringBuilder all = new StringBuilder();
    for (int b = socket.getInputStream().read(); b >= 0 && b != end; ) {
      all.append((char) b);
      b = socket.getInputStream().read();
    }
    return all.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
