package dev.yera.bench.compare;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * A WebSocket, read by the thread that wants its messages: the JDK's client hands each message to
 * another thread, which would be measured along. For one thread.
 */
final class WebSocket implements Closeable {
  private static final int FINAL = 0x80;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int MASKED = 0x80;

  /** Takes the messages. */
  @FunctionalInterface
  interface Messages {
    /** One text message; the range is valid during this call only. */
    void message(byte[] bytes, int from, int to);
  }

  private final SocketChannel channel;
  private final Messages messages;
  private byte[] buffer = new byte[256 * 1024];
  private int start;
  private int end;

  /** Connects, and returns when the server has agreed. */
  WebSocket(InetSocketAddress address, String path, Messages messages) throws IOException {
    this.messages = messages;
    channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    String host = "127.0.0.1:" + address.getPort();
    write(
        ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host + "\r\n")
            .concat("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
            .concat("Sec-WebSocket-Key: eWVyYSBzZXNzaW9ucyEhIQ==\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    String head = head();
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new IOException("No WebSocket: " + head);
    }
  }

  private String head() throws IOException {
    while (true) {
      String text = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
      int headEnd = text.indexOf("\r\n\r\n");
      if (headEnd >= 0) {
        start = headEnd + 4;
        return text.substring(0, headEnd);
      }
      read();
    }
  }

  /** Sends a text message. */
  void send(String text) throws IOException {
    send(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private void send(int kind, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) (FINAL | kind));
    if (payload.length < 126) {
      frame.put((byte) (MASKED | payload.length));
    } else if (payload.length <= 0xFFFF) {
      frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (MASKED | 127)).putLong(payload.length);
    }
    // A mask of zeros is a mask: it changes nothing.
    frame.putInt(0).put(payload);
    write(Arrays.copyOf(frame.array(), frame.position()));
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(bytes);
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** Hands on what comes until this is so; it is asked before each read. */
  void readUntil(BooleanSupplier enough) throws IOException {
    takeFrames();
    while (!enough.getAsBoolean()) {
      read();
      takeFrames();
    }
  }

  private void read() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, end * 2);
    }
    int count = channel.read(ByteBuffer.wrap(buffer, end, buffer.length - end));
    if (count < 0) {
      throw new EOFException("The server closed the connection");
    }
    end += count;
  }

  private void takeFrames() throws IOException {
    while (end - start >= 2) {
      long length = buffer[start + 1] & 0x7F;
      int head = 2;
      if (length == 126) {
        head = 4;
      } else if (length == 127) {
        head = 10;
      }
      if (end - start < head) {
        return;
      }
      if (head > 2) {
        length = number(start + 2, start + head);
      }
      if (end - start < head + length) {
        return;
      }
      int kind = buffer[start] & 0xFF;
      int from = start + head;
      start = Math.toIntExact(from + length);
      take(kind, from, start);
    }
  }

  private void take(int kind, int from, int to) throws IOException {
    switch (kind) {
      case FINAL | TEXT -> messages.message(buffer, from, to);
      case FINAL | PING -> send(PONG, Arrays.copyOfRange(buffer, from, to));
      case FINAL | PONG -> {
        // nothing was asked
      }
      case FINAL | CLOSE -> throw new EOFException("The server closed the connection");
      default -> throw new IOException("A frame of kind " + kind);
    }
  }

  private long number(int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number << 8 | (buffer[i] & 0xFF);
    }
    return number;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
