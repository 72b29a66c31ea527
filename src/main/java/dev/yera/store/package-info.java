/**
 * What stays of sessions: their states ({@link dev.yera.store.StoredSession}) and their events
 * ({@link dev.yera.store.EventLog}), behind one contract, {@link dev.yera.store.SessionStore}. Must
 * not depend on sessions, processes or HTTP.
 */
package dev.yera.store;
