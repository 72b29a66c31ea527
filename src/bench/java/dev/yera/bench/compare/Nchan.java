package dev.yera.bench.compare;

import dev.yera.bench.Audience;
import dev.yera.bench.Dialect;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * nginx with nchan: what is posted to a channel goes to all its subscribers. Nothing is kept for
 * who comes late; no app is run.
 */
final class Nchan implements AutoCloseable {
  /** So many posts are on their way before the first answer is waited for. */
  private static final int PIPELINED = 64;

  /** More than are ever on their way, so that none is forgotten before it is sent. */
  private static final int BUFFER = 1024;

  private static final byte[] ANSWER = "HTTP/1.1 20".getBytes(StandardCharsets.US_ASCII);

  private final InetSocketAddress address;
  private final PeerProcess process;

  Nchan() throws IOException {
    address = PeerProcess.freeAddress();
    Path folder = Files.createDirectories(PeerProcess.outputs().resolve("nginx"));
    String config =
        Files.readString(Path.of("src", "bench", "peers", "nginx.conf"))
            .replace("${module}", Peers.NCHAN_MODULE.toString())
            .replace("${buffer}", Integer.toString(BUFFER))
            .replace("${port}", Integer.toString(address.getPort()));
    Files.writeString(folder.resolve("nginx.conf"), config);
    process =
        new PeerProcess(
            "nginx",
            List.of("nginx", "-p", folder.toString(), "-c", "nginx.conf", "-e", "stderr"),
            folder,
            Map.of(),
            address);
  }

  /** The channel, with this many subscribers. */
  Broadcast open(int subscribers) throws IOException {
    return new Channel(subscribers);
  }

  @Override
  public void close() {
    process.close();
  }

  private final class Channel implements Broadcast {
    private final Audience audience;
    private final Socket publisher;
    private final byte[] buffer = new byte[64 * 1024];
    private long published;
    private int matched;

    Channel(int subscribers) throws IOException {
      audience = new Audience(address, "/subscribe", Dialect.ANY, subscribers);
      publisher = new Socket(address.getAddress(), address.getPort());
      publisher.setTcpNoDelay(true);
    }

    @Override
    public long send(int events) throws IOException {
      byte[] post =
          ("POST /publish HTTP/1.1\r\nHost: bench\r\nContent-Length: 200\r\n\r\n" + "x".repeat(200))
              .getBytes(StandardCharsets.US_ASCII);
      byte[] posts = new byte[post.length * PIPELINED];
      for (int i = 0; i < PIPELINED; i++) {
        System.arraycopy(post, 0, posts, i * post.length, post.length);
      }
      audience.expect(published + events);
      long begin = System.nanoTime();
      int unanswered = 0;
      for (int sent = 0; sent < events; ) {
        int now = Math.min(PIPELINED / 2, events - sent);
        publisher.getOutputStream().write(posts, 0, now * post.length);
        sent += now;
        unanswered += now;
        while (unanswered > PIPELINED / 2) {
          unanswered -= answers();
        }
      }
      while (unanswered > 0) {
        unanswered -= answers();
      }
      audience.await();
      published += events;
      return System.nanoTime() - begin;
    }

    /** How many answers of success begin in what is read next; at least one byte is. */
    private int answers() throws IOException {
      int length = publisher.getInputStream().read(buffer);
      if (length < 0) {
        throw new EOFException("nginx closed the publisher's connection");
      }
      int answers = 0;
      for (int i = 0; i < length; i++) {
        boolean next = buffer[i] == ANSWER[matched];
        matched = next ? matched + 1 : (buffer[i] == ANSWER[0] ? 1 : 0);
        if (matched == ANSWER.length) {
          answers++;
          matched = 0;
        }
      }
      return answers;
    }

    @Override
    public void close() throws IOException {
      publisher.close();
      audience.close();
    }
  }
}
