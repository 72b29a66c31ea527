package dev.yera.catalog;

import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.MethodInfo;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** The {@code @App} methods in a jar. */
final class JarApps {
  private JarApps() {}

  /**
   * Reads them.
   *
   * @param jar which methods count
   * @param classPath what they need, the jar included
   * @param workerJars where the annotations are, with the defaults of their members
   * @param place for people
   */
  static Source.Found read(Path jar, List<Path> classPath, List<Path> workerJars, String place) {
    List<ListedApp> apps = new ArrayList<>();
    List<BrokenApp> broken = new ArrayList<>();
    try (ScanResult scan =
        new ClassGraph()
            .overrideClasspath(Stream.concat(classPath.stream(), workerJars.stream()).toArray())
            .enableClassInfo()
            .enableMethodInfo()
            .enableFieldInfo()
            .enableAnnotationInfo()
            .ignoreClassVisibility()
            .ignoreMethodVisibility()
            .ignoreFieldVisibility()
            .scan()) {
      for (ClassInfo type : scan.getAllClasses()) {
        boolean inJar =
            type.getClasspathElementFile() != null
                && type.getClasspathElementFile().toPath().equals(jar);
        for (MethodInfo method : inJar ? type.getDeclaredMethodInfo() : List.<MethodInfo>of()) {
          if (method.hasAnnotation(dev.yera.app.App.class.getName())) {
            add(new ScannedMethod(scan, method), classPath, place, apps, broken);
          }
        }
      }
    }
    return new Source.Found(apps, broken);
  }

  private static void add(
      ScannedMethod method,
      List<Path> classPath,
      String place,
      List<ListedApp> apps,
      List<BrokenApp> broken) {
    try {
      apps.add(method.read(classPath));
    } catch (BrokenAppException e) {
      broken.add(new BrokenApp(place + ": " + method.place(), e.getMessage(), method.identifier()));
    }
  }

  /** Why this cannot be read as a jar; empty if it can. */
  static String problem(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.size() == 0 ? "the jar is empty" : "";
    } catch (IOException e) {
      return "it is not a jar";
    }
  }
}
