package dev.yera.session;

import dev.yera.measure.Deliveries;
import dev.yera.measure.Durations;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the sessions of a server add up to, since its start. What is told once for each session or
 * answer is not here but a {@link SessionFact}. Thread-safe.
 */
public final class Measures {
  /** How an app's process comes to be. */
  public enum Start {
    /** A Java worker that was started in advance. */
    READY,
    /** A JVM of the session's own. */
    COLD,
    /** A command. */
    COMMAND
  }

  private final Map<Start, Durations> starts = new EnumMap<>(Start.class);
  private final Durations answers = new Durations();
  private final Durations stores = new Durations();
  private final Durations forwards = new Durations();
  private final Deliveries deliveries = new Deliveries();
  private final LongAdder events = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  Measures() {
    for (Start each : Start.values()) {
      starts.put(each, new Durations());
    }
  }

  /** From the first viewer until the app can take its first line. */
  public Durations starts(Start how) {
    return starts.get(how);
  }

  /** From an accepted answer until what the app prints next is with the store. */
  public Durations answers() {
    return answers;
  }

  /** A call of the store for what a session said. */
  public Durations stores() {
    return stores;
  }

  /** From a request to another server until its answer begins. */
  public Durations forwards() {
    return forwards;
  }

  /** What viewers got. */
  public Deliveries deliveries() {
    return deliveries;
  }

  void said(long moreEvents, long moreBytes) {
    events.add(moreEvents);
    bytes.add(moreBytes);
  }

  /** Events of sessions, as far as they were counted by {@link SessionService#standing}. */
  public long events() {
    return events.sum();
  }

  /** Bytes of these events, as frames. */
  public long bytes() {
    return bytes.sum();
  }
}
