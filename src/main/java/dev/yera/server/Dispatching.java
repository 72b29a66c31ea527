package dev.yera.server;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Dispatches a request again, and is not heard too early. Payara 6 asks first whether the thread
 * that began the request is still with it, and then leaves the dispatch for that thread to find;
 * without a lock: a thread that stops in between leaves it when nobody looks any more (read in its
 * {@code AsyncContextImpl}), and the client waits for ever. So the dispatch waits for that thread.
 *
 * <p>Server: Payara 6.2025, and what else has Catalina from GlassFish. Test: {@code SlowBodiesIT},
 * for the way of it; the moment itself takes a thread that stops between two instructions. And Open
 * Liberty, where it is not done. Test: {@code InputIT}, there.
 */
public final class Dispatching {
  private static final String CATALINA_OF_GLASSFISH = "org.apache.catalina.connector.";
  private static final Executor SOON = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);

  private Dispatching() {}

  /**
   * Whether requests may be dispatched again at all. Open Liberty 26 clears what a request knows of
   * its application after it has begun to dispatch it: of two at once one in some twenty got an
   * empty 200 (measured; later, and from another thread, fewer).
   */
  public static boolean isReliable(ServletContext context) {
    return !context.getClass().getName().startsWith("com.ibm.ws.");
  }

  /** Dispatches it, from any thread. */
  public static void dispatch(AsyncContext context) {
    if (isPassed(context)) {
      context.dispatch();
    } else {
      SOON.execute(() -> dispatch(context));
    }
  }

  /** Whether the thread in which the request began has gone. */
  private static boolean isPassed(AsyncContext context) {
    if (!context.getClass().getName().startsWith(CATALINA_OF_GLASSFISH)) {
      return true;
    }
    try {
      context.setTimeout(context.getTimeout());
      return false;
    } catch (IllegalStateException passed) {
      return true; // the Servlet specification, AsyncContext.setTimeout
    }
  }
}
