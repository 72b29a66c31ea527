package dev.yera.session;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.store.Slice;
import dev.yera.stream.Reader;
import dev.yera.stream.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Somebody who reads a session's events as they come. For one thread. */
final class TestViewer implements Watcher {

  private final Semaphore news = new Semaphore(0);
  private final List<SentEvent> seen = new ArrayList<>();
  private final Session session;
  private Reader reader;
  private volatile boolean replaced;

  private TestViewer(Session session) {
    this.session = session;
  }

  static TestViewer of(Session session, long after) {
    TestViewer viewer = new TestViewer(session);
    viewer.reader = session.open(viewer, after, viewer);
    return viewer;
  }

  static TestViewer of(Session session, Object key) {
    TestViewer viewer = new TestViewer(session);
    viewer.reader = session.open(viewer, 0, key);
    return viewer;
  }

  Session session() {
    return session;
  }

  void leave() {
    reader.leave();
  }

  boolean isReplaced() {
    return replaced;
  }

  /** All events to the last one, which is an exit; then it leaves. */
  List<SentEvent> all() {
    read(event -> false);
    leave();
    assertThat(reader.isAtEnd()).isTrue();
    assertThat(seen.get(seen.size() - 1).blockType()).isEqualTo("exit");
    return List.copyOf(seen);
  }

  SentEvent exit() {
    List<SentEvent> all = all();
    return all.get(all.size() - 1);
  }

  /** The next event of this type. */
  SentEvent next(String blockType) {
    return next(event -> event.blockType().equals(blockType));
  }

  SentEvent next(Predicate<SentEvent> wanted) {
    int before = seen.size();
    assertThat(read(wanted)).describedAs("seen: %s", seen.subList(before, seen.size())).isTrue();
    return seen.get(seen.size() - 1);
  }

  /** What was seen until now. */
  List<SentEvent> seen() {
    return List.copyOf(seen);
  }

  private final List<SentEvent> unread = new ArrayList<>();

  private boolean read(Predicate<SentEvent> wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      while (!unread.isEmpty()) {
        SentEvent event = unread.remove(0);
        seen.add(event);
        if (wanted.test(event)) {
          return true;
        }
      }
      Slice slice = reader.next();
      if (slice != null) {
        Frames.of(slice).forEach(frame -> unread.add(SentEvent.of(frame)));
      } else if (reader.isAtEnd()) {
        return false;
      } else {
        awaitNews(deadline);
      }
    }
  }

  private void awaitNews(long deadline) {
    try {
      boolean some = news.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(some).describedAs("nothing more came; seen: %s", seen).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void wake() {
    news.release();
  }

  @Override
  public void tick(long nanoTime) {
    // A heartbeat is of no use here.
  }

  @Override
  public void replace() {
    replaced = true;
  }

  @Override
  public boolean isOverdue() {
    return false;
  }
}
