package dev.yera.it;

import static dev.yera.Patience.PATIENCE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stream that is read only when the test says so, through a socket that takes in little. */
final class RawViewer implements AutoCloseable {
  private static final int RECEIVE_BUFFER = 4096;
  private static final Pattern FRAME = Pattern.compile("id: (\\d+)\ndata: [^\n]*\n\n");

  private final Socket socket = new Socket();

  /** Opens the stream of this session and reads nothing of it. */
  RawViewer(int port, String session) throws IOException {
    this(port, "", session);
  }

  /** Of a server under this context path. */
  RawViewer(int port, String context, String session) throws IOException {
    this(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), context, session);
  }

  /** Of a server on any address. */
  RawViewer(InetSocketAddress address, String context, String session) throws IOException {
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.connect(address, 30_000);
    // HTTP/1.0 has no chunks between the frames.
    String request =
        "GET %s/api/sessions/%s/stream HTTP/1.0\r\nHost: %s:%d\r\n\r\n"
            .formatted(context, session, address.getAddress().getHostAddress(), address.getPort());
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads until there is the first comment; the stream is open then. */
  void awaitOpening() throws IOException {
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf("retry: ") < 0) {
      seen.append((char) readByte());
    }
  }

  /** The next byte, -1 at the end. */
  int readByte() throws IOException {
    return socket.getInputStream().read();
  }

  /** What has come, as much as there is room for; -1 at the end. */
  int read(byte[] buffer) throws IOException {
    return socket.getInputStream().read(buffer);
  }

  /** The client says that it will send no more, and stays. */
  void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  /** Reads what is still on its way; returns the number of the last whole event of it. */
  long lastOfTheRest() throws IOException {
    return lastEvent(rest());
  }

  /** Reads what is still on its way, to the end of the stream. */
  String rest() throws IOException {
    return rest(0);
  }

  /** Reads to the end of the stream with a pause of this length after each piece of it. */
  String rest(long pauseNanos) throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[1 << 16];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        rest.write(buffer, 0, n);
        LockSupport.parkNanos(pauseNanos);
      }
    } catch (IOException reset) {
      // A stream that is cut may end in any way.
      rest.flush();
    }
    return rest.toString(StandardCharsets.UTF_8);
  }

  /** The number of the last whole event in a text, 0 if there is none. */
  static long lastEvent(String text) {
    Matcher frames = FRAME.matcher(text);
    long last = 0;
    while (frames.find()) {
      last = Long.parseLong(frames.group(1));
    }
    return last;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
