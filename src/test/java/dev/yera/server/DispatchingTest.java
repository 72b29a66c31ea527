package dev.yera.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.catalina.connector.LeavingContext;
import org.junit.jupiter.api.Test;

/** A moment that takes a thread which stops between two instructions. */
class DispatchingTest {
  @Test
  void aRequestWaitsUntilItsFirstThreadHasLookedForIt() {
    LeavingContext context = new LeavingContext();
    Dispatching.dispatch(context);
    await().until(() -> context.asked() > 2 || context.isLost());
    assertThat(context.isLost()).isFalse();
    context.look();
    await().until(context::isDispatched);
  }
}
