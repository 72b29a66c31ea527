package dev.yera.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request whose body comes as the test says, over a socket of its own. */
final class SlowBody implements AutoCloseable {
  private final Socket socket;

  /** Sends the head of a POST, and the first byte of a body of this many. */
  SlowBody(int port, String path, int length) throws IOException {
    this(port, path, "Content-Type: application/json\r\nContent-Length: " + length);
    send("{");
  }

  /** Sends the head of a POST with these headers. */
  SlowBody(int port, String path, String headers) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    send("POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n".formatted(path, headers));
  }

  void send(String more) throws IOException {
    socket.getOutputStream().write(more.getBytes(StandardCharsets.UTF_8));
  }

  /** One byte more, if the server still takes any. */
  void trickle() {
    try {
      send(" ");
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
    StringBuilder answer = new StringBuilder();
    for (int b = socket.getInputStream().read(); b >= 0 && b != '}'; ) {
      answer.append((char) b);
      b = socket.getInputStream().read();
    }
    return answer.toString();
  }

  /** The first line of what comes. */
  String status() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = socket.getInputStream().read(); b >= 0 && b != '\r'; ) {
      line.append((char) b);
      b = socket.getInputStream().read();
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
