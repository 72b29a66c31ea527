package dev.yera.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Declares the settings of one area, and keeps the order in which that was done, which is that of
 * the documentation. Used while the class of the area is initialized, by one thread.
 */
final class Declarations {
  private final List<Setting<?>> all = new ArrayList<>();

  /** Those that were declared until now. */
  List<Setting<?>> all() {
    return List.copyOf(all);
  }

  Setting<String> text(String key, String fallback, String kind, String meaning) {
    return setting(key, fallback, kind, meaning, Function.identity());
  }

  <T> Setting<T> setting(
      String key, String fallback, String kind, String meaning, Function<String, T> parser) {
    Setting<T> setting = new Setting<>(key, fallback, kind, meaning, parser);
    all.add(setting);
    return setting;
  }

  Setting<Duration> duration(String key, String fallback, String meaning) {
    return setting(
        key, fallback, "a duration like PT30S, at least PT0S", meaning, SettingValues::time);
  }

  Setting<Long> size(String key, String fallback, String meaning) {
    return setting(
        key,
        fallback,
        "a size of at least one byte, like 1048576 or 64MiB",
        meaning,
        SettingValues::bytes);
  }

  Setting<Integer> count(String key, String fallback, String meaning) {
    return setting(
        key, fallback, "a whole number of 1 or more", meaning, SettingValues::atLeastOne);
  }
}
