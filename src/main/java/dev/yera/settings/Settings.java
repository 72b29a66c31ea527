package dev.yera.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All settings and their values. Read once, when the application starts; an invalid value stops it.
 * Immutable.
 */
public final class Settings {
  private static final List<Setting<?>> ALL = new ArrayList<>();

  /** See the table of settings. */
  public static final Setting<Path> APPS_DIR =
      setting(
          "yera.apps.dir",
          "apps",
          "a folder",
          "Folder of apps, in addition to those that ship; the log has the resolved path at start.",
          Path::of);

  /** See the table of settings. */
  public static final Setting<Path> WORK_DIR =
      setting(
          "yera.work.dir",
          "${java.io.tmpdir}/yera-sessions-${user.name}",
          "a folder",
          "Logs of sessions and the unpacked worker.",
          Settings::path);

  /** See the table of settings. */
  public static final Setting<Duration> START_TIMEOUT =
      duration(
          "yera.session.start-timeout",
          "PT10S",
          "How long a Java worker may take from the start of its JVM until it is ready.");

  /** See the table of settings. */
  public static final Setting<Duration> UNVIEWED_TIMEOUT =
      duration(
          "yera.session.unviewed-timeout",
          "PT2M",
          "A session that was never viewed is forgotten this long after its creation.");

  /** See the table of settings. */
  public static final Setting<Duration> AWAY_TIMEOUT =
      duration(
          "yera.session.away-timeout",
          "PT2M",
          "A running session is ended after this time without viewers; PT0S is never.");

  /** See the table of settings. */
  public static final Setting<Duration> IDLE_TIMEOUT =
      duration(
          "yera.session.idle-timeout",
          "PT15M",
          "A session that waits for an answer is ended after this time without output and input; "
              + "PT0S is never.");

  /** See the table of settings. */
  public static final Setting<Duration> MAX_LIFETIME =
      duration(
          "yera.session.max-lifetime", "PT8H", "A session is ended this long after its start.");

  /** See the table of settings. */
  public static final Setting<Duration> RETENTION =
      duration(
          "yera.session.retention", "PT10M", "How long an ended session can still be replayed.");

  /** See the table of settings. */
  public static final Setting<Duration> STOP_GRACE =
      duration(
          "yera.session.stop-grace",
          "PT5S",
          "How long an app may run after stop and SIGTERM, before SIGKILL.");

  /** See the table of settings. */
  public static final Setting<Long> OUTPUT_QUOTA =
      size(
          "yera.session.output-quota",
          "64MiB",
          "The most output of a session, as rendered frames.");

  /** See the table of settings. */
  public static final Setting<Long> MAX_LINE =
      size("yera.session.max-line", "1MiB", "The longest line of an app.");

  /** See the table of settings. */
  public static final Setting<Integer> MAX_PENDING_INPUT =
      count(
          "yera.session.max-pending-input",
          "64",
          "Accepted answers that are not yet written to the app.");

  /** See the table of settings. */
  public static final Setting<Integer> MAX_VIEWERS =
      count("yera.session.max-viewers", "8", "Open streams of one session.");

  /** See the table of settings. */
  public static final Setting<Integer> VIEWERS_MAX =
      count("yera.viewers.max", "1000", "Open streams of the server.");

  /** See the table of settings. */
  public static final Setting<Integer> SESSIONS_MAX =
      count("yera.sessions.max", "200", "Sessions of the server that are not ended.");

  /** See the table of settings. */
  public static final Setting<Integer> SESSIONS_MAX_PER_OWNER =
      count("yera.sessions.max-per-owner", "20", "Sessions of one named owner that are not ended.");

  /** See the table of settings. */
  public static final Setting<Integer> SESSIONS_MAX_RETAINED =
      count(
          "yera.sessions.max-retained",
          "500",
          "Ended sessions that are kept; the oldest are forgotten first.");

  /** See the table of settings. */
  public static final Setting<Long> WORK_MAX_BYTES =
      size(
          "yera.work.max-bytes",
          "4GiB",
          "Logs of ended sessions on disk; the oldest are forgotten first.");

  /** See the table of settings. */
  public static final Setting<Boolean> LIST_ANONYMOUS =
      setting(
          "yera.sessions.list-anonymous",
          "false",
          "true or false",
          "Whether nameless callers may list the nameless sessions also when the server listens "
              + "on more than loopback.",
          Settings::bool);

  /** See the table of settings. */
  public static final Setting<Long> REQUEST_MAX_BYTES =
      size("yera.request.max-bytes", "1MiB", "The largest request body.");

  /** See the table of settings. */
  public static final Setting<Duration> HEARTBEAT =
      duration(
          "yera.stream.heartbeat",
          "PT15S",
          "The server sends a comment after this time without an event.");

  /** See the table of settings. */
  public static final Setting<Duration> MAX_AGE =
      duration(
          "yera.stream.max-age",
          "PT10M",
          "A stream is closed after this time, plus or minus 20 %; the client reconnects.");

  /** See the table of settings. */
  public static final Setting<Duration> WRITE_TIMEOUT =
      duration(
          "yera.stream.write-timeout",
          "PT10S",
          "A viewer is cut if a write takes longer than this.");

  /** See the table of settings. */
  public static final Setting<Integer> WORKER_POOL_SIZE =
      setting(
          "yera.worker.pool-size",
          "2",
          "a whole number of 0 or more",
          "The number of Java workers kept ready; 0 for none.",
          Settings::atLeastZero);

  /** See the table of settings. */
  public static final Setting<List<String>> WORKER_JVM_OPTIONS =
      setting(
          "yera.worker.jvm-options",
          "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -XX:-UsePerfData"
              + " -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
              + " -XX:AsyncDeflationInterval=5000 -XX:GuaranteedSafepointInterval=0",
          "options separated by spaces",
          "Options of the JVM of a Java worker. With `ArchiveRelocationMode=0` all workers share "
              + "the pages"
              + " of the class-data archive; without `UsePerfData` and with these intervals an"
              + " idle worker does not wake up 23 times a second.",
          Settings::words);

  /** See the table of settings. */
  public static final Setting<List<String>> WORKER_ENV_ALLOW =
      setting(
          "yera.worker.env-allow",
          "",
          "names separated by commas",
          "Environment variables of the server that are passed to apps.",
          Settings::list);

  /** See the table of settings. */
  public static final Setting<Set<String>> EMBED_ORIGINS =
      setting(
          "yera.embed.origins",
          "",
          "origins like https://portal.example.org, separated by commas",
          "Other origins that may embed and call the server.",
          Settings::origins);

  private final Map<Setting<?>, Object> values = new HashMap<>();

  /**
   * Reads every setting.
   *
   * @param source returns the text of a key, if it is set
   * @throws BadSettingException if a value is invalid; the message names its key
   */
  public Settings(Function<String, Optional<String>> source) {
    for (Setting<?> setting : ALL) {
      values.put(setting, setting.parse(source.apply(setting.key()).orElse(setting.fallback())));
    }
  }

  /** Every setting, in the order of the documentation. */
  public static List<Setting<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  /** The value of a setting. */
  @SuppressWarnings("unchecked") // the constructor put what the setting's own parser made
  public <T> T get(Setting<T> setting) {
    return (T) values.get(setting);
  }

  private static <T> Setting<T> setting(
      String key, String fallback, String kind, String meaning, Function<String, T> parser) {
    Setting<T> setting = new Setting<>(key, fallback, kind, meaning, parser);
    ALL.add(setting);
    return setting;
  }

  private static Setting<Duration> duration(String key, String fallback, String meaning) {
    return setting(key, fallback, "a duration like PT30S, at least PT0S", meaning, Settings::time);
  }

  private static Setting<Long> size(String key, String fallback, String meaning) {
    return setting(
        key,
        fallback,
        "a size of at least one byte, like 1048576 or 64MiB",
        meaning,
        Settings::bytes);
  }

  private static Setting<Integer> count(String key, String fallback, String meaning) {
    return setting(key, fallback, "a whole number of 1 or more", meaning, Settings::atLeastOne);
  }

  private static Duration time(String text) {
    Duration duration = Duration.parse(text);
    require(!duration.isNegative() && duration.compareTo(Duration.ofDays(3650)) <= 0);
    return duration;
  }

  private static Long bytes(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    long number = Long.parseLong(text.substring(0, digits));
    require(number > 0);
    String unit = text.substring(digits).strip();
    return switch (unit) {
      case "" -> number;
      case "KiB" -> times(number, 1L << 10);
      case "MiB" -> times(number, 1L << 20);
      case "GiB" -> times(number, 1L << 30);
      default -> throw new IllegalArgumentException(unit);
    };
  }

  private static long times(long number, long unit) {
    require(number <= Long.MAX_VALUE / unit);
    return number * unit;
  }

  private static Integer atLeastOne(String text) {
    int number = Integer.parseInt(text);
    require(number >= 1);
    return number;
  }

  private static Integer atLeastZero(String text) {
    int number = Integer.parseInt(text);
    require(number >= 0);
    return number;
  }

  private static Boolean bool(String text) {
    require(text.equals("true") || text.equals("false"));
    return text.equals("true");
  }

  private static Path path(String text) {
    String expanded = text;
    for (String property : List.of("java.io.tmpdir", "user.name")) {
      expanded = expanded.replace("${" + property + "}", System.getProperty(property));
    }
    return Path.of(expanded);
  }

  private static List<String> words(String text) {
    return Stream.of(text.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static List<String> list(String text) {
    return Stream.of(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static Set<String> origins(String text) {
    Set<String> origins = list(text).stream().collect(Collectors.toUnmodifiableSet());
    for (String origin : origins) {
      require(
          origin.matches("https?://[A-Za-z0-9.-]+(:\\d+)?|https?://\\[[0-9A-Fa-f:.]+\\](:\\d+)?"));
    }
    return origins;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("out of range");
    }
  }
}
