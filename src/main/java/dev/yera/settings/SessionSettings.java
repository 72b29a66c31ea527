package dev.yera.settings;

import java.time.Duration;
import java.util.List;

/** How long sessions live, how many there may be, and how much they may say and be told. */
public final class SessionSettings {
  private static final Declarations HERE = new Declarations();

  /** See the table of settings. */
  public static final Setting<Duration> START_TIMEOUT =
      HERE.duration(
          "yera.session.start-timeout",
          "PT10S",
          "How long a Java worker may take from the start of its JVM until it is ready.");

  /** See the table of settings. */
  public static final Setting<Duration> UNVIEWED_TIMEOUT =
      HERE.duration(
          "yera.session.unviewed-timeout",
          "PT2M",
          "A session that was never viewed is forgotten this long after its creation.");

  /** See the table of settings. */
  public static final Setting<Duration> AWAY_TIMEOUT =
      HERE.duration(
          "yera.session.away-timeout",
          "PT15M",
          "A running session is ended after this time without viewers; PT0S is never.");

  /** See the table of settings. */
  public static final Setting<Duration> IDLE_TIMEOUT =
      HERE.duration(
          "yera.session.idle-timeout",
          "PT15M",
          "A session that waits for an answer is ended after this time without output and input; "
              + "PT0S is never.");

  /** See the table of settings. */
  public static final Setting<Duration> MAX_LIFETIME =
      HERE.duration(
          "yera.session.max-lifetime", "PT8H", "A session is ended this long after its start.");

  /** See the table of settings. */
  public static final Setting<Duration> RETENTION =
      HERE.duration(
          "yera.session.retention",
          "PT10M",
          "How long an ended session stays in memory; with `yera.store=memory` then it is gone.");

  /** See the table of settings. */
  public static final Setting<Duration> STOP_GRACE =
      HERE.duration(
          "yera.session.stop-grace",
          "PT5S",
          "How long an app may run after stop and SIGTERM, before SIGKILL.");

  /** See the table of settings. */
  public static final Setting<Long> OUTPUT_QUOTA =
      HERE.size(
          "yera.session.output-quota",
          "64MiB",
          "The most output of a session, as rendered frames.");

  /** See the table of settings. */
  public static final Setting<Long> INPUT_QUOTA =
      HERE.size(
          "yera.session.input-quota",
          "16MiB",
          "The answers of a session together, as JSON, and 256 bytes more for each.");

  /** See the table of settings. */
  public static final Setting<Long> MAX_LINE =
      HERE.size("yera.session.max-line", "1MiB", "The longest line of an app.");

  /** See the table of settings. */
  public static final Setting<Integer> MAX_PENDING_INPUT =
      HERE.count(
          "yera.session.max-pending-input",
          "64",
          "Accepted answers that are not yet written to the app.");

  /** See the table of settings. */
  public static final Setting<Integer> MAX_VIEWERS =
      HERE.count("yera.session.max-viewers", "8", "Open streams of one session.");

  /** See the table of settings. */
  public static final Setting<Integer> VIEWERS_MAX =
      HERE.count("yera.viewers.max", "1000", "Open streams of the server.");

  /** See the table of settings. */
  public static final Setting<Integer> SESSIONS_MAX =
      HERE.count("yera.sessions.max", "200", "Sessions of the server that are not ended.");

  /** See the table of settings. */
  public static final Setting<Integer> SESSIONS_MAX_PER_OWNER =
      HERE.count(
          "yera.sessions.max-per-owner", "20", "Sessions of one named owner that are not ended.");

  /** See the table of settings. */
  public static final Setting<Integer> SESSIONS_MAX_PER_VISITOR =
      HERE.count(
          "yera.sessions.max-per-visitor", "20", "Sessions of one visitor that are not ended.");

  /** See the table of settings. */
  public static final Setting<Integer> SESSIONS_MAX_RETAINED =
      HERE.count(
          "yera.sessions.max-retained",
          "500",
          "With `yera.store=memory`: ended sessions that are kept; the oldest are forgotten first. "
              + "Elsewhere `yera.store.retention` replaces it.");

  /** See the table of settings. */
  public static final Setting<Long> WORK_MAX_BYTES =
      HERE.size(
          "yera.work.max-bytes",
          "4GiB",
          "With `yera.store=memory`: logs of ended sessions on disk; the oldest are forgotten "
              + "first. Elsewhere `yera.store.max-bytes` replaces it, and in this version has its "
              + "value if it has none of its own.");

  /** All of them, in the order of the documentation. */
  static final List<Setting<?>> ALL = HERE.all();

  private SessionSettings() {}
}
