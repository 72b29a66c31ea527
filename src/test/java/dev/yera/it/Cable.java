package dev.yera.it;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A way to a port of loopback that can be cut. What is on it while it is cut neither arrives nor
 * comes back, and nobody is told: as on a network whose cable is pulled.
 */
final class Cable implements AutoCloseable {
  private final ServerSocket entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final Object changed = new Object();
  private int target;
  private boolean cut;
  private int cuts;

  /** One that leads nowhere yet: what comes waits. */
  Cable() throws IOException {
    Thread accepting = new Thread(this::accept, "cable");
    accepting.setDaemon(true);
    accepting.start();
  }

  /** Where it is entered. */
  int port() {
    return entrance.getLocalPort();
  }

  /** It leads to this port. */
  void to(int port) {
    synchronized (changed) {
      target = port;
      changed.notifyAll();
    }
  }

  void cut() {
    synchronized (changed) {
      cut = true;
      cuts++;
    }
  }

  /** What was on it is lost; new connections get through. Nothing if it is not cut. */
  void mend() {
    synchronized (changed) {
      if (!cut) {
        return;
      }
      cut = false;
      changed.notifyAll();
    }
    open.forEach(Cable::close);
    open.clear();
  }

  private void accept() {
    try {
      while (true) {
        Socket in = entrance.accept();
        open.add(in);
        begin(() -> connect(in));
      }
    } catch (IOException closed) {
      mend();
    }
  }

  private static void begin(Runnable task) {
    Thread thread = new Thread(task, "cable");
    thread.setDaemon(true);
    thread.start();
  }

  private void connect(Socket in) {
    try {
      awaitWay();
      Socket out = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(out);
      // What comes in two pieces would wait for the first to be acknowledged, 40 ms each time.
      in.setTcpNoDelay(true);
      out.setTcpNoDelay(true);
      begin(() -> carry(in, out));
      carry(out, in);
    } catch (IOException gone) {
      close(in);
    }
  }

  private void carry(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] some = new byte[16 * 1024];
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        awaitWay();
        out.write(some, 0, n);
        out.flush();
      }
    } catch (IOException gone) {
      close(to);
    } finally {
      close(from);
      close(to);
      open.removeAll(List.of(from, to));
    }
  }

  private void awaitWay() throws IOException {
    synchronized (changed) {
      int before = cuts;
      while (cut || target == 0) {
        try {
          changed.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", e);
        }
      }
      if (before != cuts) {
        throw new IOException("it was cut meanwhile");
      }
    }
  }

  private static void close(Closeable each) {
    try {
      each.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }
}
