package dev.yera.trace;

import java.util.Optional;

/** Where spans go. Thread-safe; no method waits. */
public interface Tracing extends AutoCloseable {
  /** Nowhere: what comes with a request goes on as it came. */
  Tracing OFF =
      new Tracing() {
        @Override
        public Optional<TraceParent> next(Optional<TraceParent> parent) {
          return parent;
        }

        @Override
        public void done(Span span) {
          // Nobody wants to know.
        }

        @Override
        public void close() {
          // There is nothing to send.
        }
      };

  /** The place of something that is done for this; empty if it is traced by nobody. */
  Optional<TraceParent> next(Optional<TraceParent> parent);

  /** Takes what was done at a place that {@link #next} gave. */
  void done(Span span);

  /** Sends what is left, for a second at most. */
  @Override
  void close();
}
