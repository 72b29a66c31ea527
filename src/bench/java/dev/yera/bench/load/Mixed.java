package dev.yera.bench.load;

import dev.yera.bench.SseStreams;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * A working day in short: some sessions speak all the time, and users come, answer, read much, come
 * back, vanish and are deleted, with apps in Java and Python. What the server holds stays flat.
 */
final class Mixed implements Scenario {
  private static final Map<String, String> SETTINGS =
      Map.of("yera.session.retention", "PT30S", "yera.session.away-timeout", "PT15S");
  private static final int SESSIONS = 6;
  private static final int VIEWERS = 4;
  private static final int USERS = 4;

  @Override
  public void run(Duration duration, Promises promises) throws IOException, InterruptedException {
    try (YeraServer server = YeraServer.start("mixed", SETTINGS, List.of("-Xmx512m"));
        SseStreams streams = new SseStreams("viewers", Steady.PAUSE)) {
      Crowd crowd = new Crowd(server, streams, SESSIONS, VIEWERS);
      crowd.gather();
      crowd.openWindow();
      Level level = new Level(server, duration);
      Users users = new Users(server, USERS);
      try (users) {
        level.watch(promises);
      }
      Histogram latencies = crowd.closeWindow();
      boolean finished = crowd.dismiss();
      report(promises, crowd, users, latencies, finished);
      level.report(promises);
    }
  }

  private static void report(
      Promises promises, Crowd crowd, Users users, Histogram latencies, boolean finished) {
    users.failures().stream().limit(10).forEach(System.err::println);
    for (Users.Way way : Users.Way.values()) {
      String what = way.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      promises.figure("users: " + what, Integer.toString(users.done(way)));
    }
    promises.figure("answers", Promises.count(users.answers()));
    promises.exactly("users for whom something failed", users.failures().size(), 0);
    crowd.report(promises, finished);
    promises.figure("steady events delivered", Promises.count(latencies.getTotalCount()));
    promises.figure("write to read, p50", Promises.millis(latencies, 50));
    promises.figure("write to read, p99", Promises.millis(latencies, 99));
  }
}
