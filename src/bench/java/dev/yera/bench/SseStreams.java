package dev.yera.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Thousands of event streams on one thread. Thread-safe.
 *
 * <p>Our own, because client and server share two cores: what the client takes is missing in what
 * is measured, and still every id of every viewer has to be looked at. It reads a socket once,
 * takes the body out of its chunks and looks for line ends eight bytes at a time; nothing is
 * allocated for an event.
 */
public final class SseStreams implements AutoCloseable {
  private static final int READ_SIZE = 256 * 1024;

  private record Later(long nanoTime, Runnable task) {}

  private final Selector selector;
  private final Thread thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Later> timers =
      new PriorityQueue<>((a, b) -> Long.signum(a.nanoTime() - b.nanoTime()));
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(READ_SIZE);
  private byte[] workspace = new byte[2 * READ_SIZE];
  private final long pauseNanos;
  private volatile boolean closed;

  /** Starts the thread. */
  public SseStreams(String name) throws IOException {
    this(name, Duration.ZERO);
  }

  /**
   * Starts the thread.
   *
   * @param pause between two looks at all sockets. What arrives is read so much later, and a client
   *     with many streams does not wake up for each event
   */
  public SseStreams(String name, Duration pause) throws IOException {
    pauseNanos = pause.toNanos();
    selector = Selector.open();
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Opens a stream of a server's session.
   *
   * @param path such as {@code /api/sessions/<id>/stream}
   * @param after 0, or the number of the last event that is known
   */
  public SseStream open(
      InetSocketAddress address, String path, long after, StreamListener listener) {
    return open(address, path, after, Dialect.YERA, listener);
  }

  /** Opens a stream that speaks another dialect. */
  public SseStream open(
      InetSocketAddress address,
      String path,
      long after,
      Dialect dialect,
      StreamListener listener) {
    SseStream stream = new SseStream(this, address, path, after, dialect, listener);
    execute(stream::connect);
    return stream;
  }

  /** Runs this on the thread of the streams, soon. */
  public void execute(Runnable task) {
    tasks.add(task);
    if (Thread.currentThread() != thread) {
      selector.wakeup();
    }
  }

  /** Runs this on the thread of the streams, after a time. */
  public void executeLater(Duration later, Runnable task) {
    Later timer = new Later(System.nanoTime() + later.toNanos(), task);
    execute(() -> timers.add(timer));
  }

  /** Now, in microseconds since the epoch: the clock by which apps write their timestamps. */
  public static long nowMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
  }

  Selector selector() {
    return selector;
  }

  ByteBuffer incoming() {
    return incoming;
  }

  byte[] workspace(int size) {
    if (workspace.length < size) {
      workspace = new byte[2 * size];
    }
    return workspace;
  }

  private void run() {
    try {
      while (!closed) {
        runTasks();
        selector.select(SseStreams::ready, millisToNextTimer());
        if (pauseNanos > 0) {
          LockSupport.parkNanos(pauseNanos);
        }
        runTimers();
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void ready(SelectionKey key) {
    if (key.isValid()) {
      ((SseStream) key.attachment()).ready(key);
    }
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private void runTimers() {
    while (!timers.isEmpty() && timers.peek().nanoTime() - System.nanoTime() <= 0) {
      timers.remove().task().run();
    }
  }

  /** 0, which is for ever, without a timer. */
  private long millisToNextTimer() {
    if (!tasks.isEmpty()) {
      return 1;
    }
    return timers.isEmpty()
        ? 0
        : Math.max(1, (timers.peek().nanoTime() - System.nanoTime()) / 1_000_000);
  }

  /** Closes all streams and ends the thread; listeners hear nothing of it. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
