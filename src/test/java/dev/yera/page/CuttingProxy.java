package dev.yera.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** A network between browser and server that can be cut, and that can be impatient. */
final class CuttingProxy implements AutoCloseable {
  private static final String ANSWER = "HTTP/1.1 ";

  private final ServerSocket listening;
  private final int target;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger taken = new AtomicInteger();
  private final LongAdder sent = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private volatile boolean cut;
  private volatile long longestMillis = Long.MAX_VALUE;

  CuttingProxy(int target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** Ends every connection, and takes no new one. */
  void cut() {
    cut = true;
    open.forEach(CuttingProxy::close);
  }

  void restore() {
    cut = false;
  }

  /** From now on a connection is ended when it is so old, whatever it is doing. */
  void cutAfter(long millis) {
    longestMillis = millis;
    open.forEach(client -> threads.execute(() -> closeLater(client)));
  }

  /** How many bytes the server has sent so far. */
  long bytes() {
    return sent.sum();
  }

  /** How many answers of the server have begun so far. */
  long answers() {
    return answered.sum();
  }

  /** How many there were so far. */
  int connections() {
    return taken.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        taken.incrementAndGet();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    open.add(client);
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      if (cut) {
        return;
      }
      threads.execute(() -> copy(client, server, bytes -> {}));
      if (longestMillis != Long.MAX_VALUE) {
        threads.execute(() -> closeLater(client));
      }
      copy(server, client, this::count);
    } catch (IOException gone) {
      // The other side sees its end, which is all there is to do.
    } finally {
      open.remove(client);
    }
  }

  private void closeLater(Socket client) {
    try {
      TimeUnit.MILLISECONDS.sleep(longestMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close(client);
  }

  /** An answer begins where the server begins to write. */
  private void count(String text) {
    sent.add(text.length());
    for (int at = text.indexOf(ANSWER); at >= 0; at = text.indexOf(ANSWER, at + 1)) {
      answered.increment();
    }
  }

  private static void copy(Socket from, Socket to, Consumer<String> seen) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] bytes = new byte[8192];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        seen.accept(new String(bytes, 0, n, StandardCharsets.ISO_8859_1));
        out.write(bytes, 0, n);
        out.flush();
      }
    } catch (IOException gone) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed either way.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
    threads.shutdownNow();
  }
}
