package dev.yera.model;

import dev.yera.settings.ModelSettings;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A request on its way to a provider, and the answer on its way back. When the app goes away, or
 * its session ends, the request ends at the provider, also before the answer begins. Used once.
 */
final class Exchange {
  private static final Logger LOG = Logger.getLogger(Exchange.class.getName());
  private static final int BUFFER = 16 * 1024;

  /**
   * Between two writes to the app: half of a screen's frame. A token after a longer pause goes on
   * at once; of a faster model's some go together, and wake the app, the server and the pages once.
   */
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

  /** A token is some four bytes of text. */
  private static final int BYTES_OF_TOKEN = 4;

  private final GatePeer peer;
  private final ModelSettings model;
  private final BooleanSupplier goesOn;
  private final Duration patience;
  private volatile boolean isLate;
  private volatile boolean isCut;
  private volatile InputStream answer;
  private CompletableFuture<HttpResponse<InputStream>> sent;
  private Deadline silence;
  private final Consumer<TokenBook.Count> over;
  private boolean hasBegun;
  private boolean isTold;
  private TokenBook.Count tokens = new TokenBook.Count(0, 0);

  /**
   * One that is not yet sent.
   *
   * @param goesOn whether the session runs
   * @param patience how long the provider may be silent
   * @param over takes what it took, by the provider or by estimate, before the app knows the end:
   *     its next request has to find it
   */
  Exchange(
      GatePeer peer,
      ModelSettings model,
      BooleanSupplier goesOn,
      Duration patience,
      Consumer<TokenBook.Count> over) {
    this.over = over;
    this.peer = peer;
    this.model = model;
    this.goesOn = goesOn;
    this.patience = patience;
  }

  /**
   * Asks, and passes the answer on. Returns when it is over or the app has gone.
   *
   * @param threads has one for the look at whether the app is still there
   * @throws GateRefusal if there is no answer; nothing was sent to the app then
   */
  void run(ModelProvider provider, String path, ModelRequest request, byte[] body, Executor threads)
      throws GateRefusal {
    sent = provider.send(model, path, body);
    try (Deadline end = new Deadline(patience, this::late)) {
      silence = end;
      threads.execute(
          () -> {
            peer.awaitEnd();
            cut();
          });
      HttpResponse<InputStream> response = sent.get();
      answer = response.body();
      if (isCut) {
        answer.close();
        estimate(body.length, 0);
        refuseIfLate();
        return;
      }
      pass(response, request, body.length);
    } catch (CancellationException e) {
      estimate(body.length, 0); // it may have been read already
      refuseIfLate();
    } catch (ExecutionException e) {
      if (!isCut) {
        throw ModelProvider.unreachable(model, e.getCause());
      }
      estimate(body.length, 0);
      refuseIfLate();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.log(Level.FINE, "An answer of a model was cut", e);
      refuseIfLate();
    } finally {
      cut();
      tell();
    }
  }

  private void tell() {
    if (!isTold) {
      isTold = true;
      over.accept(tokens);
    }
  }

  private void refuseIfLate() throws GateRefusal {
    if (isLate && !hasBegun) {
      throw GateRefusal.fault(
          504,
          "provider_silent",
          "The model was silent for %s (yera.llm.timeout).".formatted(patience));
    }
  }

  private void late() {
    isLate = true;
    cut();
  }

  /** Ends it at the provider; from any thread, and more than once. */
  private void cut() {
    isCut = true;
    sent.cancel(true);
    InputStream body = answer;
    if (body != null) {
      try {
        body.close();
      } catch (IOException e) {
        LOG.log(Level.FINE, "An answer of a model cannot be closed", e);
      }
    }
  }

  private void pass(HttpResponse<InputStream> response, ModelRequest request, int length)
      throws IOException, GateRefusal {
    if (response.statusCode() != 200) {
      throw ModelProvider.refusal(model, response);
    }
    String type = response.headers().firstValue("Content-Type").orElse("application/json");
    if (type.startsWith("text/event-stream")) {
      estimate(length, 0);
      head("text/event-stream");
      passEvents(request, length);
    } else if (type.startsWith("application/json")) {
      estimate(length, 0);
      head("application/json");
      passWhole(length);
    } else {
      throw GateRefusal.fault(
          502, "provider_failed", "What the model's provider answered is no answer of a model.");
    }
    tell();
    peer.write("0\r\n\r\n");
  }

  private void head(String type) throws IOException {
    hasBegun = true;
    peer.write(
        "HTTP/1.1 200 OK\r\nContent-Type: "
            + type
            + "\r\nCache-Control: no-store\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
  }

  private void passEvents(ModelRequest request, int length) throws IOException {
    StreamedAnswer events = new StreamedAnswer(request.wantsUsage());
    ByteArrayOutputStream out = new ByteArrayOutputStream(BUFFER);
    byte[] buffer = new byte[BUFFER];
    long mayWrite = System.nanoTime();
    try {
      for (int n = next(answer, buffer); n >= 0; n = next(answer, buffer)) {
        events.take(buffer, n, out);
        LockSupport.parkNanos(mayWrite - System.nanoTime());
        if (out.size() >= BUFFER || answer.available() == 0) {
          send(out);
          mayWrite = System.nanoTime() + PACE_NANOS;
        }
      }
      events.end(out);
      send(out);
      if (!events.haveEnded()) {
        throw new IOException("the answer of the model has no end");
      }
    } finally {
      estimate(length, events.events());
      tokens = events.usage().orElse(tokens);
    }
  }

  private void passWhole(int length) throws IOException {
    Passing passing = new Passing(answer);
    Optional<TokenBook.Count> told = Optional.empty();
    try {
      told = WholeAnswer.read(passing);
    } finally {
      estimate(length, passing.bytes / BYTES_OF_TOKEN);
      tokens = told.orElse(tokens);
    }
  }

  /** What is read from it is sent. */
  private final class Passing extends FilterInputStream {
    private long bytes;

    Passing(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      byte[] buffer = new byte[Math.min(length, BUFFER)];
      int n = next(in, buffer);
      if (n > 0) {
        System.arraycopy(buffer, 0, to, offset, n);
        bytes += n;
        chunk(buffer, n);
      }
      return n;
    }
  }

  private int next(InputStream from, byte[] buffer) throws IOException {
    int n = from.read(buffer);
    silence.touch();
    if (isCut || !goesOn.getAsBoolean()) {
      throw new IOException("the app has gone, its session has ended, or the model was silent");
    }
    return n;
  }

  private void send(ByteArrayOutputStream out) throws IOException {
    if (out.size() > 0) {
      chunk(out.toByteArray(), out.size());
      out.reset();
    }
  }

  /** In one write. */
  private void chunk(byte[] bytes, int length) throws IOException {
    ByteArrayOutputStream framed = new ByteArrayOutputStream(length + 16);
    framed.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    framed.write(bytes, 0, length);
    framed.writeBytes(new byte[] {'\r', '\n'});
    peer.write(framed.toByteArray(), framed.size());
    silence.touch(); // an app that reads slowly is no fault of the model's
  }

  /** Unless the provider tells: who cuts each answer at its end does not have it for nothing. */
  private void estimate(int bytesOfPrompt, long completion) {
    tokens = new TokenBook.Count(bytesOfPrompt / BYTES_OF_TOKEN, completion);
  }
}
