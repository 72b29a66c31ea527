package dev.yera.bench.compare;

import dev.yera.bench.Pause;
import dev.yera.bench.Talk;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long a user waits for what an answer causes: from the first byte of the request until both
 * its answer and the event have been read. One user, one answer at a time.
 */
final class AnswerToEvent implements Measurement {
  private static final Growth.Chart CHART =
      new Growth.Chart("Answer to event, everyone answers once a second", "sessions open", "ms");

  private final Scale scale;
  private final Field field;
  private final YeraApp java;

  AnswerToEvent(Servers servers, Scale scale) throws IOException {
    this.scale = scale;
    YeraServer server = servers.ready();
    java = new YeraApp(Servers.NAME + ", app in Java", server, Servers.ECHO);
    field =
        new Field(
            List.of(
                java,
                new YeraApp(Servers.NAME + ", cat", server, Servers.CAT),
                new YeraApp(Servers.NAME + ", app in Python", server, Servers.TALK_IN_PYTHON)),
            Peers.WEBSOCKETD,
            Peers.FASTAPI,
            Peers.JUPYTER);
  }

  @Override
  public void run(Results results) throws IOException {
    for (Contender contender : field.nextOrder()) {
      boolean slow = Field.isSlow(contender);
      Histogram times =
          times(contender, slow ? 5 : 300, slow ? scale.answers() / 20 : scale.answers());
      results.add(Row.ANSWER, contender.name(), times);
    }
  }

  /** Of answers in one session, after some that do not count. */
  static Histogram times(Contender contender, int before, int count) throws IOException {
    try (Talk talk = contender.start()) {
      answers(talk, before);
      return answers(talk, count);
    }
  }

  /** Of so many answers in a session, one after the other. */
  static Histogram answers(Talk talk, int count) throws IOException {
    Histogram times = new Histogram(3);
    for (int i = 0; i < count; i++) {
      times.recordValue(talk.say("Hello " + i));
    }
    return times;
  }

  @Override
  public void grow(Growth growth) throws IOException {
    for (int sessions : scale.sessions()) {
      try (Chatter others = new Chatter(java, sessions - 1);
          Talk talk = java.start()) {
        answers(talk, 100);
        Histogram times = new Histogram(3);
        for (int i = 0; i < 200; i++) {
          times.recordValue(talk.say("Hello " + i));
          Pause.millis(TimeUnit.SECONDS.toMillis(1) / 100);
        }
        growth.add(CHART, "p50", sessions, times.getValueAtPercentile(50) / 1e6);
        growth.add(CHART, "p99", sessions, times.getValueAtPercentile(99) / 1e6);
        others.check();
      }
    }
  }

  @Override
  public void close() throws IOException {
    field.close();
  }
}
