package dev.yera.cluster;

import dev.yera.stream.Reader;
import dev.yera.stream.Watcher;

/**
 * A viewer on another node, as its session's owner has it: it counts like any other, and gets its
 * events there.
 */
final class RemoteViewer implements Watcher {
  /** The header with which a node asks for a place instead of a stream: the name of the viewer. */
  static final String HEADER = "Yera-Viewer";

  private final String name;
  private final Runnable replaced;
  private volatile Reader reader;

  /**
   * One that has no place yet.
   *
   * @param name unique among all viewers ever
   * @param replaced tells its node; returns at once
   */
  RemoteViewer(String name, Runnable replaced) {
    this.name = name;
    this.replaced = replaced;
  }

  String name() {
    return name;
  }

  /** It has its place. */
  void begin(Reader place) {
    reader = place;
  }

  /** Gives its place back. */
  void leave() {
    Reader place = reader;
    if (place != null) {
      place.leave();
    }
  }

  @Override
  public void wake() {
    // Its node reads the events.
  }

  @Override
  public void tick(long nanoTime) {
    // Its node keeps its connection.
  }

  @Override
  public void replace() {
    replaced.run();
  }

  @Override
  public boolean isOverdue() {
    return false;
  }

  @Override
  public boolean isHere() {
    return false;
  }
}
