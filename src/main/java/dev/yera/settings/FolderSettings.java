package dev.yera.settings;

import java.nio.file.Path;
import java.util.List;

/** Where the server finds apps, and where it works. */
public final class FolderSettings {
  private static final Declarations HERE = new Declarations();

  /** See the table of settings. */
  public static final Setting<Path> APPS_DIR =
      HERE.setting(
          "yera.apps.dir",
          "apps",
          "a folder",
          "Folder of apps, in addition to those that ship; the log has the resolved path at start.",
          Path::of);

  /** See the table of settings. */
  public static final Setting<Path> WORK_DIR =
      HERE.setting(
          "yera.work.dir",
          "${java.io.tmpdir}/yera-sessions-${user.name}",
          "a folder",
          "Logs of sessions and the unpacked worker.",
          SettingValues::path);

  /** All of them, in the order of the documentation. */
  static final List<Setting<?>> ALL = HERE.all();

  private FolderSettings() {}
}
