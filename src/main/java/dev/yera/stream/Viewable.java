package dev.yera.stream;

/** Something that says things over time and can be watched by several at once: a session. */
public interface Viewable {
  /**
   * Adds a viewer. The first one starts what there is to view.
   *
   * @param watcher is told when there is something to read
   * @param after the number of the last event it has; 0 for none
   * @param key a newer viewer with an equal key takes this one's place; the watcher itself for none
   * @return where to read
   * @throws dev.yera.store.BadEventIdException if there is no such event; nothing is started then
   * @throws RuntimeException if it cannot be viewed, named for the reason; nothing is started then
   */
  Reader open(Watcher watcher, long after, Object key);
}
