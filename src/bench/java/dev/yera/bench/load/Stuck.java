package dev.yera.bench.load;

import dev.yera.bench.YeraServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Viewers of one session that read nothing, or a byte a second: every {@value #A_BYTE_A_SECOND}th.
 */
final class Stuck implements Closeable {
  private static final int A_BYTE_A_SECOND = 5;
  private static final int RECEIVE_BUFFER = 4096;
  private static final Pattern WRITING =
      Pattern.compile("at dev\\.yera\\.stream\\.Viewer\\.write\\(");

  private final List<SocketChannel> all = new ArrayList<>();
  private final List<SocketChannel> slow = new ArrayList<>();
  private final Thread reader = new Thread(this::readSlowly, "a-byte-a-second");
  private volatile boolean closed;

  Stuck(InetSocketAddress address, String path, int viewers) throws IOException {
    for (int i = 0; i < viewers; i++) {
      SocketChannel channel = SocketChannel.open();
      all.add(channel);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      channel.connect(address);
      String text = "GET %s?viewer=stuck-%d HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".formatted(path, i);
      ByteBuffer request = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (request.hasRemaining()) {
        channel.write(request);
      }
      if (i % A_BYTE_A_SECOND == 0) {
        slow.add(channel);
      }
    }
    reader.setDaemon(true);
    reader.start();
  }

  private void readSlowly() {
    ByteBuffer one = ByteBuffer.allocate(1);
    try {
      while (!closed) {
        for (SocketChannel channel : slow) {
          channel.configureBlocking(false);
          channel.read(one.clear());
        }
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (IOException | InterruptedException e) {
      if (!closed) {
        System.err.println("A slow viewer ended: " + e);
      }
    }
  }

  /** Returns when the server has a blocked write for each of them. */
  void awaitBlocked(YeraServer server) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (blocked(server) < all.size()) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            blocked(server) + " of " + all.size() + " writers are blocked after a minute");
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** How many writers a thread dump shows within a write. */
  static int blocked(YeraServer server) throws IOException {
    return (int) WRITING.matcher(server.jcmd("Thread.print")).results().count();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    for (SocketChannel channel : all) {
      channel.close();
    }
  }
}
