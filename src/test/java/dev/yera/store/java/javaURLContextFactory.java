package dev.yera.store.java;

import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NameNotFoundException;
import javax.naming.spi.ObjectFactory;

/** What an application server has under {@code java:}. JNDI finds it by its name. */
public final class javaURLContextFactory implements ObjectFactory {
  /** What there is, by its whole name. */
  public static final Map<String, Object> NAMED = new ConcurrentHashMap<>();

  @Override
  public Object getObjectInstance(
      Object object, Name name, Context context, Hashtable<?, ?> environment) {
    return Proxy.newProxyInstance(
        javaURLContextFactory.class.getClassLoader(),
        new Class<?>[] {Context.class},
        (proxy, method, arguments) -> {
          if (!method.getName().equals("lookup")) {
            return null;
          }
          Object found = NAMED.get(arguments[0].toString());
          if (found == null) {
            throw new NameNotFoundException(arguments[0].toString());
          }
          return found;
        });
  }
}
