package dev.yera.body;

import dev.yera.server.Dispatching;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

  private final AsyncContext context;
  private final ServletInputStream in;
  private final Arrivals arrivals;
  private final long most;
  private final long declared;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<End> end = new CompletableFuture<>();

  /**
   * Nothing of it has come yet.
   *
   * @param most more than this many bytes are not read; one more tells that there are
   */
  ArrivingBody(AsyncContext context, Arrivals arrivals, long most) throws IOException {
    this.context = context;
    this.arrivals = arrivals;
    this.most = most;
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

  /** How it ended, when nobody reads any more. */
  synchronized End ended() {
    return end.join();
  }

  synchronized byte[] bytes() {
    return bytes.toByteArray();
  }

  int size() {
    return bytes.size();
  }

  /** Reads what is there; with a lock, so that nobody answers, and recycles it, meanwhile. */
  @Override
  public synchronized void onDataAvailable() throws IOException {
    byte[] piece = new byte[PIECE];
    while (!end.isDone() && in.isReady()) {
      long wanted = declared < 0 ? most + 1 : declared;
      int n = in.read(piece, 0, (int) Math.min(PIECE, wanted - bytes.size()));
      if (n < 0) {
        return; // onAllDataRead() comes
      }
      bytes.write(piece, 0, n);
      arrivals.grew();
      if (bytes.size() > most || bytes.size() == declared) { // the container may not say so
        end(End.WHOLE);
      }
    }
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
      arrivals.leave(this);
    }
    if (how == End.GONE) {
      context.complete();
    } else {
      Dispatching.dispatch(context);
    }
  }

  private Void isOver(Throwable refusal) {
    LOG.log(Level.FINE, "A request was over before its body had come", refusal);
    arrivals.leave(this);
    return null;
  }
}
