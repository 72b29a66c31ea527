package dev.yera;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long tests wait for what has to happen: so long that only what hangs takes longer, however
 * slow the machine is. Where nothing else is said, Awaitility waits as long, too.
 */
public final class Patience {
  public static final Duration PATIENCE = Duration.ofMinutes(3);

  private Patience() {}

  /** What it comes to. */
  public static <T> T join(CompletableFuture<T> future) {
    return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** JUnit finds it by {@code META-INF/services}. */
  public static final class OfAwaitility implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      Awaitility.setDefaultTimeout(PATIENCE);
    }
  }
}
