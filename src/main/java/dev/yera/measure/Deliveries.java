package dev.yera.measure;

import java.util.concurrent.atomic.LongAdder;

/** What was written to viewers. Thread-safe. */
public final class Deliveries {
  private final LongAdder writes = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder cuts = new LongAdder();

  /** A write of whole events has succeeded. */
  public void sent(int length) {
    writes.increment();
    bytes.add(length);
  }

  /** A viewer that does not read has lost its stream. */
  public void cut() {
    cuts.increment();
  }

  /** Writes of one event or more. */
  public long writes() {
    return writes.sum();
  }

  /** Their bytes. */
  public long bytes() {
    return bytes.sum();
  }

  /** Viewers that were cut. */
  public long cuts() {
    return cuts.sum();
  }
}
