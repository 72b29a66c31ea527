package dev.yera.llm;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks the server's gate for LangChain4j, on the caller's own thread and on a connection of its
 * own: who interrupts the thread, or closes this, ends the request at the provider, also before the
 * first token. Through the socket in the file system if there is one, as a sandbox may have no
 * network.
 */
final class GateClient implements HttpClient {
  private static final int LONGEST_ERROR = 64 * 1024;
  private static final ThreadLocal<GateClient> TURN = new ThreadLocal<>();

  private final Optional<String> socket;
  private final Runnable beforeWait;
  private final Supplier<SSLSocketFactory> tls;
  private volatile SocketChannel channel;
  private Duration retryAfter = Duration.ZERO;

  /**
   * One that has asked nothing yet.
   *
   * @param socket where to connect to; empty for the address of the request
   */
  GateClient(Optional<String> socket) {
    this(socket, () -> {});
  }

  /**
   * One that has asked nothing yet.
   *
   * @param beforeWait is run, on the caller's thread, when all that has come of an answer was told
   *     and more may take time
   */
  GateClient(Optional<String> socket, Runnable beforeWait) {
    this(socket, beforeWait, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /**
   * One that has asked nothing yet.
   *
   * @param tls is asked for an address with {@code https}
   */
  GateClient(Optional<String> socket, Runnable beforeWait, Supplier<SSLSocketFactory> tls) {
    this.socket = socket;
    this.beforeWait = beforeWait;
    this.tls = tls;
  }

  HttpClientBuilder builder() {
    return builder(this);
  }

  /** Of one that is, for each request, the client whose turn the caller's thread runs. */
  static HttpClientBuilder ofTheThread() {
    return builder(
        new HttpClient() {
          @Override
          public SuccessfulHttpResponse execute(HttpRequest request) {
            return TURN.get().execute(request);
          }

          @Override
          public void execute(
              HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
            TURN.get().execute(request, parser, listener);
          }
        });
  }

  /** Runs a turn whose requests this one makes. */
  void run(Runnable turn) {
    TURN.set(this);
    try {
      turn.run();
    } finally {
      TURN.remove();
    }
  }

  private static HttpClientBuilder builder(HttpClient client) {
    return new HttpClientBuilder() {
      @Override
      public Duration connectTimeout() {
        return null;
      }

      @Override
      public HttpClientBuilder connectTimeout(Duration timeout) {
        return this; // the gate is on this machine
      }

      @Override
      public Duration readTimeout() {
        return null;
      }

      @Override
      public HttpClientBuilder readTimeout(Duration timeout) {
        return this; // the gate has one
      }

      @Override
      public HttpClient build() {
        return client;
      }
    };
  }

  /** What the gate said of the next try, when it refused; zero for nothing. */
  Duration retryAfter() {
    return retryAfter;
  }

  /** Ends the request that goes on, from whatever thread. */
  void close() {
    SocketChannel open = channel;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    try (InputStream body = answered(request).body()) {
      return SuccessfulHttpResponse.builder()
          .statusCode(200)
          .headers(Map.of())
          .body(body.readAllBytes())
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try {
      GateAnswer answer = answered(request);
      try (InputStream body = answer.body()) {
        tell(answer.isWhole(), body, parser, listener);
      }
    } catch (IOException | HttpException e) {
      listener.onError(e);
    }
  }

  private void tell(
      boolean isWhole,
      InputStream body,
      ServerSentEventParser parser,
      ServerSentEventListener listener)
      throws IOException {
    if (isWhole) {
      throw AnswerEvents.fault(text(body)); // a stream was asked for
    }
    listener.onOpen(
        SuccessfulHttpResponse.builder().statusCode(200).headers(Map.of()).body("").build());
    AnswerEvents events = new AnswerEvents(listener, beforeWait);
    parser.parse(new Told(body), events);
    beforeWait.run();
    events.end();
  }

  /** A body that is read when all of it that came before was told. */
  private final class Told extends FilterInputStream {
    Told(InputStream body) {
      super(body);
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      beforeWait.run();
      return super.read(to, offset, length);
    }
  }

  private static String text(InputStream body) throws IOException {
    return new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
  }

  /** An answer that is none of an error; who closes its body ends the request. */
  private GateAnswer answered(HttpRequest request) throws IOException {
    URI url = URI.create(request.url());
    SocketChannel open = connect(url);
    channel = open;
    try {
      GateAnswer answer = GateAnswer.of(asked(open, url, request));
      if (answer.status() != 200) {
        retryAfter = answer.retryAfter();
        throw new HttpException(answer.status(), text(answer.body()));
      }
      return answer;
    } catch (IOException | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  /** What comes back. */
  private InputStream asked(SocketChannel open, URI url, HttpRequest request) throws IOException {
    if (socket.isPresent() || !isEncrypted(url)) {
      send(open, url, request);
      return Channels.newInputStream(open);
    }
    Socket encrypted = encrypted(open, url);
    send(Channels.newChannel(encrypted.getOutputStream()), url, request);
    return encrypted.getInputStream();
  }

  private static boolean isEncrypted(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  /** Over the channel's own socket: an interrupt, or who closes the channel, ends both. */
  private Socket encrypted(SocketChannel open, URI url) throws IOException {
    SSLSocket encrypted =
        (SSLSocket) tls.get().createSocket(open.socket(), url.getHost(), port(url), true);
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }

  private static int port(URI url) {
    int usual = isEncrypted(url) ? 443 : 80;
    return url.getPort() < 0 ? usual : url.getPort();
  }

  private SocketChannel connect(URI url) throws IOException {
    SocketAddress address =
        socket.isPresent()
            ? UnixDomainSocketAddress.of(socket.get())
            : new InetSocketAddress(url.getHost(), port(url));
    SocketChannel open =
        socket.isPresent() ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
    try {
      open.connect(address);
      return open;
    } catch (IOException | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  private static void send(WritableByteChannel to, URI url, HttpRequest request)
      throws IOException {
    byte[] body =
        request.body() == null ? new byte[0] : request.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(url.getRawPath()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(url.getRawAuthority()).append("\r\n");
    request
        .headers()
        .forEach(
            (name, values) ->
                values.forEach(
                    value -> head.append(name).append(": ").append(value).append("\r\n")));
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    // In one write: the second of two waits for the other end, by Nagle's algorithm.
    ByteBuffer all = ByteBuffer.allocate(first.length + body.length).put(first).put(body).flip();
    while (all.hasRemaining()) {
      to.write(all);
    }
  }
}
