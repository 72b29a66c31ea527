package dev.yera.cluster;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * Takes the bytes of a stream and hands on the frames of events in it, as they become whole. One
 * stream, whose bytes come one after the other.
 */
final class Frames implements Flow.Subscriber<List<ByteBuffer>> {
  /** What becomes of them. */
  interface Taker {
    /** Bytes came: its node lives. */
    void heard();

    /** Successive frames of events, the first of which has this number. */
    void take(long firstId, byte[] bytes, int from, int to);
  }

  private final Taker taker;
  private byte[] bytes = new byte[8 * 1024];
  private int length;

  /** No block that has not been handed on ends before, so that nothing is looked at twice. */
  private int searched;

  private volatile Flow.Subscription subscription;
  private volatile boolean cancelled;

  Frames(Taker taker) {
    this.taker = taker;
  }

  @Override
  public void onSubscribe(Flow.Subscription newOne) {
    subscription = newOne;
    if (cancelled) {
      newOne.cancel();
    } else {
      newOne.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> some) {
    taker.heard();
    for (ByteBuffer each : some) {
      int more = each.remaining();
      if (length + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
      }
      each.get(bytes, length, more);
      length += more;
    }
    int whole = takeWhole();
    System.arraycopy(bytes, whole, bytes, 0, length - whole);
    length -= whole;
    searched -= whole;
    subscription.request(1);
  }

  /** Hands on what is whole; returns where it ends. */
  private int takeWhole() {
    int at = 0;
    int begin = 0; // of successive events
    long firstId = 0;
    for (int end = endOf(at); end > 0; end = endOf(at)) {
      if (bytes[at] == 'i') {
        if (firstId == 0) {
          firstId = number(at + "id: ".length());
          begin = at;
        }
      } else if (firstId != 0) {
        taker.take(firstId, bytes, begin, at);
        firstId = 0;
      }
      at = end;
    }
    if (firstId != 0) {
      taker.take(firstId, bytes, begin, at);
    }
    return at;
  }

  /** The end of the block that begins here; 0 if it has not come yet. */
  private int endOf(int from) {
    for (int at = Math.max(from + 1, searched); at < length; at++) {
      if (bytes[at] == '\n' && bytes[at - 1] == '\n') {
        searched = at + 1;
        return searched;
      }
    }
    searched = length;
    return 0;
  }

  private long number(int from) {
    long number = 0;
    for (int at = from; bytes[at] != '\n'; at++) {
      number = 10 * number + bytes[at] - '0';
    }
    return number;
  }

  @Override
  public void onError(Throwable broken) {
    // The answer's own future has it.
  }

  @Override
  public void onComplete() {
    // Likewise.
  }

  /** Ends the stream. */
  void cancel() {
    cancelled = true;
    Flow.Subscription current = subscription;
    if (current != null) {
      current.cancel();
    }
  }
}
