package dev.yera.trace.sdk;

import dev.yera.trace.TraceParent;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;

/** Gives the SDK the ids that a place has already. Thread-safe. */
final class GivenIds implements IdGenerator {
  private static final ThreadLocal<TraceParent> GIVEN = new ThreadLocal<>();

  /** What is begun meanwhile, by this thread, is at this place. */
  <T> T with(TraceParent place, Supplier<T> begin) {
    GIVEN.set(place);
    try {
      return begin.get();
    } finally {
      GIVEN.remove();
    }
  }

  @Override
  public String generateSpanId() {
    return GIVEN.get().spanId();
  }

  @Override
  public String generateTraceId() {
    return GIVEN.get().traceId();
  }
}
