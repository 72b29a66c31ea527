package dev.yera.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The jars in the WAR that send traces: OpenTelemetry's SDK and what that needs. They are on
 * nobody's class path, and unpacked only where somebody collects traces.
 */
public final class TraceJars {
  private static final String PACKAGE = "dev/yera/work/otlp";

  private TraceJars() {}

  /**
   * Unpacks them if necessary.
   *
   * @throws IOException if they cannot be written, or are missing in the deployment
   */
  public static List<Path> unpack(WorkFolder work) throws IOException {
    Map<String, byte[]> jars = DeployedFiles.in(TraceJars.class.getClassLoader(), PACKAGE);
    Path folder = work.unpacked("otlp", jars);
    return jars.keySet().stream().map(folder::resolve).toList();
  }
}
