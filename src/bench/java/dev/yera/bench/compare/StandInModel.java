package dev.yera.bench.compare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.yera.bench.SseStreams;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the place of a language model, over its protocol: says at once, or at a pace, tokens that
 * carry the time at which they were written. Thread-safe.
 */
final class StandInModel implements AutoCloseable {
  /** A token: when it was written, in microseconds since the epoch. */
  static final Pattern TOKEN = Pattern.compile("@(\\d{16});");

  /** What a user says to have it told so many tokens, so many of them a second. */
  private static final Pattern PACE = Pattern.compile("(\\d+) tokens at (\\d+)/s");

  private static final String PATH = "/v1/chat/completions";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  StandInModel() throws IOException {
    // Without it the JDK's server holds back what it was told to flush, by 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(PATH, this::answer);
    server.start();
  }

  /** What has it say so many tokens at this pace. */
  static String order(int tokens, int perSecond) {
    return tokens + " tokens at " + perSecond + "/s";
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return server.getAddress();
  }

  /** Its address as a server of ours is told it. */
  String baseUrl() {
    return "http://127.0.0.1:" + address().getPort() + "/v1";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      OutputStream to = exchange.getResponseBody();
      int tokens = 1;
      long pauseNanos = 0;
      Matcher pace = PACE.matcher(asked);
      while (pace.find()) { // the last: those before are of the talk so far
        tokens = Integer.parseInt(pace.group(1));
        pauseNanos = TimeUnit.SECONDS.toNanos(1) / Integer.parseInt(pace.group(2));
      }
      long next = System.nanoTime();
      for (int i = 0; i < tokens; i++) {
        LockSupport.parkNanos(next - System.nanoTime());
        next += pauseNanos;
        say(to, "{\"content\":\"@" + SseStreams.nowMicros() + ";\"}", "null");
      }
      say(to, "{}", "\"stop\"");
      to.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void say(OutputStream to, String delta, String reason) throws IOException {
    String event =
        "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":"
            + "[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n".formatted(delta, reason);
    to.write(event.getBytes(StandardCharsets.UTF_8));
    to.flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
