package dev.yera.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stream that is read only when the test says so, through a socket that takes in little. */
final class RawViewer implements AutoCloseable {
  private static final int RECEIVE_BUFFER = 4096;
  private static final Pattern FRAME = Pattern.compile("id: (\\d+)\ndata: [^\n]*\n\n");

  private final Socket socket = new Socket();

  /** Opens the stream of this session and reads nothing of it. */
  RawViewer(int port, String session) throws IOException {
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    socket.setSoTimeout(30_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 30_000);
    // HTTP/1.0 has no chunks between the frames.
    String request =
        "GET /api/sessions/%s/stream HTTP/1.0\r\nHost: 127.0.0.1:%d\r\n\r\n"
            .formatted(session, port);
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

  /** The client says that it will send no more, and stays. */
  void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  /** Reads what is still on its way; returns the number of the last whole event of it. */
  long lastOfTheRest() throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[1 << 16];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        rest.write(buffer, 0, n);
      }
    } catch (IOException reset) {
      // A stream that is cut may end in any way.
      rest.flush();
    }
    Matcher frames = FRAME.matcher(rest.toString(StandardCharsets.UTF_8));
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
