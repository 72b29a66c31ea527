package dev.yera.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
    Map<String, byte[]> jars = DeployedFiles.in(loader, PACKAGE);
    Path folder = work.unpacked("worker", jars);
    return jars.keySet().stream().map(folder::resolve).toList();
  }
}
