package dev.yera.settings;

import java.util.List;

/** The processes of apps. */
public final class WorkerSettings {
  private static final Declarations HERE = new Declarations();

  /** See the table of settings. */
  public static final Setting<Integer> WORKER_POOL_SIZE =
      HERE.setting(
          "yera.worker.pool-size",
          "2",
          "a whole number of 0 or more",
          "The number of Java workers kept ready; 0 for none.",
          SettingValues::atLeastZero);

  /** See the table of settings. */
  public static final Setting<List<String>> WORKER_JVM_OPTIONS =
      HERE.setting(
          "yera.worker.jvm-options",
          "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -XX:-UsePerfData"
              + " -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
              + " -XX:AsyncDeflationInterval=5000 -XX:GuaranteedSafepointInterval=0",
          "options separated by spaces",
          "Options of the JVM of a Java worker. With `ArchiveRelocationMode=0` all workers share "
              + "the pages"
              + " of the class-data archive; without `UsePerfData` and with these intervals an"
              + " idle worker does not wake up 23 times a second.",
          SettingValues::words);

  /** See the table of settings. */
  public static final Setting<List<String>> WORKER_ENV_ALLOW =
      HERE.setting(
          "yera.worker.env-allow",
          "",
          "names separated by commas",
          "Environment variables of the server that are passed to apps.",
          SettingValues::list);

  /** All of them, in the order of the documentation. */
  static final List<Setting<?>> ALL = HERE.all();

  private WorkerSettings() {}
}
