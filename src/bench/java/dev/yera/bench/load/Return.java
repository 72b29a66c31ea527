package dev.yera.bench.load;

import dev.yera.bench.SseStreams;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The connections of 2,000 viewers are cut in the same moment, while their apps go on. All are back
 * within half a minute, and each has every event just once.
 */
final class Return implements Scenario {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int TIMES = 3;

  @Override
  public void run(Duration ignored, Promises promises) throws IOException, InterruptedException {
    try (YeraServer server = YeraServer.start("return", Steady.SETTINGS, Steady.JVM);
        SseStreams streams = new SseStreams("viewers", Steady.PAUSE)) {
      Crowd crowd = new Crowd(server, streams, Steady.SESSIONS, Steady.VIEWERS);
      crowd.gather();
      for (int time = 1; time <= TIMES; time++) {
        TimeUnit.SECONDS.sleep(2);
        long micros = crowd.cutAll(PATIENCE);
        promises.promise(
            "all of %d back, time %d".formatted(Steady.SESSIONS * Steady.VIEWERS, time),
            micros < 0 ? "no" : Promises.number(micros / 1e6) + " s",
            "within " + PATIENCE.toSeconds() + " s",
            micros >= 0);
      }
      boolean finished = crowd.dismiss();
      crowd.report(promises, finished);
      promises.figure("events read, all in order", Promises.count(crowd.events()));
    }
  }
}
