package dev.yera.bench.compare;

import dev.yera.bench.Talk;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * websocketd: a process for each connection, its lines as messages; nothing is kept, numbered or
 * checked. Runs a program in Python.
 */
final class Websocketd implements Contender {
  private final InetSocketAddress address;
  private final PeerProcess process;

  Websocketd() throws IOException {
    address = PeerProcess.freeAddress();
    process =
        new PeerProcess(
            "websocketd",
            List.of(
                "websocketd",
                "--address=127.0.0.1",
                "--port=" + address.getPort(),
                "--loglevel=error",
                Peers.PYTHON,
                "console.py"),
            Path.of("src", "bench", "peers"),
            Map.of(),
            address);
  }

  @Override
  public long pid() {
    return process.pids().get(0);
  }

  @Override
  public String name() {
    return "websocketd";
  }

  @Override
  public Talk start() throws IOException {
    return new Lines(address);
  }

  @Override
  public void close() {
    process.close();
  }

  private static final class Lines implements Talk {
    private final WebSocket socket;
    private String awaited = "Say something";
    private boolean came;
    private boolean bursting;
    private int pieces;

    Lines(InetSocketAddress address) throws IOException {
      socket = new WebSocket(address, "/", this::line);
      socket.readUntil(() -> came);
    }

    private void line(byte[] bytes, int from, int to) {
      if (bursting) {
        piece(bytes, from, to);
        return;
      }
      String line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      if (!line.equals(awaited)) {
        throw new IllegalStateException("Expected " + awaited + ", got " + line);
      }
      came = true;
    }

    private void piece(byte[] bytes, int from, int to) {
      int number = 0;
      for (int i = from; i < to && bytes[i] != 'x'; i++) {
        number = number * 10 + bytes[i] - '0';
      }
      if (number != pieces || to - from != 200) {
        throw new IllegalStateException("Expected line " + pieces + ", got " + number);
      }
      pieces++;
    }

    @Override
    public long say(String text) throws IOException {
      awaited = text;
      came = false;
      long begin = System.nanoTime();
      socket.send(text);
      socket.readUntil(() -> came);
      return System.nanoTime() - begin;
    }

    @Override
    public long burst(int count) throws IOException {
      bursting = true;
      pieces = 0;
      long begin = System.nanoTime();
      socket.send("burst " + count);
      socket.readUntil(() -> pieces == count);
      long nanos = System.nanoTime() - begin;
      bursting = false;
      return nanos;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
