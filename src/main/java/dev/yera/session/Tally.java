package dev.yera.session;

import dev.yera.store.EventLog;

/**
 * What of a session's log is in the sums of the server. Invariant: each event is counted once, and
 * by the server that appended it.
 */
final class Tally {
  private final EventLog log;
  private final Measures measures;
  private long events;
  private long bytes;

  /** What is in the log already was counted by a server before this one. */
  Tally(EventLog log, Measures measures) {
    this.log = log;
    this.measures = measures;
    events = log.lastId();
    bytes = log.size();
  }

  /** Adds what is not in the sums yet. */
  void count(Held held) {
    long nowEvents = log.lastId();
    long nowBytes = log.size();
    measures.said(nowEvents - events, nowBytes - bytes);
    events = nowEvents;
    bytes = nowBytes;
  }
}
