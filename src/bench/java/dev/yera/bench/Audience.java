package dev.yera.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Many viewers of one stream, all on one thread. Every viewer has to get every event. For one
 * thread.
 */
public final class Audience implements AutoCloseable, StreamListener {
  private static final long PATIENCE_SECONDS = 60;

  /** Payara lets 4,096 requests wait for a thread, and drops the connections of others. */
  private static final int AT_ONCE = 1_000;

  private final SseStreams streams = new SseStreams("audience");
  private final List<SseStream> viewers = new ArrayList<>();
  private final CountDownLatch opened;
  private volatile long target = Long.MAX_VALUE;
  private volatile CountDownLatch arrived = new CountDownLatch(0);
  private volatile IOException failure;

  /** Opens this many, and returns when the server has accepted them all. */
  public Audience(InetSocketAddress address, String path, Dialect dialect, int count)
      throws IOException {
    this(Collections.nCopies(count, address), path, dialect);
  }

  /** Opens one at each of these addresses, and returns when all have been accepted. */
  public Audience(List<InetSocketAddress> addresses, String path, Dialect dialect)
      throws IOException {
    opened = new CountDownLatch(addresses.size());
    for (InetSocketAddress address : addresses) {
      viewers.add(streams.open(address, path, 0, dialect, this));
      while (opened.getCount() > addresses.size() - viewers.size() + AT_ONCE) {
        Pause.millis(1);
        check();
      }
    }
    await(opened, "opened");
  }

  /** From now on the event of this number is waited for. */
  public void expect(long id) {
    arrived = new CountDownLatch(viewers.size());
    target = id;
  }

  /** Returns when all have got it. */
  public void await() throws IOException {
    await(arrived, "got event " + target);
  }

  /** Fails if one of them did. */
  public void check() throws IOException {
    if (failure != null) {
      throw new IOException("A viewer failed", failure);
    }
  }

  private void await(CountDownLatch latch, String what) throws IOException {
    try {
      boolean all = latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      check();
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
