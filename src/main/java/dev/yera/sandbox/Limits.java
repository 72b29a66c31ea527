package dev.yera.sandbox;

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
 */
public record Limits(long memory, Duration cpuTime, int processes, int openFiles, long fileSize) {

  /** Those of the settings. */
  public static Limits of(Settings settings) {
    return new Limits(
        settings.get(Settings.SESSION_MEMORY),
        settings.get(Settings.SESSION_CPU_TIME),
        settings.get(Settings.SESSION_PROCESSES),
        settings.get(Settings.SESSION_OPEN_FILES),
        settings.get(Settings.SESSION_FILE_SIZE));
  }

  Limits withProcesses(int most) {
    return new Limits(memory, cpuTime, most, openFiles, fileSize);
  }
}
