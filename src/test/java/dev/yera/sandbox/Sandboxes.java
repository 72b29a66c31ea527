package dev.yera.sandbox;

import dev.yera.settings.BadSettingException;
import dev.yera.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Sandboxes made for a test. */
public final class Sandboxes {
  /** Where a trial can have its home. */
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private Sandboxes() {}

  /** None. */
  public static Sandbox off() {
    return of(Path.of("/"), Map.of("yera.sandbox", "off"));
  }

  /**
   * Skips a test where bubblewrap does not work: it is not installed, or user namespaces are
   * forbidden. Where {@code YERA_REQUIRE_SANDBOX} is set, the test fails instead.
   */
  public static void assumeBubblewrap() {
    try {
      find(TEMPORARY, Map.of("yera.sandbox", "bubblewrap"));
    } catch (BadSettingException absent) {
      if (System.getenv("YERA_REQUIRE_SANDBOX") != null) {
        throw absent;
      }
      Assumptions.abort(absent.getMessage());
    }
  }

  /** Whether sessions get control groups here. */
  public static boolean hasControlGroups() {
    return limits().contains("control groups");
  }

  /** Whether a session can have a user namespace here. */
  public static boolean hasUserNamespaces() {
    return !limits().contains("without a user namespace");
  }

  private static String limits() {
    return of(TEMPORARY, Map.of("yera.sandbox", "limits")).description();
  }

  /**
   * Skips a test where the server has no control groups of its own. Where {@code
   * YERA_REQUIRE_CGROUPS} is set, the test fails instead.
   */
  static ControlGroups assumeControlGroups() {
    Optional<ControlGroups> found = ControlGroups.find();
    if (found.isEmpty() && System.getenv("YERA_REQUIRE_CGROUPS") == null) {
      Assumptions.abort("no cgroup v2 that may be written to");
    }
    return found.orElseThrow();
  }

  /** One of these settings; skips the test where what it asks for needs more than there is. */
  public static Sandbox of(Path folder, Map<String, String> settings) {
    if (settings.getOrDefault("yera.sandbox", "auto").equals("bubblewrap")) {
      assumeBubblewrap();
    }
    return find(folder, settings);
  }

  /** One of these settings, on this machine as it is. */
  static Sandbox find(Path folder, Map<String, String> settings) {
    return Sandbox.find(
        new Settings(key -> Optional.ofNullable(settings.get(key))), folder, folder);
  }
}
