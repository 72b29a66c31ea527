package dev.yera.sandbox;

/** What a session used more of than it may. */
public enum Excess {
  /** All its processes together have too much. */
  MEMORY,
  /** All its processes together have used too much. */
  CPU_TIME,
  /** It has too many of them, and the kernel did not refuse to start another. */
  PROCESSES,
  /** Its files take too much. */
  DISK
}
