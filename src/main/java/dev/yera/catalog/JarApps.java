package dev.yera.catalog;

import dev.yera.event.reason.Reason;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.MethodInfo;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** The {@code @App} methods in a jar. */
final class JarApps {
  private JarApps() {}

  /** Reads the apps of all classes of a jar. */
  static Source.Found read(Path jar, List<Path> classPath, List<Path> workerJars, String place) {
    return read(jar, type -> true, classPath, workerJars, place);
  }

  /**
   * Reads the apps of a jar.
   *
   * @param jar the jar whose methods count
   * @param wanted the classes whose methods count
   * @param classPath the jars that they need, this one included
   * @param workerJars the jars of the annotations, with the defaults of their members
   * @param place its location, for messages
   */
  static Source.Found read(
      Path jar,
      Predicate<ClassInfo> wanted,
      List<Path> classPath,
      List<Path> workerJars,
      String place) {
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
                && type.getClasspathElementFile().toPath().equals(jar)
                && wanted.test(type);
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
      broken.add(new BrokenApp(place + ": " + method.place(), e.reason(), method.identifier()));
    }
  }

  /** Says why this file is not a usable jar; empty if it is. */
  static Optional<Reason> problem(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.size() == 0 ? Optional.of(AppFault.EMPTY_JAR.with()) : Optional.empty();
    } catch (IOException e) {
      return Optional.of(AppFault.NO_JAR.with());
    }
  }
}
