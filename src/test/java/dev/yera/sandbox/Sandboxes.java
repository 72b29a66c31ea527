package dev.yera.sandbox;

import dev.yera.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Sandboxes made for a test. */
public final class Sandboxes {
  private Sandboxes() {}

  /** None. */
  public static Sandbox off() {
    return of(Path.of("/"), Map.of("yera.sandbox", "off"));
  }

  /** One of these settings. */
  public static Sandbox of(Path folder, Map<String, String> settings) {
    return Sandbox.find(
        new Settings(key -> Optional.ofNullable(settings.get(key))), folder, folder);
  }
}
