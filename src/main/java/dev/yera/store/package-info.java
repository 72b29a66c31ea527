/**
 * Where the events of a session stay: one contract, {@link dev.yera.store.EventLog}, behind which a
 * log is kept in memory, in files or in a database. Must not know sessions, processes nor HTTP.
 */
package dev.yera.store;
