package dev.yera.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where the server keeps what is its own: no app has business there. */
final class ServerFiles {
  private static final List<String> PROPERTIES =
      List.of(
          "user.dir",
          "user.home",
          "yera.config",
          "com.sun.aas.instanceRoot",
          "com.sun.aas.installRoot",
          "jboss.home.dir",
          "jboss.server.base.dir",
          "server.config.dir");

  private ServerFiles() {}

  /**
   * Those that there are, and these.
   *
   * @param secrets files; where Kubernetes has mounted one, its folder is meant: what the link
   *     leads to is exchanged for another file
   */
  static List<Path> and(List<Path> own, List<Path> secrets) {
    List<Path> programs =
        Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin:/bin").split(":", -1))
            .filter(folder -> folder.startsWith("/"))
            .map(Path::of)
            .toList();
    List<Path> files = new ArrayList<>(own);
    Stream<Path> linked = secrets.stream().filter(ServerFiles::isExchanged).map(Path::getParent);
    Stream<Path> named =
        Stream.concat(
                PROPERTIES.stream().map(System::getProperty),
                Stream.of(System.getenv("YERA_CONFIG")))
            .filter(path -> path != null && path.startsWith("/"))
            .map(Path::of);
    Stream.of(named, secrets.stream(), linked)
        .flatMap(each -> each)
        .filter(Files::exists)
        // Who starts the server in /usr/bin does not mean to hide that.
        .filter(path -> programs.stream().noneMatch(folder -> folder.startsWith(path)))
        .forEach(files::add);
    return files.stream().map(ServerFiles::real).distinct().toList();
  }

  private static boolean isExchanged(Path file) {
    try {
      return Files.isSymbolicLink(file) && Files.readSymbolicLink(file).startsWith("..data");
    } catch (IOException e) {
      return false;
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }
}
