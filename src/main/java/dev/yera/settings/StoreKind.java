package dev.yera.settings;

/** What sessions are kept in (contract, section 8). */
public enum StoreKind {
  /** Files of {@code yera.store.dir}: they survive any end of the server. */
  FILES,
  /** Memory: they go with the server. */
  MEMORY,
  /** PostgreSQL, by connections of our own. */
  POSTGRESQL,
  /** PostgreSQL, by a DataSource of the server. */
  DATA_SOURCE
}
