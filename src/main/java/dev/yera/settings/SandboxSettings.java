package dev.yera.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What apps are kept in, and what a session may use. */
public final class SandboxSettings {
  private static final Declarations HERE = new Declarations();

  /** See the table of settings. */
  public static final Setting<SandboxMode> SANDBOX =
      HERE.setting(
          "yera.sandbox",
          "auto",
          "auto, off, limits or bubblewrap",
          "What apps are kept in; `auto` is the strongest that works here, tried at start.",
          SettingValues::sandbox);

  /** See the table of settings. */
  public static final Setting<String> SANDBOX_NETWORK =
      HERE.setting(
          "yera.sandbox.network",
          "host",
          "host or none",
          "What apps can reach: what the server can, or nothing (with `bubblewrap`).",
          SettingValues::network);

  /** See the table of settings. */
  public static final Setting<List<Path>> SANDBOX_WRITABLE =
      HERE.setting(
          "yera.sandbox.writable",
          "",
          "absolute paths of folders, separated by commas",
          "Folders that apps may write to with `bubblewrap`, besides their session's own.",
          SettingValues::folders);

  /** See the table of settings. */
  public static final Setting<Long> SESSION_MEMORY =
      HERE.size(
          "yera.session.memory",
          "1GiB",
          "Memory of all processes of a session; over it the session ends, `MemoryExceeded`.");

  /** See the table of settings. */
  public static final Setting<Duration> SESSION_CPU_TIME =
      HERE.duration(
          "yera.session.cpu-time",
          "PT0S",
          "Processor time of all processes of a session; over it the session ends,"
              + " `CpuTimeExceeded`; PT0S is no limit.");

  /** See the table of settings. */
  public static final Setting<Integer> SESSION_PROCESSES =
      HERE.count("yera.session.processes", "256", "Processes and threads of a session.");

  /** See the table of settings. */
  public static final Setting<Integer> SESSION_OPEN_FILES =
      HERE.count("yera.session.open-files", "1024", "Open files of each process of a session.");

  /** See the table of settings. */
  public static final Setting<Long> SESSION_FILE_SIZE =
      HERE.size("yera.session.file-size", "1GiB", "The largest file that an app can write.");

  /** See the table of settings. */
  public static final Setting<Long> SESSION_DISK =
      HERE.size(
          "yera.session.disk",
          "4GiB",
          "All files of a session in its own folders; over it the session ends, `DiskExceeded`.");

  /** All of them, in the order of the documentation. */
  static final List<Setting<?>> ALL = HERE.all();

  private SandboxSettings() {}
}
