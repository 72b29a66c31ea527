package dev.yera.settings;

/** What a failure of power may take of what is stored in files (contract, section 8). */
public enum StoreSync {
  /** What was said in the last second; answers and ends hardly: they are synced at once. */
  SECOND,
  /** Nothing that anybody saw. */
  ALWAYS,
  /** What the system had not written itself. */
  NEVER
}
