package dev.yera.bench.compare;

import dev.yera.bench.Pause;
import dev.yera.bench.Talk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Other users, each in a session of its own, each with an answer every second. */
final class Chatter implements AutoCloseable {
  private final List<Thread> threads = new ArrayList<>();
  private final List<Talk> talks = new ArrayList<>();
  private final List<YeraApp> apps = new ArrayList<>();
  private volatile boolean over;
  private volatile IOException failure;

  /** Starts their sessions, one after the other, and lets them talk. */
  Chatter(YeraApp app, int users) throws IOException {
    for (int i = 0; i < users; i++) {
      YeraApp own = app.another();
      Talk talk = own.start();
      apps.add(own);
      talks.add(talk);
      long delay = TimeUnit.SECONDS.toMillis(1) * i / users;
      Thread thread = new Thread(() -> chat(talk, delay), "chatter-" + i);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  private void chat(Talk talk, long delay) {
    try {
      Pause.millis(delay);
      while (!over) {
        long nanos = talk.say("Hello");
        Pause.millis(Math.max(0, 1000 - TimeUnit.NANOSECONDS.toMillis(nanos)));
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Fails if one of them could not go on. */
  void check() throws IOException {
    if (failure != null) {
      throw new IOException("Another session failed", failure);
    }
  }

  @Override
  public void close() throws IOException {
    over = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Talk talk : talks) {
      talk.close();
    }
    for (YeraApp app : apps) {
      app.close();
    }
  }
}
