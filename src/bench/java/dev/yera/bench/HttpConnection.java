package dev.yera.bench;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept HTTP/1.1 connection, for requests one after the other: a write, a read, and nothing in
 * between that would be measured along. Connects when it is first needed. For one thread.
 */
public final class HttpConnection implements Closeable {
  private static final int TIMEOUT_MILLIS = 60_000;

  /** Before the server would close it (Payara: 30 s), so that no request meets a closing one. */
  private static final long MAX_SILENCE_NANOS = 10_000_000_000L;

  /**
   * An answer.
   *
   * @param status the code
   * @param body as UTF-8; empty if there is none
   */
  public record Answer(int status, String body) {
    /**
     * The answer, if it has this status.
     *
     * @throws IOException if not, with what the server said
     */
    public Answer expect(int wanted) throws IOException {
      if (status != wanted) {
        throw new IOException("Expected " + wanted + ", got " + status + ": " + body);
      }
      return this;
    }
  }

  private final InetSocketAddress address;
  private final byte[] buffer = new byte[16 * 1024];
  private int next;
  private int filled;
  private Socket socket;
  private InputStream in;
  private long lastUse;

  /** To this server; nothing is opened yet. */
  public HttpConnection(InetSocketAddress address) {
    this.address = address;
  }

  /** GET. */
  public Answer get(String path) throws IOException {
    return exchange("GET", path, null);
  }

  /** POST of a JSON text. */
  public Answer post(String path, String json) throws IOException {
    return exchange("POST", path, json);
  }

  /** DELETE. */
  public Answer delete(String path) throws IOException {
    return exchange("DELETE", path, null);
  }

  private Answer exchange(String method, String path, String json) throws IOException {
    if (socket == null || System.nanoTime() - lastUse > MAX_SILENCE_NANOS) {
      connect();
    }
    try {
      socket.getOutputStream().write(request(method, path, json));
      Answer answer = answer();
      lastUse = System.nanoTime();
      return answer;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void connect() throws IOException {
    close();
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(address, TIMEOUT_MILLIS);
    in = socket.getInputStream();
    next = 0;
    filled = 0;
  }

  private byte[] request(String method, String path, String json) {
    byte[] body = json == null ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(200).append(method).append(' ').append(path);
    head.append(" HTTP/1.1\r\nHost: 127.0.0.1:").append(address.getPort()).append("\r\n");
    if (json != null) {
      head.append("Content-Type: application/json\r\nContent-Length: ").append(body.length);
      head.append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = new byte[start.length + body.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(body, 0, whole, start.length, body.length);
    return whole;
  }

  private Answer answer() throws IOException {
    String statusLine = line();
    int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
    int length = 0;
    boolean chunked = false;
    boolean last = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
      last |= lower.startsWith("connection:") && lower.contains("close");
    }
    String body = text(chunked ? chunks() : bytes(length));
    if (last) {
      close();
    }
    return new Answer(status, body);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      all.writeBytes(bytes(size));
      line();
    }
    while (!line().isEmpty()) {
      // trailers
    }
    return all.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = read(); c != '\n'; c = read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; ) {
      fillIfEmpty();
      int part = Math.min(length - at, filled - next);
      System.arraycopy(buffer, next, bytes, at, part);
      next += part;
      at += part;
    }
    return bytes;
  }

  private int read() throws IOException {
    fillIfEmpty();
    return buffer[next++] & 0xFF;
  }

  private void fillIfEmpty() throws IOException {
    if (next == filled) {
      next = 0;
      filled = Math.max(0, in.read(buffer));
      if (filled == 0) {
        throw new EOFException("The server closed the connection");
      }
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Closes it; a later request opens it again. */
  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
