package dev.yera.catalog;

import dev.yera.event.json.Json;
import dev.yera.event.reason.Excerpt;
import dev.yera.sandbox.Limits;
import dev.yera.settings.SettingValues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the limits that an app has of its own (contract, section 7).
 *
 * @param members names and values; what is not there is not limited by the app
 */
record OwnLimits(Map<?, ?> members) {
  static final String MEMORY = "memory";
  static final String CPU_TIME = "cpu_time";
  static final String PROCESSES = "processes";
  static final String OPEN_FILES = "open_files";
  static final String FILE_SIZE = "file_size";
  static final String DISK = "disk";

  private static final List<String> NAMES =
      List.of(MEMORY, CPU_TIME, PROCESSES, OPEN_FILES, FILE_SIZE, DISK);

  /**
   * The limits.
   *
   * @throws BrokenAppException if one is none
   */
  Limits read() {
    for (Object name : members.keySet()) {
      if (!NAMES.contains(name)) {
        throw new BrokenAppException(
            AppFault.PART.with("limits", AppFault.NO_LIMIT.with(Excerpt.of((String) name))));
      }
    }
    return new Limits(
        size(MEMORY),
        value(CPU_TIME, AppFault.DURATION_LIKE, OwnLimits::time).orElse(Duration.ZERO),
        count(PROCESSES),
        count(OPEN_FILES),
        size(FILE_SIZE),
        size(DISK));
  }

  /** Whether an app that says this of the network needs one. */
  static boolean network(String text) {
    if (!text.equals("host") && !text.equals("none")) {
      throw new BrokenAppException(
          AppFault.MEMBER_IS.with(
              "network", AppFault.EITHER.with("host", "none"), Excerpt.of(text)));
    }
    return text.equals("host");
  }

  private long size(String name) {
    return value(name, AppFault.SIZE_LIKE, SettingValues::bytes).orElse(Long.MAX_VALUE);
  }

  private int count(String name) {
    return value(name, AppFault.COUNT, SettingValues::atLeastOne).orElse(Integer.MAX_VALUE);
  }

  private static Duration time(String text) {
    return Description.clock(CPU_TIME, text);
  }

  private <T> Optional<T> value(String name, AppFault kind, Function<String, T> parser) {
    Object value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(value instanceof String text ? text : Json.text(value)));
    } catch (IllegalArgumentException e) {
      throw new BrokenAppException(
          AppFault.PART.with(
              "limits", AppFault.MEMBER_IS.with(name, kind.with(), Excerpt.of(Json.text(value)))));
    }
  }
}
