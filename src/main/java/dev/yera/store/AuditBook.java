package dev.yera.store;

/**
 * Who did what: entries are added and, when they are old ({@code yera.audit.retention}), removed,
 * and never changed. An added entry survives the end of this process; a failure of power may take
 * the last second. Thread-safe.
 */
public interface AuditBook {
  /**
   * Adds an entry; it is there for all servers when this returns.
   *
   * @throws StoreException if it cannot be added now
   */
  void append(AuditEntry entry);

  /**
   * A page of it.
   *
   * @throws StoreException if it cannot be read now
   * @throws IllegalArgumentException if the place to go on from is none of this log
   */
  AuditPage page(AuditQuery query);
}
