package dev.yera.catalog;

import dev.yera.work.WorkFolder;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.Resource;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The apps in the WAR that are files: unpacked to the work folder, then read like any folder. */
final class ShippedApps {
  private static final String PACKAGE = "dev/yera/catalog/shipped";

  private ShippedApps() {}

  static Source unpack(ClassLoader loader, WorkFolder work, List<Path> workerJars)
      throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ScanResult scan =
        new ClassGraph()
            .overrideClassLoaders(loader)
            .ignoreParentClassLoaders()
            .acceptPaths(PACKAGE)
            .scan()) {
      for (Resource resource : scan.getAllResources()) {
        files.putIfAbsent(resource.getPath().substring(PACKAGE.length() + 1), resource.load());
      }
    }
    return new FolderApps(work.unpacked("shipped", files), work, workerJars);
  }
}
