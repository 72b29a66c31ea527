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
 * Handles SIGTERM and SIGINT before the container, and passes them on when the sessions have ended.
 * A container that is asked to end takes its applications off the network first (Payara Micro,
 * measured): clients would get its own 503 without {@code Retry-After}, then 404, and reconnecting
 * viewers would not get the exit event. If the JVM does not allow it ({@code -Xrs}, another kind of
 * JVM), only the container notifies the application.
 *
 * <p>Server: Payara Micro 6.2025. Test: {@code ServerEndIT}.
 */
final class StopSignals implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(StopSignals.class.getName());
  private static final List<String> NAMES = List.of("TERM", "INT");

  /** Much longer than the end of all sessions takes: the server must end in any case. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Runnable stop;
  private final Duration patience;

  // By reflection: the compiler's warning about sun.misc.Signal cannot be suppressed, and the JDK
  // has no replacement (module jdk.unsupported stays until it has one).
  private Method handle;
  private Method run;
  private Object mine;
  private Object ignored;

  /** The previous handlers of the signals. */
  private final Map<Object, Object> before = new HashMap<>();

  /**
   * Begins to handle them.
   *
   * @param longest how much longer than usual the stop may take
   */
  StopSignals(Runnable stop, Duration longest) {
    this.stop = stop;
    this.patience = PATIENCE.plus(longest);
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
      LOG.log(
          Level.INFO,
          "The JVM does not let the application handle signals; only the "
              + "container notifies it of a stop",
          e);
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

  /** Ends the sessions, then calls the previous handler. */
  private Object pass(Object signal) throws ReflectiveOperationException {
    Object next;
    synchronized (this) {
      next = before.get(signal);
    }
    Thread last = new Thread(stop, "yera-stop");
    last.setDaemon(true);
    last.start();
    try {
      last.join(patience.toMillis());
    } catch (InterruptedException e) {
      LOG.log(Level.FINE, "The server ends without waiting for the sessions any longer", e);
    }
    if (next != null) {
      run.invoke(next, signal);
    }
    return null;
  }

  /** Restores the handlers, because the server may outlive the application. */
  @Override
  public synchronized void close() {
    try {
      for (Map.Entry<Object, Object> each : before.entrySet()) {
        Object current = handle.invoke(null, each.getKey(), each.getValue());
        if (current != mine) {
          handle.invoke(null, each.getKey(), current); // another handler was set after ours
        }
      }
      before.clear();
    } catch (IllegalAccessException | InvocationTargetException e) {
      LOG.log(Level.WARNING, "The signal handlers of the application cannot be removed", e);
    }
  }
}
