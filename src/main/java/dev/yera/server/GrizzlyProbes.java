package dev.yera.server;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What Payara's HTTP server, Grizzly, tells of its work, by probes at the filters of all listeners.
 * Uses reflection, because an application should not be compiled against the internals of its
 * server. Throws where there is no Grizzly, or another one.
 *
 * <p>Server: Payara 6.2025 (Grizzly 4). Test: {@code HostilePathIT}.
 */
final class GrizzlyProbes implements AutoCloseable {
  /** Of those that read and write HTTP. */
  static final String HTTP = "org.glassfish.grizzly.http.HttpProbe";

  /** Of those that serve requests. */
  static final String SERVER = "org.glassfish.grizzly.http.server.HttpServerProbe";

  private static final Logger LOG = Logger.getLogger(GrizzlyProbes.class.getName());

  /** Who listens, in the thread that serves the request. */
  @FunctionalInterface
  interface Listener {
    void heard(String event, Object[] words) throws ReflectiveOperationException;
  }

  private record Watched(Object monitoring, Class<?> type, Object probe) {}

  private final List<Watched> watched = new ArrayList<>();

  static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, true, GrizzlyProbes.class.getClassLoader());
  }

  /**
   * Starts listening to one kind of probe.
   *
   * @param filter the class of the filters that have such probes
   */
  void listen(String probeType, String filter, Listener listener)
      throws ReflectiveOperationException {
    Class<?> type = type(probeType);
    Object probe =
        Proxy.newProxyInstance(
            GrizzlyProbes.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, words) ->
                switch (method.getName()) {
                  case "equals" -> proxy == words[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "toString" -> GrizzlyProbes.class.getName();
                  default -> {
                    listener.heard(method.getName(), words);
                    yield null;
                  }
                });
    Class<?> filterType = type(filter);
    Method monitoringOf = filterType.getMethod("getMonitoringConfig");
    for (Object each : filters(filterType)) {
      Watched one = new Watched(monitoringOf.invoke(each), type, probe);
      change(one, "addProbes");
      watched.add(one);
    }
  }

  private static List<Object> filters(Class<?> filterType) throws ReflectiveOperationException {
    Class<?> grizzlyService = type("com.sun.enterprise.v3.services.impl.GrizzlyService");
    Class<?> configured = type("org.glassfish.grizzly.config.dom.NetworkListener");
    Method proxyOf = grizzlyService.getMethod("lookupNetworkProxy", configured);
    Method listenerOf =
        type("com.sun.enterprise.v3.services.impl.GrizzlyProxy").getMethod("getUnderlyingListener");
    Method filtersOf =
        type("org.glassfish.grizzly.config.GenericGrizzlyListener")
            .getMethod("getFilters", Class.class);
    Object grizzly = services("getService", grizzlyService);
    List<Object> filters = new ArrayList<>();
    for (Object each : (List<?>) services("getAllServices", configured)) {
      Object proxy = proxyOf.invoke(grizzly, each);
      if (proxy != null) { // else it is switched off
        filters.addAll((List<?>) filtersOf.invoke(listenerOf.invoke(proxy), filterType));
      }
    }
    return filters;
  }

  private static Object services(String how, Class<?> type) throws ReflectiveOperationException {
    Object locator =
        type("org.glassfish.internal.api.Globals")
            .getMethod("getDefaultBaseServiceLocator")
            .invoke(null);
    return type("org.glassfish.hk2.api.ServiceLocator")
        .getMethod(how, Class.class, Annotation[].class)
        .invoke(locator, type, new Annotation[0]);
  }

  private static void change(Watched one, String how) throws ReflectiveOperationException {
    Object probes = Array.newInstance(one.type, 1);
    Array.set(probes, 0, one.probe);
    type("org.glassfish.grizzly.monitoring.MonitoringConfig")
        .getMethod(how, Object[].class)
        .invoke(one.monitoring, probes);
  }

  /** Stops listening, because the server may outlive the application. */
  @Override
  public void close() {
    try {
      for (Watched each : watched) {
        change(each, "removeProbes");
      }
      watched.clear();
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.WARNING, "The server still notifies this application of its requests", e);
    }
  }
}
