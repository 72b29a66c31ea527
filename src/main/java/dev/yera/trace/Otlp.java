package dev.yera.trace;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends spans to a collector, many at a time, by one thread. If it does not take them they are
 * lost, which is logged: nothing waits for it. Thread-safe.
 */
public final class Otlp implements Tracing {
  private static final Logger LOG = Logger.getLogger(Otlp.class.getName());
  private static final Duration LAST = Duration.ofSeconds(1);

  private final OtlpSettings settings;
  private final BlockingQueue<Span> waiting;
  private final AtomicLong lost = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closing;
  private volatile Thread sender;

  private Otlp(OtlpSettings settings) {
    this.settings = settings;
    this.waiting = new ArrayBlockingQueue<>(settings.queue());
  }

  /**
   * What OpenTelemetry's variables ask for, in the environment or, as its Java agent takes them, as
   * properties of the system.
   *
   * @param threads has a thread for it until it is closed
   */
  public static Tracing ofThisServer(Executor threads) {
    return of(
        name -> {
          String variable = System.getenv(name);
          return variable != null
              ? variable
              : System.getProperty(name.toLowerCase(Locale.ROOT).replace('_', '.'));
        },
        threads);
  }

  /**
   * What OpenTelemetry's variables ask for.
   *
   * @param environment a look-up of variables
   * @param threads has a thread for it until it is closed
   */
  static Tracing of(UnaryOperator<String> environment, Executor threads) {
    Optional<OtlpSettings> settings = OtlpSettings.of(environment);
    if (settings.isEmpty()) {
      return OFF;
    }
    LOG.log(Level.INFO, "Traces are sent to {0} (OTEL_…)", settings.get().to().getHost());
    Otlp otlp = new Otlp(settings.get());
    threads.execute(otlp::send); // not with the first span: a session has its lock then
    return otlp;
  }

  @Override
  public Optional<TraceParent> next(Optional<TraceParent> parent) {
    TraceParent next = parent.map(TraceParent::child).orElseGet(() -> TraceParent.root(true));
    boolean isDecided = settings.sampling().asParent() && parent.isPresent();
    boolean kept = isDecided ? next.isSampled() : settings.sampling().keeps(next.traceId());
    return Optional.of(new TraceParent(next.traceId(), next.spanId(), kept));
  }

  @Override
  public void done(Span span) {
    if (!span.own().isSampled() || closing) {
      return;
    }
    if (!waiting.offer(span)) {
      lost(1, "the queue is full");
    }
  }

  private void lost(int spans, String why) {
    long before = lost.getAndAdd(spans);
    // It may go on for long: 1, 2, 4, 8 … are logged.
    if (Long.numberOfLeadingZeros(before) != Long.numberOfLeadingZeros(before + spans)) {
      LOG.log(Level.WARNING, "Spans are lost, {0} so far: {1}", new Object[] {before + spans, why});
    }
  }

  private void send() {
    sender = Thread.currentThread();
    try {
      HttpClient http = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
      while (!closing || !waiting.isEmpty()) {
        List<Span> batch = batch();
        if (!batch.isEmpty()) {
          send(http, batch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /** What there is after a while, or as soon as it is enough. */
  private List<Span> batch() throws InterruptedException {
    List<Span> batch = new ArrayList<>();
    long deadline = System.nanoTime() + settings.delay().toNanos();
    while (batch.size() < settings.batch()) {
      long left = closing ? 0 : deadline - System.nanoTime();
      try {
        Span next = waiting.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
        if (next == null) {
          return batch;
        }
        batch.add(next);
      } catch (InterruptedException e) {
        if (!closing) {
          throw e;
        }
      }
    }
    return batch;
  }

  private void send(HttpClient http, List<Span> batch) throws InterruptedException {
    byte[] body =
        settings.isJson()
            ? SpanFormat.json(settings.resource(), batch)
            : SpanFormat.protobuf(settings.resource(), batch);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.to())
            .timeout(closing ? LAST : settings.timeout())
            .header(
                "Content-Type", settings.isJson() ? "application/json" : "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    try {
      settings.headers().forEach(request::header);
      HttpResponse<Void> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.discarding());
      if (answer.statusCode() / 100 != 2) {
        lost(batch.size(), "the collector answers " + answer.statusCode());
      }
    } catch (IOException | IllegalArgumentException e) {
      lost(batch.size(), e.getClass().getSimpleName()); // a message may have a header's value
    }
  }

  @Override
  public void close() {
    closing = true;
    Thread sending = sender;
    if (sending != null) {
      sending.interrupt(); // out of its wait for more
      try {
        if (!ended.await(LAST.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.log(Level.FINE, "The collector does not take the last spans in time");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
