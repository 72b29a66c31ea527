/**
 * Storage of a session's events behind one interface, {@link dev.yera.store.EventLog}, so a log may
 * be in memory, in files or in a database. Must not depend on sessions, processes or HTTP.
 */
package dev.yera.store;
