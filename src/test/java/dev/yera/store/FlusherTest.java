package dev.yera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The thread that stores what all sessions say. */
class FlusherTest {
  /** A server's own, say, while it is being configured. */
  @Test
  void survivesASourceOfConnectionsThatFailsInAnyWay() {
    AtomicInteger asked = new AtomicInteger();
    DataSource failing =
        (DataSource)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                  asked.incrementAndGet();
                  throw new IllegalStateException("no pool of this name");
                });
    Trouble trouble = new Trouble();
    try (Flusher flusher = new Flusher(new Database(failing, () -> {}), trouble, () -> {})) {
      CompletableFuture<Void> running = CompletableFuture.runAsync(flusher);
      await().until(() -> asked.get() >= 2);
      assertThat(running).isNotDone();
      assertThat(trouble.words()).hasValueSatisfying(it -> assertThat(it).contains("no pool"));
    }
  }
}
