package dev.yera.bench.compare;

import dev.yera.bench.Dialect;
import dev.yera.bench.SseStream;
import dev.yera.bench.SseStreams;
import dev.yera.bench.StreamListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Many viewers of one stream, all on one thread. Every viewer has to get every event. */
final class Audience implements AutoCloseable, StreamListener {
  private static final long PATIENCE_SECONDS = 60;

  private final SseStreams streams = new SseStreams("audience");
  private final List<SseStream> viewers = new ArrayList<>();
  private final CountDownLatch opened;
  private volatile long target = Long.MAX_VALUE;
  private volatile CountDownLatch arrived = new CountDownLatch(0);
  private volatile IOException failure;

  /** Opens this many, and returns when the server has accepted them all. */
  Audience(InetSocketAddress address, String path, Dialect dialect, int count) throws IOException {
    opened = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      viewers.add(streams.open(address, path, 0, dialect, this));
    }
    await(opened, "opened");
  }

  /** From now on the event of this number is waited for. */
  void expect(long id) {
    arrived = new CountDownLatch(viewers.size());
    target = id;
  }

  /** Returns when all have got it. */
  void await() throws IOException {
    await(arrived, "got event " + target);
  }

  private void await(CountDownLatch latch, String what) throws IOException {
    try {
      boolean all = latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (failure != null) {
        throw new IOException("A viewer failed", failure);
      }
      if (!all) {
        throw new IOException(latch.getCount() + " viewers have not " + what);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void opened(SseStream stream) {
    opened.countDown();
  }

  @Override
  public void event(SseStream stream, long id, byte[] bytes, int from, int to, long readMicros) {
    if (id == target) {
      arrived.countDown();
    }
  }

  @Override
  public void ended(SseStream stream, int status) {
    failed(stream, new IOException("A stream ended with status " + status));
  }

  @Override
  public void failed(SseStream stream, IOException why) {
    failure = why;
    while (opened.getCount() > 0) {
      opened.countDown();
    }
    CountDownLatch waiting = arrived;
    while (waiting.getCount() > 0) {
      waiting.countDown();
    }
  }

  @Override
  public void close() {
    streams.close();
  }
}
