package dev.yera.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The modules in the WAR for command apps: {@code yera.py} and {@code yera.js}. */
public final class CommandModules {
  private static final String PACKAGE = "dev/yera/work/modules";

  private CommandModules() {}

  /**
   * Unpacks them if necessary.
   *
   * @return their folder
   * @throws IOException if they cannot be written, or are missing in the deployment
   */
  public static Path unpack(ClassLoader loader, WorkFolder work) throws IOException {
    Map<String, byte[]> files = DeployedFiles.in(loader, PACKAGE);
    // Where Python would put a folder of its own, there is a file: what is here must not change.
    files.put("__pycache__", new byte[0]);
    return work.unpacked("modules", files);
  }
}
