package dev.yera.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes SIGTERM and SIGINT before the container does, and passes them on when the sessions have
 * ended. A container that is asked to end takes its applications off the network first (Payara
 * Micro, measured): clients would get its own 503 without {@code Retry-After}, and then 404, and
 * whoever comes back to a session would never hear of its end. Where the JVM does not let it
 * ({@code -Xrs}, another kind of JVM), the application hears of its end from the container only.
 *
 * <p>Server: Payara Micro 6.2025. Test: {@code ServerEndIT}.
 */
final class StopSignals implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(StopSignals.class.getName());
  private static final List<String> NAMES = List.of("TERM", "INT");

  /** Much more than the end of all sessions takes: a server must end, whatever happens. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Runnable stop;

  // By reflection: the compiler warns of sun.misc.Signal in a way that cannot be answered, and the
  // JDK has nothing else (module jdk.unsupported is there to stay until it has).
  private Method handle;
  private Method run;
  private Object mine;
  private Object ignored;

  /** What there was for a signal before us. */
  private final Map<Object, Object> before = new HashMap<>();

  StopSignals(Runnable stop) {
    this.stop = stop;
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      handle = signalType.getMethod("handle", signalType, handlerType);
      run = handlerType.getMethod("handle", signalType);
      ignored = handlerType.getField("SIG_IGN").get(null);
      mine =
          Proxy.newProxyInstance(
              StopSignals.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, words) ->
                  method.getName().equals("handle") ? pass(words[0]) : method.invoke(stop, words));
      for (String name : NAMES) {
        take(signalType.getConstructor(String.class).newInstance(name));
      }
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.INFO, "Of a stop the application hears from its container only", e);
    }
  }

  private synchronized void take(Object signal) throws ReflectiveOperationException {
    Object earlier = handle.invoke(null, signal, mine);
    if (earlier == ignored) {
      handle.invoke(null, signal, earlier); // started by nohup, or in a script's background
    } else {
      before.put(signal, earlier);
    }
  }

  /** The end of the sessions first, then whatever would have come without us. */
  private Object pass(Object signal) throws ReflectiveOperationException {
    Object next;
    synchronized (this) {
      next = before.get(signal);
    }
    Thread last = new Thread(stop, "yera-stop");
    last.setDaemon(true);
    last.start();
    try {
      last.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      LOG.log(Level.FINE, "The end does not wait for the sessions any more", e);
    }
    if (next != null) {
      run.invoke(next, signal);
    }
    return null;
  }

  /** The application goes, the server may stay. */
  @Override
  public synchronized void close() {
    try {
      for (Map.Entry<Object, Object> each : before.entrySet()) {
        Object current = handle.invoke(null, each.getKey(), each.getValue());
        if (current != mine) {
          handle.invoke(null, each.getKey(), current); // somebody came after us
        }
      }
      before.clear();
    } catch (IllegalAccessException | InvocationTargetException e) {
      LOG.log(Level.WARNING, "The application still hears of signals", e);
    }
  }
}
