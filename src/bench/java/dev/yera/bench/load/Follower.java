package dev.yera.bench.load;

import dev.yera.bench.BrokenStreamException;
import dev.yera.bench.EventText;
import dev.yera.bench.SseStream;
import dev.yera.bench.SseStreams;
import dev.yera.bench.StreamListener;
import java.io.IOException;
import java.time.Duration;

/**
 * A viewer that behaves as a browser does: comes back two seconds after its stream ended or was
 * cut, with its last id, until it has seen the exit event. All of it on the thread of the streams;
 * what it has seen goes to its {@link Crowd}.
 */
final class Follower implements StreamListener {
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Crowd crowd;
  private final EventText text;
  private long openedMicros;
  private boolean exited;
  private boolean behind = true;
  private volatile boolean tooLate;

  Follower(Crowd crowd, EventText text) {
    this.crowd = crowd;
    this.text = text;
  }

  @Override
  public void opened(SseStream stream) {
    openedMicros = SseStreams.nowMicros();
    behind = true;
  }

  @Override
  public void event(SseStream stream, long id, byte[] bytes, int from, int to, long readMicros) {
    long written = text.timestampMicros(bytes, from, to);
    // What was written before it came is late through no fault of the server's.
    if (written >= openedMicros) {
      crowd.delivered(written, readMicros);
      if (behind) {
        behind = false;
        crowd.isLive(readMicros);
      }
    } else {
      crowd.caughtUp(written);
    }
    exited = EventText.isExit(bytes, from, to);
  }

  @Override
  public void ended(SseStream stream, int status) {
    if (exited) {
      crowd.finished(stream);
    } else {
      crowd.reconnected();
      stream.reopen(RETRY);
    }
  }

  @Override
  public void failed(SseStream stream, IOException why) {
    tooLate = crowd.failed(why);
    if (!tooLate && !(why instanceof BrokenStreamException)) {
      stream.reopen(RETRY);
    }
  }

  /** Its session was deleted while it was between two streams. */
  boolean isTooLate() {
    return tooLate;
  }

  /** Cuts its connection and comes back, as when a network goes away. */
  void loseConnection(SseStream stream) {
    stream.cut();
    stream.reopen(RETRY);
  }
}
