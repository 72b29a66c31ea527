package dev.yera.catalog;

import dev.yera.library.Libraries;
import dev.yera.work.DeployedFiles;
import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The apps in the WAR that are files: unpacked to the work folder, then read like any folder. They
 * stand among the examples, which a team leaves out of a WAR of its own.
 */
final class ShippedApps {
  private static final String PACKAGE = "dev/yera/examples/shipped";

  private ShippedApps() {}

  static Source unpack(
      ClassLoader loader, WorkFolder work, List<Path> workerJars, Libraries libraries)
      throws IOException {
    Map<String, byte[]> files = DeployedFiles.find(loader, PACKAGE);
    return new FolderApps(work.unpacked("shipped", files), work, workerJars, libraries);
  }
}
