package dev.yera.settings;

import java.time.Duration;
import java.util.List;

/** What operators see. */
public final class OperatorSettings {
  private static final Declarations HERE = new Declarations();

  /** See the table of settings. */
  public static final Setting<String> METRICS_TOKEN =
      HERE.setting(
          "yera.metrics.token",
          "",
          "a text of at least 16 characters",
          "Who sends it as `Authorization: Bearer` may read `/api/metrics`, and nothing else.",
          SettingValues::token);

  /** See the table of settings. */
  public static final Setting<String> METRICS_TOKEN_FILE =
      HERE.text("yera.metrics.token-file", "", "a file", "The file that has it, instead.");

  /** See the table of settings. */
  public static final Setting<Duration> AUDIT_RETENTION =
      HERE.duration(
          "yera.audit.retention",
          "P365D",
          "How long it is kept who did what (`/api/audit`); PT0S: nothing is noted.");

  /** See the table of settings. */
  public static final Setting<String> LOG_FORMAT =
      HERE.setting(
          "yera.log.format",
          "text",
          "text or json",
          "`json`: each record of the server's log is one line of JSON, with names of the Elastic "
              + "Common Schema, from the start of the application on.",
          SettingValues::logFormat);

  /** See the table of settings. */
  public static final Setting<Boolean> LOG_APPS =
      HERE.setting(
          "yera.log.apps",
          "false",
          "true or false",
          "Whether what apps write to standard error is in the server's log, too.",
          SettingValues::bool);

  /** All of them, in the order of the documentation. */
  static final List<Setting<?>> ALL = HERE.all();

  private OperatorSettings() {}
}
