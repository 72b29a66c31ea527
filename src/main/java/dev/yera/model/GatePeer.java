package dev.yera.model;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An app's end of a connection. One thread reads and one writes; any may close. A connection takes
 * one request: then nothing that comes after it can be taken for another one.
 */
final class GatePeer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(GatePeer.class.getName());
  private static final int BUFFER = 8192;

  /** Of a refused request that is still on its way. */
  private static final long MOST_UNREAD = 64L << 20;

  private static final int MOST_BEHIND = 64 * 1024;
  private static final Duration LINGER = Duration.ofSeconds(5);

  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER).flip();

  GatePeer(SocketChannel channel) {
    this.channel = channel;
  }

  /** Each write is sent at once. */
  void begin(StandardProtocolFamily family) throws IOException {
    if (family != StandardProtocolFamily.UNIX) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
  }

  /** The next byte; -1 at the end. */
  int read() throws IOException {
    return fill() ? in.get() & 0xff : -1;
  }

  /** Some of the next bytes; -1 at the end. */
  int read(byte[] to, int offset, int length) throws IOException {
    if (!fill()) {
      return -1;
    }
    int n = Math.min(length, in.remaining());
    in.get(to, offset, n);
    return n;
  }

  private boolean fill() throws IOException {
    if (in.hasRemaining()) {
      return true;
    }
    in.clear();
    int n = channel.read(in);
    in.flip();
    return n > 0;
  }

  void write(byte[] bytes, int length) throws IOException {
    write(ByteBuffer.wrap(bytes, 0, length));
  }

  void write(String text) throws IOException {
    write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Waits until it has gone away, or was closed. */
  void awaitEnd() {
    ByteBuffer behind = ByteBuffer.allocate(1024);
    int most = MOST_BEHIND;
    try {
      for (int n = channel.read(behind); n >= 0 && most > 0; n = channel.read(behind.clear())) {
        most -= n;
      }
    } catch (IOException gone) {
      LOG.log(Level.FINEST, "A connection of an app has ended", gone);
    }
  }

  /** Lets it read a refusal: what is closed while it still sends takes what was said along. */
  void linger() {
    Deadline end = new Deadline(LINGER, this::close);
    try {
      channel.shutdownOutput();
      byte[] unread = new byte[BUFFER];
      long most = MOST_UNREAD;
      for (int n = read(unread, 0, BUFFER); n >= 0 && most > 0; n = read(unread, 0, BUFFER)) {
        most -= n;
      }
    } catch (IOException gone) {
      LOG.log(Level.FINEST, "A refused app has gone", gone);
    } finally {
      end.close();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "A connection of an app cannot be closed", e);
    }
  }
}
