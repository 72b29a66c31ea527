package dev.yera.work;

import io.github.classgraph.ClassGraph;
import io.github.classgraph.Resource;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The jars in the WAR for a Java worker: the SDK and the JSON library. They are unpacked to the
 * work folder by the hash of their content, so the path changes only with the jars.
 */
public final class WorkerJars {
  private static final String PACKAGE = "dev/yera/work/worker";

  private WorkerJars() {}

  /**
   * Unpacks them if necessary.
   *
   * @return their paths, in the order of a class path
   * @throws IOException if they cannot be written, or are missing in the deployment
   */
  public static List<Path> unpack(ClassLoader loader, WorkFolder work) throws IOException {
    Map<String, byte[]> jars = new TreeMap<>();
    try (ScanResult scan =
        new ClassGraph()
            .overrideClassLoaders(loader)
            .ignoreParentClassLoaders()
            .acceptPaths(PACKAGE)
            .scan()) {
      for (Resource resource : scan.getResourcesWithExtension("jar")) {
        jars.put(resource.getPath().substring(PACKAGE.length() + 1), resource.load());
      }
    }
    if (jars.isEmpty()) {
      throw new IOException("The deployment has no jars for Java apps in " + PACKAGE);
    }
    Path folder = work.unpacked("worker", jars);
    return jars.keySet().stream().map(folder::resolve).toList();
  }
}
