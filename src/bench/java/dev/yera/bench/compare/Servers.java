package dev.yera.bench.compare;

import dev.yera.bench.SseTalk;
import dev.yera.bench.Talk;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Our two servers: as it comes, with ready workers, and one without. Each is started when it is
 * first needed, and has then served for a while. For one thread.
 */
final class Servers implements AutoCloseable {
  /** What is not as it comes. */
  static final Map<String, String> SETTINGS =
      Map.of(
          "yera.sessions.max", "220",
          "yera.session.max-viewers", "1000",
          "yera.session.output-quota", "64GiB");

  private static final Map<String, String> COLD = Map.of("yera.worker.pool-size", "0");

  /** The shipped app that asks. */
  static final String ECHO = "dev.yera.examples.Echo.echo";

  /** The app of the benchmark that says much; in Java, and in Python. */
  static final String TALK = "Talk.talk";

  static final String TALK_IN_PYTHON = "bench.python";

  /** The app of one command. */
  static final String CAT = "bench.cat";

  static final String NAME = "Yera Sessions";

  private final Scale scale;
  private final List<String> jvmOptions;
  private YeraServer ready;
  private YeraServer cold;

  /** With these options for the servers' JVM. */
  Servers(Scale scale, List<String> jvmOptions) {
    this.scale = scale;
    this.jvmOptions = jvmOptions;
  }

  /** With a pool of ready workers. */
  YeraServer ready() throws IOException {
    if (ready == null) {
      ready = YeraServer.start("compare", SETTINGS, jvmOptions);
      warmUp(ready);
    }
    return ready;
  }

  /** Where every session starts a process of its own. */
  YeraServer cold() throws IOException {
    if (cold == null) {
      cold = another("cold", COLD);
    }
    return cold;
  }

  /** With a ready worker for each of so many users; the caller's to close. */
  YeraServer preparedFor(int users) throws IOException {
    return another("prepared", Map.of("yera.worker.pool-size", Integer.toString(users)));
  }

  /** As {@link #cold}, with such a store; the caller's to close. */
  YeraServer storing(String name, Map<String, String> store) throws IOException {
    Map<String, String> settings = new TreeMap<>(store);
    settings.putAll(COLD);
    return another(name, settings);
  }

  /** As {@link #ready}, with more settings; the caller's to close. */
  YeraServer serving(String name, Map<String, String> more) throws IOException {
    return another(name, more);
  }

  /** One that has just started, and was not called; the caller's to close. */
  YeraServer justStarted(String name, Map<String, String> more) throws IOException {
    Map<String, String> settings = new TreeMap<>(SETTINGS);
    settings.putAll(more);
    return YeraServer.startUncalled("compare-" + name, settings, jvmOptions);
  }

  private YeraServer another(String name, Map<String, String> more) throws IOException {
    Map<String, String> settings = new TreeMap<>(SETTINGS);
    settings.putAll(more);
    YeraServer server = YeraServer.start("compare-" + name, settings, jvmOptions);
    warmUp(server);
    return server;
  }

  /**
   * A server that has served for a while is a compiled one, and no compiler takes a processor from
   * what is measured. The second compiler needs tens of thousands of requests of each kind for
   * that: an answer takes 1 ms after 5,000 of them and 0.4 ms after 70,000.
   */
  private void warmUp(YeraServer server) throws IOException {
    System.out.println("Warming up a server");
    try (YeraApp cat = new YeraApp(NAME, server, CAT);
        YeraApp echo = new YeraApp(NAME, server, ECHO);
        YeraApp talk = new YeraApp(NAME, server, TALK)) {
      forAWhile(scale.warmUpSeconds(), cat::createInVain);
      forAWhile(scale.warmUpSeconds(), () -> echo.start().close());
      try (SseTalk one = echo.start()) {
        forAWhile(
            scale.warmUpSeconds(),
            () -> {
              one.say("Hello"); // and the server sees that the viewer before has left
              one.comeBack();
            });
        forAWhile(scale.answerSeconds(), () -> one.say("Hello"));
      }
      try (Talk one = talk.start()) {
        forAWhile(scale.warmUpSeconds(), () -> one.burst(scale.pieces()));
      }
    }
  }

  private interface Work {
    void once() throws IOException;
  }

  private static void forAWhile(int seconds, Work work) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    do {
      work.once();
    } while (System.nanoTime() < end);
  }

  @Override
  public void close() throws IOException {
    try {
      if (ready != null) {
        ready.close();
      }
    } finally {
      if (cold != null) {
        cold.close();
      }
    }
  }
}
