package dev.yera.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A line to PostgreSQL that can break in the middle of a commit: of a transaction, or of a
 * statement that inserts events and is one by itself.
 */
final class CutLine implements AutoCloseable {
  /** Where it breaks. */
  enum At {
    /** The database does not get to know of the commit. */
    BEFORE_COMMIT,
    /** It commits, and nobody hears of it. */
    AFTER_COMMIT,
    /** Nowhere. */
    NOWHERE
  }

  private final ServerSocket server;
  private final int port;
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile At at = At.NOWHERE;

  /** To the database that listens on this port of loopback. */
  CutLine(int port) throws IOException {
    this.port = port;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    begin(this::accept);
  }

  private static void begin(Runnable run) {
    Thread thread = new Thread(run);
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** The next commit is cut. */
  void cutNext(At where) {
    at = where;
  }

  int cuts() {
    return cuts.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket database = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setTcpNoDelay(true);
        database.setTcpNoDelay(true);
        begin(() -> forth(client, database));
        begin(() -> back(client, database));
      }
    } catch (IOException closed) {
      return; // the test is over
    }
  }

  private void forth(Socket client, Socket database) {
    byte[] bytes = new byte[1 << 20];
    try (client;
        database) {
      InputStream in = client.getInputStream();
      OutputStream out = database.getOutputStream();
      boolean inTransaction = false;
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        String words = new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
        boolean ends = words.contains("COMMIT");
        inTransaction = (inTransaction || words.contains("BEGIN")) && !ends;
        boolean inserts = !inTransaction && words.contains("INSERT INTO block");
        boolean commits = at != At.NOWHERE && (ends || inserts);
        At where = commits ? at : At.NOWHERE;
        if (commits) {
          at = At.NOWHERE;
          cuts.incrementAndGet();
        }
        if (where == At.BEFORE_COMMIT) {
          return;
        }
        if (where == At.AFTER_COMMIT) {
          client.shutdownOutput(); // before the answer is there
        }
        out.write(bytes, 0, n);
      }
    } catch (IOException cut) {
      return; // by the other direction
    }
  }

  private static void back(Socket client, Socket database) {
    try (client;
        database) {
      database.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException cut) {
      return; // by the other direction
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
