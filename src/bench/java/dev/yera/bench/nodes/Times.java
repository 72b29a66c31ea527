package dev.yera.bench.nodes;

import dev.yera.bench.Audience;
import dev.yera.bench.Spread;
import dev.yera.bench.SseTalk;
import java.io.IOException;
import org.HdrHistogram.Histogram;

/** How long answers took, in nanoseconds. For one thread. */
final class Times {
  private static final double MILLI = 1e6;

  private final Histogram requests = new Histogram(3);
  private final Histogram events = new Histogram(3);

  /** Answers so often, one after the other. */
  void answer(SseTalk talk, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      events.recordValue(talk.say("Hello " + i));
      requests.recordValue(talk.requestNanos());
    }
  }

  /** Answers once, and waits until all viewers have what comes of it. */
  void answerTo(Audience audience, SseTalk talk) throws IOException {
    long begin = System.nanoTime();
    talk.say("Hello");
    audience.await();
    events.recordValue(System.nanoTime() - begin);
  }

  /** Milliseconds from a request to its answer, for so many of a hundred at most. */
  double request(double percentile) {
    return requests.getValueAtPercentile(percentile) / MILLI;
  }

  /** Milliseconds from a request to both its answer and the event that it causes. */
  double event(double percentile) {
    return events.getValueAtPercentile(percentile) / MILLI;
  }

  /** How many times as long as there, in words. */
  static String times(double here, double there) {
    return Spread.format(here) + " ms, × " + Spread.format(here / there);
  }
}
