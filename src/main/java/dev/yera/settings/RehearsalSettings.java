package dev.yera.settings;

import java.time.Duration;
import java.util.List;

/** How a server warms up. */
public final class RehearsalSettings {
  private static final Declarations HERE = new Declarations();

  /** See the table of settings. */
  public static final Setting<Duration> REHEARSE =
      HERE.duration(
          "yera.rehearse",
          "PT2M",
          "How long a server that has just started warms itself up, until somebody calls; PT0S is"
              + " not at all. See [Rehearsal](operations.md#rehearsal).");

  /** All of them, in the order of the documentation. */
  static final List<Setting<?>> ALL = HERE.all();

  private RehearsalSettings() {}
}
