package dev.yera.work;

import io.github.classgraph.ClassGraph;
import io.github.classgraph.Resource;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Files that travel in the WAR, to be unpacked to the work folder. */
public final class DeployedFiles {
  private DeployedFiles() {}

  /**
   * All files of a package.
   *
   * @param path the package, with slashes
   * @return their paths in it, and their contents
   * @throws IOException if they cannot be read, or there are none
   */
  public static Map<String, byte[]> in(ClassLoader loader, String path) throws IOException {
    Map<String, byte[]> files = find(loader, path);
    if (files.isEmpty()) {
      throw new IOException("The deployment has no files in " + path);
    }
    return files;
  }

  /** The same for a package that need not be there. */
  public static Map<String, byte[]> find(ClassLoader loader, String path) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ScanResult scan =
        new ClassGraph()
            .overrideClassLoaders(loader)
            .ignoreParentClassLoaders()
            .acceptPaths(path)
            .scan()) {
      for (Resource resource : scan.getAllResources()) {
        files.putIfAbsent(resource.getPath().substring(path.length() + 1), resource.load());
      }
    }
    return files;
  }
}
