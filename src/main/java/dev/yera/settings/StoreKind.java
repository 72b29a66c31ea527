package dev.yera.settings;

/** Where sessions are kept (contract, section 8). */
public enum StoreKind {
  /** In files of {@code yera.store.dir}: they survive any end of the server. */
  FILES,
  /** In memory: they go with the server. */
  MEMORY
}
