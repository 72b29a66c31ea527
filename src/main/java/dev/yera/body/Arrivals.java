package dev.yera.body;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The bodies on their way, and those whose requests are being served, within bounds of their number
 * and of their bytes. Who comes is not refused for others that are slow: of too many the oldest on
 * its way gives way, of too much the largest. Thread-safe; calls nobody with its lock held.
 */
final class Arrivals {
  private final int mostAtOnce;
  private final long mostBytes;

  private final Set<ArrivingBody> arriving = new LinkedHashSet<>();
  private final Set<ArrivingBody> whole = new HashSet<>();

  Arrivals(int mostAtOnce, long mostBytes) {
    this.mostAtOnce = mostAtOnce;
    this.mostBytes = mostBytes;
  }

  /** One more is on its way. */
  void enter(ArrivingBody body) {
    ArrivingBody oldest = null;
    synchronized (this) {
      arriving.add(body);
      if (arriving.size() + whole.size() > mostAtOnce) {
        oldest = arriving.iterator().next();
        arriving.remove(oldest);
      }
    }
    if (oldest != null) {
      oldest.end(ArrivingBody.End.CROWDED_OUT);
    }
  }

  /** More of one has come. */
  void grew() {
    ArrivingBody largest = null;
    synchronized (this) {
      if (bytes(arriving) + bytes(whole) > mostBytes) {
        largest = arriving.stream().max(Comparator.comparingLong(ArrivingBody::size)).orElse(null);
        arriving.remove(largest);
      }
    }
    if (largest != null) {
      largest.end(ArrivingBody.End.NO_ROOM);
    }
  }

  private static long bytes(Collection<ArrivingBody> bodies) {
    return bodies.stream().mapToLong(ArrivingBody::size).sum();
  }

  /** One has come whole, and is kept until its request has been served. */
  synchronized void isWhole(ArrivingBody body) {
    if (arriving.remove(body)) {
      whole.add(body);
    }
  }

  /** Nothing of it is kept any more. */
  synchronized void leave(ArrivingBody body) {
    arriving.remove(body);
    whole.remove(body);
  }
}
