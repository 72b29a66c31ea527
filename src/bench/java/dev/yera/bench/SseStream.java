package dev.yera.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;

/**
 * One viewer: a stream, and after a cut or an end the next stream from the last whole event on.
 * Made by {@link SseStreams#open}. Its methods may be called on any thread; what they do happens on
 * that of its {@link SseStreams}.
 */
public final class SseStream {
  private static final byte[] NOTHING = {};

  private final SseStreams streams;
  private final InetSocketAddress address;
  private final String path;
  private final StreamListener listener;
  private final FrameScan frames;
  private final FrameScan.Events events = this::event;

  private SocketChannel channel;
  private ResponseBody body;
  private byte[] unfinished = NOTHING;
  private boolean accepted;
  private long readMicros;
  private volatile long lastId;

  SseStream(
      SseStreams streams,
      InetSocketAddress address,
      String path,
      long after,
      Dialect dialect,
      StreamListener listener) {
    this.streams = streams;
    this.address = address;
    this.path = path;
    this.listener = listener;
    this.frames = new FrameScan(dialect, after);
    this.lastId = after;
  }

  /** The number of the last event that came whole; as of the last read if asked elsewhere. */
  public long lastId() {
    return lastId;
  }

  /** The path it asks for. */
  public String path() {
    return path;
  }

  /** Cuts the connection without a farewell (RST), as a client that dies does. */
  public void cut() {
    streams.execute(() -> disconnect(true));
  }

  /** Closes the connection. */
  public void close() {
    streams.execute(() -> disconnect(false));
  }

  /** Connects again after this time, with the number of the last event. */
  public void reopen(Duration later) {
    streams.executeLater(later, this::connect);
  }

  void connect() {
    disconnect(false);
    try {
      body = new ResponseBody();
      unfinished = NOTHING;
      accepted = false;
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.connect(address);
      channel.register(streams.selector(), SelectionKey.OP_CONNECT, this);
    } catch (IOException e) {
      fail(e);
    }
  }

  void ready(SelectionKey key) {
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        String host = "127.0.0.1:" + address.getPort();
        ByteBuffer request = ByteBuffer.wrap(ResponseBody.request(host, path, frames.lastId()));
        channel.write(request);
        if (request.hasRemaining()) {
          throw new IOException("An empty socket did not take a request");
        }
        key.interestOps(SelectionKey.OP_READ);
      } else if (key.isReadable()) {
        read();
      }
    } catch (IOException e) {
      fail(e);
    } catch (RuntimeException e) {
      fail(new IOException("A listener failed", e));
    }
  }

  private void read() throws IOException {
    ByteBuffer in = streams.incoming();
    int read = channel.read(in.clear());
    readMicros = SseStreams.nowMicros();
    byte[] work = streams.workspace(unfinished.length + Math.max(0, read));
    System.arraycopy(unfinished, 0, work, 0, unfinished.length);
    int end = body.take(in.flip(), work, unfinished.length);
    if (!accepted && body.status() != 0) {
      accept();
    }
    int rest = frames.scan(work, 0, end, events);
    lastId = frames.lastId();
    unfinished = rest == end ? NOTHING : Arrays.copyOfRange(work, rest, end);
    if (channel != null && (body.isDone() || read < 0)) {
      finish();
    }
  }

  private void accept() throws IOException {
    if (body.status() != 200 && body.status() != 204) {
      throw new RefusedStreamException(body.status());
    }
    accepted = true;
    if (body.status() == 200) {
      listener.opened(this);
    }
  }

  private void finish() throws IOException {
    if (!body.mayEndWithConnection()) {
      throw new IOException("The connection ended within an answer");
    }
    if (unfinished.length > 0) {
      throw new BrokenStreamException("The stream ended within an event");
    }
    int status = body.status();
    disconnect(false);
    listener.ended(this, status);
  }

  private void event(long id, byte[] bytes, int from, int to) {
    listener.event(this, id, bytes, from, to, readMicros);
  }

  private void fail(IOException why) {
    lastId = frames.lastId();
    if (channel != null) {
      disconnect(false);
      listener.failed(this, why);
    }
  }

  private void disconnect(boolean abruptly) {
    if (channel == null) {
      return;
    }
    try (SocketChannel closing = channel) {
      channel = null;
      if (abruptly) {
        closing.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException e) {
      listener.failed(this, e);
    }
  }
}
