package dev.yera.session;

import dev.yera.catalog.ListedApp;
import dev.yera.event.block.EndReason;
import dev.yera.settings.SessionSettings;
import dev.yera.settings.Settings;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * The clocks of one session. They are polled ten times a second and never act by themselves. Time
 * is monotonic, in nanoseconds. Not thread-safe: guarded by the session's lock.
 */
final class SessionClocks {
  /** The action that is due. */
  sealed interface Due {}

  /** Nothing. */
  record Nothing() implements Due {}

  /** End the session. */
  record End(ServerEnd reason) implements Due {}

  /** Kill the app, whose grace is over. */
  record Kill() implements Due {}

  /** Forget the session. */
  record Forget() implements Due {}

  private static final Due NOTHING = new Nothing();

  private final Settings settings;
  private final Duration away;
  private final Duration idle;
  private final long created;
  private long started;
  private long spawned;
  private long ended;
  private long stopping;
  private Duration grace;
  private long leaving;
  private long unviewedSince;
  private long lastActivity;
  private int viewers;
  private boolean hasProcess;
  private boolean ready;
  private boolean left;
  private boolean killed;
  private boolean hasIdleClock;

  SessionClocks(Settings settings, ListedApp app, long now) {
    this.settings = settings;
    this.away = app.away().orElse(settings.get(SessionSettings.AWAY_TIMEOUT));
    this.idle = app.idle().orElse(settings.get(SessionSettings.IDLE_TIMEOUT));
    this.created = now;
    this.unviewedSince = now;
  }

  void viewers(int count, long now) {
    if (count == 0) {
      unviewedSince = now;
    }
    viewers = count;
  }

  void started(long now, boolean idleClock) {
    started = now;
    lastActivity = now;
    hasIdleClock = idleClock;
  }

  void spawned(long now) {
    spawned = now;
    hasProcess = true;
  }

  /**
   * Notes that the app is ready.
   *
   * @return how long that took since the first viewer, in nanoseconds; empty if it was ready before
   */
  OptionalLong ready(long now) {
    boolean first = !ready;
    ready = true;
    return first ? OptionalLong.of(now - started) : OptionalLong.empty();
  }

  void output(long now) {
    lastActivity = now;
  }

  void input(long now) {
    lastActivity = now;
  }

  /** Starts the grace of an app that wrote its exit event. */
  void leaving(long now) {
    left = true;
    leaving = now;
  }

  void stopping(long now, Duration untilKilled) {
    stopping = now;
    grace = untilKilled;
  }

  /** Shortens the grace of a session that is already ending. */
  void hurry(Duration untilKilled) {
    grace = grace.compareTo(untilKilled) < 0 ? grace : untilKilled;
  }

  void ended(long now) {
    ended = now;
  }

  Due due(long now, SessionStatus status, boolean waitsForAnswer) {
    return switch (status) {
      case CREATED ->
          isOver(created, settings.get(SessionSettings.UNVIEWED_TIMEOUT), now)
              ? new Forget()
              : NOTHING;
      case RUNNING -> whileRunning(now, waitsForAnswer);
      case STOPPING -> whileStopping(now);
      case EXITED, STOPPED, FAILED ->
          isOver(ended, settings.get(SessionSettings.RETENTION), now) ? new Forget() : NOTHING;
    };
  }

  private Due whileRunning(long now, boolean waitsForAnswer) {
    Duration start = settings.get(SessionSettings.START_TIMEOUT);
    Duration lifetime = settings.get(SessionSettings.MAX_LIFETIME);
    if (hasProcess && !ready && isOver(spawned, start, now)) {
      return end(EndReason.START_TIMEOUT, "The app was not ready within %s.", start);
    }
    if (left && isOver(leaving, settings.get(SessionSettings.STOP_GRACE), now)) {
      return end(
          EndReason.CLEANED_UP,
          "The app wrote its exit event but its process did not end within %s.",
          settings.get(SessionSettings.STOP_GRACE));
    }
    if (isOver(started, lifetime, now)) {
      return end(
          EndReason.LIFETIME_EXCEEDED, "Closed because it ran for %s, its longest time.", lifetime);
    }
    if (viewers == 0 && !away.isZero() && isOver(unviewedSince, away, now)) {
      return end(EndReason.AWAY_TIMEOUT, "Closed because nobody was here for %s.", away);
    }
    if (hasIdleClock && waitsForAnswer && !idle.isZero() && isOver(lastActivity, idle, now)) {
      return end(EndReason.IDLE_TIMEOUT, "Closed after %s without an answer.", idle);
    }
    return NOTHING;
  }

  private Due whileStopping(long now) {
    if (!killed && isOver(stopping, grace, now)) {
      killed = true;
      return new Kill();
    }
    return NOTHING;
  }

  private static Due end(EndReason reason, String sentence, Duration limit) {
    return new End(new ServerEnd(reason, sentence.formatted(spoken(limit))));
  }

  /** A duration for users: {@code PT2M} is "2 minutes". */
  static String spoken(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 3_600_000 == 0) {
      return count(millis / 3_600_000, "hour");
    }
    if (millis % 60_000 == 0) {
      return count(millis / 60_000, "minute");
    }
    return millis % 1000 == 0 ? count(millis / 1000, "second") : millis + " milliseconds";
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }

  private static boolean isOver(long since, Duration limit, long now) {
    return now - since >= limit.toNanos();
  }
}
