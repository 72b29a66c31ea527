package dev.yera.bench.compare;

import dev.yera.bench.Audience;
import dev.yera.bench.Dialect;
import dev.yera.bench.SseTalk;
import dev.yera.bench.YeraServer;
import java.io.IOException;

/** A session of ours, with an app in Java, and its viewers: all ids in order at each. */
final class YeraBroadcast implements Broadcast {
  private final SseTalk talk;
  private final Audience audience;

  /** With a viewer that answers the app's questions, and as many others as are left. */
  YeraBroadcast(YeraServer server, YeraApp app, int viewers) throws IOException {
    talk = app.start();
    audience = new Audience(server.address(), talk.stream(), Dialect.YERA, viewers - 1);
  }

  @Override
  public long send(int events) throws IOException {
    // The answer itself is an event, and comes before what it causes.
    audience.expect(talk.lastId() + 1 + events);
    long begin = System.nanoTime();
    talk.burst(events);
    audience.await();
    return System.nanoTime() - begin;
  }

  @Override
  public void close() throws IOException {
    audience.close();
    talk.close();
  }
}
