package dev.yera.server;

import jakarta.servlet.ServletContext;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Loads at the start the classes that sessions need at the end. When the JVM is asked to end,
 * Payara Micro removes the files of its applications while it stops them (measured). A class first
 * needed then is not found, and viewers would not get the exit event.
 *
 * <p>Server: Payara Micro 6.2025. Test: {@code ServerEndIT}.
 */
final class EagerClasses {
  private static final String CLASSES = "/WEB-INF/classes/";
  private static final String OURS = CLASSES + "dev/yera/";

  /** Packages used only in workers, or before the first session, or loaded apart. */
  private static final Set<String> NOT_OURS =
      Set.of("app/", "worker/", "examples/", "page/", "work/worker/", "trace/sdk/");

  /**
   * Call the C library, by a library that JNA unpacks: not everywhere can they. What does not work
   * without them.
   */
  private static final Map<String, String> NATIVE =
      Map.of(
          "dev.yera.terminal.LibC", "no app of the protocol terminal starts",
          "dev.yera.file.AppFolders$LibC", "no file that an app gives is taken");

  private static final Logger LOG = Logger.getLogger(EagerClasses.class.getName());

  private EagerClasses() {}

  /**
   * Loads the classes. The log has a warning of what does not work because the C library cannot be
   * called.
   *
   * @return their number
   * @throws IllegalStateException if another of them cannot be loaded
   */
  static int load(ServletContext context) {
    return load(context, OURS);
  }

  private static int load(ServletContext context, String folder) {
    Set<String> paths = context.getResourcePaths(folder);
    int loaded = 0;
    for (String path : paths == null ? Set.<String>of() : paths) {
      if (path.endsWith("/")) {
        loaded += NOT_OURS.contains(path.substring(OURS.length())) ? 0 : load(context, path);
      } else if (path.endsWith(".class") && !path.endsWith("-info.class")) {
        loadClass(path.substring(CLASSES.length(), path.length() - ".class".length()));
        loaded++;
      }
    }
    return loaded;
  }

  private static void loadClass(String path) {
    String name = path.replace('/', '.');
    try {
      Class.forName(name, true, EagerClasses.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      if (e instanceof LinkageError && NATIVE.containsKey(name)) {
        LOG.log(Level.WARNING, "The C library cannot be called: " + NATIVE.get(name), e);
        return;
      }
      throw new IllegalStateException("A class of the application cannot be loaded: " + name, e);
    }
  }
}
