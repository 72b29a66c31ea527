package dev.yera.bench.compare;

import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
      Map<String, String> settings = new TreeMap<>(SETTINGS);
      settings.put("yera.worker.pool-size", "0");
      cold = YeraServer.start("compare-cold", settings, jvmOptions);
      warmUp(cold);
    }
    return cold;
  }

  /** A server that serves is a compiled one. */
  private void warmUp(YeraServer server) throws IOException {
    System.out.println("Warming up a server");
    try (YeraApp echo = new YeraApp(NAME, server, ECHO);
        YeraApp talk = new YeraApp(NAME, server, TALK)) {
      for (int i = 0; i < 10 * Math.min(scale.runs(), 3); i++) {
        echo.start().close();
      }
      try (Talk one = talk.start()) {
        for (int i = 0; i < 4 * scale.answers(); i++) {
          one.say("warm");
        }
        for (int i = 0; i < 3; i++) {
          one.burst(scale.pieces());
        }
      }
    }
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
