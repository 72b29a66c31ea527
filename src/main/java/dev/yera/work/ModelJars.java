package dev.yera.work;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The jars in the WAR for Java apps that use language models: {@code dev.yera.llm}, LangChain4j and
 * what that needs. No other app has them on its class path. They are unpacked when the first such
 * app is found.
 */
public final class ModelJars {
  private static final String PACKAGE = "dev/yera/work/llm";

  /** In a source, and in a class file. */
  private static final String IN_SOURCE = "dev.yera.llm.";

  private static final String IN_CLASS = "dev/yera/llm/";

  /** No class file is larger. */
  private static final int LARGEST_CLASS = 16 << 20;

  /** Our own among them ends so. */
  private static final String OWN = "-sdk-llm.jar";

  /** What a worker for such apps rehearses. */
  public static final String REHEARSAL = "dev.yera.llm.FirstChat.rehearse";

  private ModelJars() {}

  /** Whether a source has the name of the package in it. */
  public static boolean isUsedIn(byte[] source) {
    return new String(source, StandardCharsets.UTF_8).contains(IN_SOURCE);
  }

  /** Whether a class of this jar uses a class of the package. */
  public static boolean isUsedBy(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.getName().endsWith(".class")) {
          try (InputStream in = zip.getInputStream(entry)) {
            byte[] type = in.readNBytes(LARGEST_CLASS);
            if (new String(type, StandardCharsets.ISO_8859_1).contains(IN_CLASS)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  /** Those on the class path of an app, in its order; none if it does not use them. */
  public static List<Path> in(List<Path> classPath) {
    return classPath.stream()
        .filter(each -> each.getFileName().toString().endsWith(OWN))
        .map(Path::getParent)
        .findFirst()
        .map(folder -> classPath.stream().filter(each -> folder.equals(each.getParent())).toList())
        .orElse(List.of());
  }

  /**
   * Unpacks them if necessary.
   *
   * @return their paths, in the order of a class path
   * @throws IOException if they cannot be written, or are missing in the deployment
   */
  public static List<Path> unpack(WorkFolder work) throws IOException {
    Map<String, byte[]> jars = DeployedFiles.in(ModelJars.class.getClassLoader(), PACKAGE);
    Path folder = work.unpacked("llm", jars);
    return jars.keySet().stream().map(folder::resolve).toList();
  }
}
