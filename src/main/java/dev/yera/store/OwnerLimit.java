package dev.yera.store;

/** How many sessions an owner may have at a time, on all servers together. */
public interface OwnerLimit {
  /**
   * How many.
   *
   * @param owner as it is stored
   */
  int most(String owner);

  /** What is thrown where there are as many. */
  RuntimeException exceeded(String owner);
}
