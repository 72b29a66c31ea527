package dev.yera.catalog;

import dev.yera.work.WorkFolder;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.MethodInfo;
import io.github.classgraph.Resource;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code @App} methods of the deployment. Their classes are packed into a jar in the work
 * folder. A worker's class path needs jars at a stable path: a server explodes the WAR to another
 * folder at each boot, and a class-data archive accepts neither that nor a folder.
 */
final class DeploymentApps implements Source {
  /** Packages that a worker gets in other jars, or that only the server needs. */
  private static final List<String> NOT_OF_APPS =
      List.of(
          "dev/yera/app/",
          "dev/yera/event/",
          "dev/yera/worker/",
          "dev/yera/api/",
          "dev/yera/body/",
          "dev/yera/catalog/",
          "dev/yera/cluster/",
          "dev/yera/executor/",
          "dev/yera/file/",
          "dev/yera/identity/",
          "dev/yera/launch/",
          "dev/yera/library/",
          "dev/yera/llm/",
          "dev/yera/measure/",
          "dev/yera/model/",
          "dev/yera/operation/",
          "dev/yera/page/",
          "dev/yera/protocol/",
          "dev/yera/problem/",
          "dev/yera/rehearsal/",
          "dev/yera/server/",
          "dev/yera/sandbox/",
          "dev/yera/session/",
          "dev/yera/settings/",
          "dev/yera/store/",
          "dev/yera/stream/",
          "dev/yera/terminal/",
          "dev/yera/thread/",
          "dev/yera/trace/",
          "dev/yera/transcript/",
          "dev/yera/work/");

  /** Libraries of the server: there is no app in them, and nine of ten classes are theirs. */
  static final List<String> LIBRARIES =
      List.of(
          "HikariCP-*.jar",
          "accessors-smart-*.jar",
          "asm-*.jar",
          "classgraph-*.jar",
          "commons-codec-*.jar",
          "content-type-*.jar",
          "context-*.jar",
          "flyway-*.jar",
          "gson-*.jar",
          "httpclient-*.jar",
          "httpcore-*.jar",
          "jackson-core-*.jar",
          "jcip-annotations-*.jar",
          "jcl-over-slf4j-*.jar",
          "jna-*.jar",
          "json-smart-*.jar",
          "lang-tag-*.jar",
          "maven-*.jar",
          "micrometer-*.jar",
          "microprofile-health-api-*.jar",
          "nimbus-jose-jwt-*.jar",
          "oauth2-oidc-sdk-*.jar",
          "plexus-*.jar",
          "postgresql-*.jar",
          "prometheus-metrics-*.jar",
          "re2j-*.jar",
          "slf4j-*.jar",
          "standalone-*.jar");

  private final Found found;

  DeploymentApps(ClassLoader loader, WorkFolder work) throws IOException {
    try (ScanResult scan =
        new ClassGraph()
            .overrideClassLoaders(loader)
            .ignoreParentClassLoaders()
            .rejectJars(LIBRARIES.toArray(String[]::new))
            .enableClassInfo()
            .enableMethodInfo()
            .enableFieldInfo()
            .enableAnnotationInfo()
            .ignoreClassVisibility()
            .ignoreMethodVisibility()
            .ignoreFieldVisibility()
            .scan()) {
      found = read(scan, work);
    }
  }

  @Override
  public Found look() {
    return found;
  }

  private static Found read(ScanResult scan, WorkFolder work) throws IOException {
    List<ListedApp> apps = new ArrayList<>();
    List<BrokenApp> broken = new ArrayList<>();
    Map<String, Path> jars = new HashMap<>();
    for (ClassInfo type : scan.getClassesWithMethodAnnotation(dev.yera.app.App.class)) {
      for (MethodInfo method : type.getDeclaredMethodInfo()) {
        if (!method.hasAnnotation(dev.yera.app.App.class)) {
          continue;
        }
        ScannedMethod appMethod = new ScannedMethod(scan, method);
        try {
          String root = root(type.getResource());
          if (!jars.containsKey(root)) {
            jars.put(root, packed(root, scan, work));
          }
          apps.add(appMethod.read(List.of(jars.get(root))));
        } catch (BrokenAppException e) {
          broken.add(new BrokenApp(appMethod.place(), e.reason(), appMethod.identifier()));
        }
      }
    }
    return new Found(List.copyOf(apps), List.copyOf(broken));
  }

  /**
   * Where classes begin. By its address, not its file: Open Liberty does not expand a WAR, and then
   * its classes and each of its libraries are in one and the same file.
   */
  private static String root(Resource inside) {
    String path = inside.getPathRelativeToClasspathElement();
    return inside.getClasspathElementURI()
        + "!/"
        + path.substring(0, path.length() - inside.getPath().length());
  }

  private static Path packed(String root, ScanResult scan, WorkFolder work) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Resource each : scan.getAllResources()) {
      String name = each.getPath();
      if (root.equals(root(each)) && NOT_OF_APPS.stream().noneMatch(name::startsWith)) {
        try (each) {
          files.put(name, each.load());
        }
      }
    }
    return work.unpacked("deployment", Map.of("apps.jar", ClassJar.of(files))).resolve("apps.jar");
  }
}
