package dev.yera.body;

import dev.yera.server.Dispatching;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A body on its way. It ends once, by whatever comes first; then its request goes on in a thread.
 * Called by the container's threads for what has come, and by any for its end.
 */
final class ArrivingBody implements ReadListener {
  /** How a body ended. */
  enum End {
    /** All is there, or more than anybody takes. */
    WHOLE,
    /** It took too long. */
    OUT_OF_TIME,
    /** Too many were on their way. */
    CROWDED_OUT,
    /** Too much of them was there. */
    NO_ROOM,
    /** Nobody waits for the answer. */
    GONE
  }

  private static final Logger LOG = Logger.getLogger(ArrivingBody.class.getName());
  private static final String ATTRIBUTE = ArrivingBody.class.getName();
  private static final int PIECE = 8 * 1024;

  /** What has to come of a large body in each second, on the average of its time. */
  private static final long LEAST_PER_SECOND = 4 * 1024;

  private final AsyncContext context;
  private final ServletInputStream in;
  private final Arrivals arrivals;
  private final long most;
  private final long declared;
  private final long spare;
  private final Received received;
  private final CompletableFuture<End> end = new CompletableFuture<>();
  private final AtomicLong come = new AtomicLong();

  /**
   * Nothing of it has come yet.
   *
   * @param most more than this many bytes are not kept; one more tells that there are
   * @param spare so many bytes more are read all the same: their client then hears why
   * @param received takes them
   */
  ArrivingBody(AsyncContext context, Arrivals arrivals, long most, long spare, Received received)
      throws IOException {
    this.context = context;
    this.arrivals = arrivals;
    this.most = most;
    this.spare = spare;
    this.received = received;
    declared = context.getRequest().getContentLengthLong();
    in = context.getRequest().getInputStream();
    context.getRequest().setAttribute(ATTRIBUTE, this);
    var unused = end.thenAccept(this::goOn).exceptionally(this::isOver);
  }

  /** The one that this request has waited for, or null. */
  static ArrivingBody of(ServletRequest request) {
    return (ArrivingBody) request.getAttribute(ATTRIBUTE);
  }

  /**
   * Begins to read it.
   *
   * @param time after which it ends. Not by the container's own timeout: Payara's goes on while the
   *     request is being served, and answers 500 in the middle of that
   */
  void begin(Duration time) {
    end.completeOnTimeout(End.OUT_OF_TIME, time.toMillis(), TimeUnit.MILLISECONDS);
    in.setReadListener(this);
  }

  /**
   * Begins to read one that is too large to come whole in that time.
   *
   * @param time after which it ends unless enough of it has come; then it has as much again
   */
  void beginLarge(Duration time) {
    goesOn(time, 0);
    in.setReadListener(this);
  }

  private void goesOn(Duration time, long before) {
    CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              long now = come.get();
              if (now - before < time.toMillis() * LEAST_PER_SECOND / 1_000) {
                end(End.OUT_OF_TIME);
              } else if (!end.isDone()) {
                goesOn(time, now);
              }
            });
  }

  /** How it ended, when nobody reads any more. */
  synchronized End ended() {
    return end.join();
  }

  /** The request with what has come of its body. */
  synchronized HttpServletRequest whole(HttpServletRequest request) throws IOException {
    return new WholeRequest(request, received.open());
  }

  /** How many bytes of it are kept. */
  long size() {
    return received.size();
  }

  /** Whether it has more bytes than anybody takes. */
  boolean isTooLarge() {
    return declared > most || come.get() > most;
  }

  /** Does not keep any of it any longer. */
  void leave() {
    arrivals.leave(this);
    received.close();
  }

  /** Reads what is there; with a lock, so that nobody answers, and recycles it, meanwhile. */
  @Override
  public synchronized void onDataAvailable() throws IOException {
    byte[] piece = new byte[PIECE];
    while (!end.isDone() && in.isReady()) {
      int n = in.read(piece, 0, (int) Math.min(PIECE, wanted() - come.get()));
      if (n < 0) {
        return; // onAllDataRead() comes
      }
      if (declared <= most && come.get() <= most) {
        if (!received.take(piece, n)) {
          end(End.NO_ROOM);
          return;
        }
        arrivals.grew();
      }
      if (come.addAndGet(n) == wanted()) { // the container may not say so
        end(End.WHOLE);
      }
    }
  }

  /** How many bytes are read, if there are so many. */
  private long wanted() {
    return declared >= 0 ? declared : most + 1 + spare;
  }

  @Override
  public void onAllDataRead() {
    end(End.WHOLE);
  }

  @Override
  public void onError(Throwable broken) {
    LOG.log(Level.FINE, "A client left before its body was sent", broken);
    end(End.GONE);
  }

  /** Ends it, unless it has ended. */
  void end(End how) {
    end.complete(how);
  }

  private void goOn(End how) {
    if (how == End.WHOLE) {
      arrivals.isWhole(this);
    } else {
      leave();
    }
    if (how == End.GONE) {
      context.complete();
    } else {
      Dispatching.dispatch(context);
    }
  }

  private Void isOver(Throwable refusal) {
    LOG.log(Level.FINE, "A request was over before its body had come", refusal);
    leave();
    return null;
  }
}
