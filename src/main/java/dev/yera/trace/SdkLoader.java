package dev.yera.trace;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.Map;

/**
 * Loads OpenTelemetry's SDK, and the package that uses it, apart from all else: what the server or
 * another deployment has of the same names is not seen, neither classes nor services.
 */
final class SdkLoader extends URLClassLoader {
  private static final String OURS = "dev.yera.trace.sdk.";
  private static final String THEIRS = "io.opentelemetry.";
  private static final String SERVICES = "META-INF/services/" + THEIRS;

  private SdkLoader(URL[] jars, ClassLoader parent) {
    super(jars, parent);
  }

  /**
   * Loads and starts it.
   *
   * @param properties of OpenTelemetry, besides those of the system and the environment
   * @throws RuntimeException as it finds fault with what it is asked for
   */
  static Tracing tracing(URL[] jars, Map<String, String> properties)
      throws IOException, ReflectiveOperationException {
    SdkLoader loader = new SdkLoader(jars, SdkLoader.class.getClassLoader());
    try {
      return (Tracing)
          loader
              .loadClass(OURS + "SdkTracing")
              .getConstructor(Map.class, AutoCloseable.class)
              .newInstance(properties, loader);
    } catch (InvocationTargetException e) {
      loader.close();
      if (e.getCause() instanceof RuntimeException reason) {
        throw reason;
      }
      throw e;
    } catch (ReflectiveOperationException | RuntimeException e) {
      loader.close();
      throw e;
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS) && !name.startsWith(THEIRS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        loaded = name.startsWith(OURS) ? ours(name) : findClass(name);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  /** The same bytes as the deployment's, once more. */
  private Class<?> ours(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = getParent().getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] type = in.readAllBytes();
      return defineClass(name, type, 0, type.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  public URL getResource(String name) {
    return name.startsWith(SERVICES) ? findResource(name) : super.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.startsWith(SERVICES) ? findResources(name) : super.getResources(name);
  }
}
