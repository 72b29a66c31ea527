package dev.yera.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * One stream, read by the thread that wants its events: what a hand-over from another thread takes
 * would be measured along. For many streams take {@link SseStreams}. For one thread.
 */
public final class SseReader implements Closeable {
  private static final int READ_SIZE = 64 * 1024;
  private static final byte[] NOTHING = {};

  /** Takes the events, each whole and in its turn. */
  @FunctionalInterface
  public interface Events {
    /**
     * One event.
     *
     * @param id its number in the session; for {@link Dialect#ANY} a count from 1
     * @param bytes the frame is in here; valid during this call only
     * @param from the first byte of the frame
     * @param to behind the empty line that ends it
     */
    void event(long id, byte[] bytes, int from, int to);
  }

  private final SocketChannel channel;
  private final ResponseBody body = new ResponseBody();
  private final FrameScan frames;
  private final FrameScan.Events events;
  private final ByteBuffer in = ByteBuffer.allocateDirect(READ_SIZE);
  private byte[] work = new byte[2 * READ_SIZE];
  private byte[] unfinished = NOTHING;

  /** Asks for the stream from its first event on; nothing is read yet. */
  public SseReader(InetSocketAddress address, String path, Dialect dialect, Events events)
      throws IOException {
    this(address, path, 0, dialect, events);
  }

  /** Asks for what comes after the event of this number; nothing is read yet. */
  public SseReader(
      InetSocketAddress address, String path, long after, Dialect dialect, Events events)
      throws IOException {
    this.frames = new FrameScan(dialect, after);
    this.events = events::event;
    channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    String host = "127.0.0.1:" + address.getPort();
    ByteBuffer request = ByteBuffer.wrap(ResponseBody.request(host, path, after));
    while (request.hasRemaining()) {
      channel.write(request);
    }
  }

  /** Waits until the server has accepted it, or not; throws as {@link #readUntil}. */
  public void awaitAnswer() throws IOException {
    readUntil(() -> body.status() != 0);
  }

  /**
   * Hands on what comes until this is so; it is asked before each read.
   *
   * @throws EOFException if the stream ends before
   * @throws RefusedStreamException if the server did not accept it
   * @throws BrokenStreamException if a frame is not what the dialect promises
   */
  public void readUntil(BooleanSupplier enough) throws IOException {
    while (!enough.getAsBoolean()) {
      read();
    }
  }

  private void read() throws IOException {
    int read = channel.read(in.clear());
    if (read < 0) {
      throw new EOFException("The stream has ended");
    }
    if (work.length < unfinished.length + read) {
      work = new byte[2 * (unfinished.length + read)];
    }
    System.arraycopy(unfinished, 0, work, 0, unfinished.length);
    int end = body.take(in.flip(), work, unfinished.length);
    if (body.status() != 0 && body.status() != 200) {
      throw new RefusedStreamException(body.status());
    }
    int rest = frames.scan(work, 0, end, events);
    unfinished = rest == end ? NOTHING : Arrays.copyOfRange(work, rest, end);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
