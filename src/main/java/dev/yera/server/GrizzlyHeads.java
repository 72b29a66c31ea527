package dev.yera.server;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Closes connections on which the head of a request has been coming for too long. Payara closes one
 * that is silent, and has no deadline for one that sends a byte now and then: each byte begins the
 * time anew (measured; none of the settings of its listeners bounds it). It takes no thread, but
 * memory and a file.
 *
 * <p>Looked at when something comes: who sends nothing is Payara's own to close. Between requests
 * there may be an end of a line; so the first that comes too late is let through, and parsed: only
 * if that is not the end of the head, the next one closes.
 *
 * <p>Server: Payara 6.2025 (Grizzly 4). Test: {@code SlowBodiesIT}.
 */
public final class GrizzlyHeads implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(GrizzlyHeads.class.getName());
  private static final String ATTRIBUTE = GrizzlyHeads.class.getName();

  /** A request is being served: what comes is its body, which has a deadline of its own. */
  private static final Object SERVED = "served";

  /** One that is too late has been let through. */
  private static final Object LATE = "late";

  private final long most;
  private final GrizzlyProbes probes = new GrizzlyProbes();
  private Method attributes;
  private Method attribute;
  private Method setAttribute;
  private Method removeAttribute;
  private Method closeSilently;

  private GrizzlyHeads(Duration most) {
    this.most = most.toNanos();
  }

  /**
   * Starts watching. On other servers nothing happens.
   *
   * @param most how long a head may take
   */
  public static GrizzlyHeads within(Duration most) {
    GrizzlyHeads heads = new GrizzlyHeads(most);
    try {
      heads.find();
    } catch (ClassNotFoundException another) {
      LOG.info("The server itself bounds the time of a request's head: it is not Payara");
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.log(Level.INFO, "The server itself bounds the time of a request's head", e);
    }
    return heads;
  }

  private void find() throws ReflectiveOperationException {
    Class<?> connection = GrizzlyProbes.type("org.glassfish.grizzly.Connection");
    attributes = connection.getMethod("getAttributes");
    closeSilently = connection.getMethod("closeSilently");
    Class<?> holder = attributes.getReturnType();
    attribute = holder.getMethod("getAttribute", String.class);
    setAttribute = holder.getMethod("setAttribute", String.class, Object.class);
    removeAttribute = holder.getMethod("removeAttribute", String.class);
    probes.listen(
        GrizzlyProbes.HTTP,
        "org.glassfish.grizzly.http.HttpServerFilter",
        (event, words) -> {
          if (event.equals("onDataReceivedEvent")) {
            received(words[0]);
          } else if (event.equals("onHeaderParseEvent")) {
            setAttribute.invoke(attributes.invoke(words[0]), ATTRIBUTE, SERVED);
          }
        });
    probes.listen(
        GrizzlyProbes.SERVER,
        "org.glassfish.grizzly.http.server.HttpServerFilter",
        (event, words) -> {
          if (event.equals("onRequestCompleteEvent")) {
            removeAttribute.invoke(attributes.invoke(words[1]), ATTRIBUTE);
          }
        });
  }

  private void received(Object connection) throws ReflectiveOperationException {
    Object holder = attributes.invoke(connection);
    Object state = attribute.invoke(holder, ATTRIBUTE);
    if (state == null) {
      setAttribute.invoke(holder, ATTRIBUTE, System.nanoTime());
    } else if (state instanceof Long since && System.nanoTime() - since > most) {
      setAttribute.invoke(holder, ATTRIBUTE, LATE);
    } else if (state == LATE) {
      closeSilently.invoke(connection);
    }
  }

  /** Stops watching. */
  @Override
  public void close() {
    probes.close();
  }
}
