package dev.yera.sandbox;

import dev.yera.settings.SandboxSettings;
import dev.yera.settings.Settings;
import java.time.Duration;

/**
 * What all processes of one session may use (contract, section 7).
 *
 * @param memory bytes, of all of them together
 * @param cpuTime of all of them together; zero is no limit
 * @param processes processes and threads, of all of them together
 * @param openFiles of each process
 * @param fileSize the largest file that one can write, in bytes
 * @param disk bytes, of all files that they keep in the session's own folders
 */
public record Limits(
    long memory, Duration cpuTime, int processes, int openFiles, long fileSize, long disk) {

  /** None. */
  public static final Limits NONE =
      new Limits(
          Long.MAX_VALUE,
          Duration.ZERO,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Long.MAX_VALUE,
          Long.MAX_VALUE);

  /** Those of the settings. */
  public static Limits of(Settings settings) {
    return new Limits(
        settings.get(SandboxSettings.SESSION_MEMORY),
        settings.get(SandboxSettings.SESSION_CPU_TIME),
        settings.get(SandboxSettings.SESSION_PROCESSES),
        settings.get(SandboxSettings.SESSION_OPEN_FILES),
        settings.get(SandboxSettings.SESSION_FILE_SIZE),
        settings.get(SandboxSettings.SESSION_DISK));
  }

  /** Of each kind the lower one. */
  Limits and(Limits other) {
    return new Limits(
        Math.min(memory, other.memory),
        cpuTime.isZero() || (!other.cpuTime.isZero() && other.cpuTime.compareTo(cpuTime) < 0)
            ? other.cpuTime
            : cpuTime,
        Math.min(processes, other.processes),
        Math.min(openFiles, other.openFiles),
        Math.min(fileSize, other.fileSize),
        Math.min(disk, other.disk));
  }

  Limits withProcesses(int most) {
    return new Limits(memory, cpuTime, most, openFiles, fileSize, disk);
  }
}
