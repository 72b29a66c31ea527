package dev.yera.stream;

/** A source of events with any number of viewers: a session. */
public interface Viewable {
  /**
   * Adds a viewer. The first one starts the executor.
   *
   * @param watcher is notified of new events
   * @param after the number of the last event it has; 0 for none
   * @param key a newer viewer with an equal key replaces this one; the watcher itself for none
   * @return the reader of the events
   * @throws dev.yera.store.BadEventIdException if there is no such event; nothing is started then
   * @throws RuntimeException of a type named for the reason, if it cannot be viewed; nothing is
   *     started then
   */
  Reader open(Watcher watcher, long after, Object key);
}
