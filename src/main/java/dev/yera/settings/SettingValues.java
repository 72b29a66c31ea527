package dev.yera.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the values of settings as people write them. Each method throws {@link
 * IllegalArgumentException}, or a {@link java.time.DateTimeException}, if a text is no such value.
 */
public final class SettingValues {
  private static final Pattern CURRENCY = Pattern.compile("[\\p{L}\\p{Sc}]{1,20}");
  private static final Set<String> MODES = Set.of("none", "container", "proxy", "jwt", "oidc");

  private SettingValues() {}

  static Duration time(String text) {
    Duration duration = Duration.parse(text);
    require(!duration.isNegative() && duration.compareTo(Duration.ofDays(3650)) <= 0);
    return duration;
  }

  static Duration patience(String text) {
    Duration duration = time(text);
    require(duration.toSeconds() >= 1);
    return duration;
  }

  static String currency(String text) {
    require(CURRENCY.matcher(text).matches());
    return text;
  }

  static Duration period(String text) {
    Duration duration = time(text);
    require(duration.toMinutes() >= 1);
    return duration;
  }

  static Long natural(String text) {
    long number = Long.parseLong(text);
    require(number >= 0);
    return number;
  }

  static List<String> modelNames(String text) {
    List<String> names = list(text);
    require(Set.copyOf(names).size() == names.size());
    for (String name : names) {
      require(name.matches("[a-z0-9][a-z0-9-]{0,40}"));
    }
    return names;
  }

  static Duration lease(String text) {
    Duration duration = Duration.parse(text);
    require(duration.toSeconds() >= 5 && duration.toMinutes() <= 10);
    return duration;
  }

  static String address(String text) {
    return text.isEmpty() ? text : origin(text);
  }

  static Duration shortTime(String text) {
    Duration duration = Duration.parse(text);
    require(duration.toSeconds() >= 1 && duration.toSeconds() <= 60);
    return duration;
  }

  /**
   * A size as people write it.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Long bytes(String text) {
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

  /**
   * A whole number of 1 or more.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Integer atLeastOne(String text) {
    int number = Integer.parseInt(text);
    require(number >= 1);
    return number;
  }

  static Integer atLeastZero(String text) {
    int number = Integer.parseInt(text);
    require(number >= 0);
    return number;
  }

  static Boolean bool(String text) {
    require(text.equals("true") || text.equals("false"));
    return text.equals("true");
  }

  static Path path(String text) {
    String expanded = text;
    for (String property : List.of("java.io.tmpdir", "user.name")) {
      expanded = expanded.replace("${" + property + "}", System.getProperty(property));
    }
    return Path.of(expanded);
  }

  static List<String> words(String text) {
    return Stream.of(text.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  static List<String> list(String text) {
    return Stream.of(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  static Set<String> origins(String text) {
    return list(text).stream().map(SettingValues::origin).collect(Collectors.toUnmodifiableSet());
  }

  /** As a content security policy has them: a scheme, a host perhaps with a wildcard, a port. */
  static Set<String> sources(String text) {
    List<String> sources = list(text);
    for (String source : sources) {
      require(source.matches("https?://(\\*\\.)?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*(:(\\d+|\\*))?"));
    }
    return Set.copyOf(sources);
  }

  /** As a browser writes it: in small letters, without the port that goes without saying. */
  static String origin(String text) {
    require(text.matches("https?://[A-Za-z0-9.-]+(:\\d+)?|https?://\\[[0-9A-Fa-f:.]+\\](:\\d+)?"));
    String origin = text.toLowerCase(Locale.ROOT);
    String usual = origin.startsWith("https:") ? ":443" : ":80";
    return origin.endsWith(usual) ? origin.substring(0, origin.length() - usual.length()) : origin;
  }

  static List<String> modes(String text) {
    List<String> modes = list(text);
    require(
        !modes.isEmpty() && MODES.containsAll(modes) && Set.copyOf(modes).size() == modes.size());
    return modes;
  }

  static String logFormat(String text) {
    require(text.equals("text") || text.equals("json"));
    return text;
  }

  static String token(String text) {
    require(text.isEmpty() || text.length() >= 16);
    return text;
  }

  static List<String> scopes(String text) {
    List<String> scopes = words(text);
    require(scopes.contains("openid"));
    return scopes;
  }

  static SandboxMode sandbox(String text) {
    require(text.equals(text.toLowerCase(Locale.ROOT)));
    return SandboxMode.valueOf(text.toUpperCase(Locale.ROOT));
  }

  static StoreSync sync(String text) {
    require(text.equals(text.toLowerCase(Locale.ROOT)));
    return StoreSync.valueOf(text.toUpperCase(Locale.ROOT));
  }

  static String network(String text) {
    require(text.equals("host") || text.equals("none"));
    return text;
  }

  static List<Path> folders(String text) {
    List<Path> folders = list(text).stream().map(Path::of).toList();
    require(folders.stream().allMatch(Path::isAbsolute));
    return folders;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("out of range");
    }
  }
}
