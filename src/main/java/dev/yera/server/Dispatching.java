package dev.yera.server;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Dispatches a request again, and is not heard too early. Payara 6 asks first whether the thread
 * that began the request is still with it, and then leaves the dispatch for that thread to find;
 * without a lock: a thread that stops in between leaves it when nobody looks any more (read in its
 * {@code AsyncContextImpl}), and the client waits for ever. So the dispatch waits until that thread
 * has looked. That no listener can be set any more says so some instructions too early; what says
 * it exactly is asked by reflection, because an application should not be compiled against the
 * internals of its server.
 *
 * <p>Server: Payara 6.2025, and what else has Catalina from GlassFish. Test: {@code
 * DispatchingTest}, and {@code SlowBodiesIT} for the way of it. And Open Liberty, where it is not
 * done. Test: {@code InputIT}, there.
 */
public final class Dispatching {
  private static final Logger LOG = Logger.getLogger(Dispatching.class.getName());
  private static final String CATALINA_OF_GLASSFISH = "org.apache.catalina.connector.";
  private static final Executor SOON = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);

  /** Of a class of contexts: what says whether a dispatch is left for the first thread to find. */
  private static final ClassValue<Optional<Method>> LEAVES_IT =
      new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
          return leavesIt(type);
        }
      };

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

  /** Whether the thread in which the request began leaves no dispatch behind any more. */
  private static boolean isPassed(AsyncContext context) {
    if (!context.getClass().getName().startsWith(CATALINA_OF_GLASSFISH)) {
      return true;
    }
    try {
      context.setTimeout(context.getTimeout());
      return false;
    } catch (IllegalStateException passed) {
      return !leavesIt(context); // the Servlet specification, AsyncContext.setTimeout
    }
  }

  private static boolean leavesIt(AsyncContext context) {
    try {
      Optional<Method> asked = LEAVES_IT.get(context.getClass());
      return asked.isPresent() && Boolean.TRUE.equals(asked.get().invoke(context));
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.FINE, "Whether a dispatch would be left behind cannot be asked", e);
      return false;
    }
  }

  private static Optional<Method> leavesIt(Class<?> type) {
    try {
      Method method = type.getDeclaredMethod("isDelayAsyncDispatchAndComplete");
      method.setAccessible(true);
      return Optional.of(method);
    } catch (NoSuchMethodException | InaccessibleObjectException e) {
      LOG.log(Level.FINE, "This server does not say whether it leaves a dispatch behind", e);
      return Optional.empty();
    }
  }
}
