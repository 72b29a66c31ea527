package dev.yera.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the server keeps what is its own: no app has business there. */
final class ServerFiles {
  private static final List<String> PROPERTIES =
      List.of(
          "user.dir",
          "user.home",
          "com.sun.aas.instanceRoot",
          "com.sun.aas.installRoot",
          "jboss.home.dir",
          "jboss.server.base.dir",
          "server.config.dir");

  private ServerFiles() {}

  /**
   * Those that there are, and these. Where nothing else is in the folder of a file, that is covered
   * as well: a file that is renamed onto one takes away what covers it, in boxes that are there
   * already.
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
    // Where settings are, there may be passwords.
    List<Path> secret =
        Stream.concat(
                secrets.stream(),
                Stream.of(System.getProperty("yera.config"), System.getenv("YERA_CONFIG"))
                    .filter(path -> path != null && !path.isEmpty())
                    .map(Path::of))
            .map(Path::toAbsolutePath)
            .toList();
    Stream<Path> linked = secret.stream().filter(ServerFiles::isExchanged).map(Path::getParent);
    Stream<Path> named =
        PROPERTIES.stream()
            .map(System::getProperty)
            .filter(path -> path != null && path.startsWith("/"))
            .map(Path::of);
    Set<Path> single =
        secret.stream()
            .filter(Files::isRegularFile)
            .flatMap(file -> Stream.of(inRealFolder(file), real(file)))
            .collect(Collectors.toSet());
    Stream<Path> folders =
        single.stream().map(Path::getParent).filter(each -> hasNothingBut(single, each));
    Stream.of(named, secret.stream(), linked, folders)
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

  private static boolean hasNothingBut(Set<Path> files, Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.allMatch(files::contains);
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /** The same file or link, in a folder without links before it. */
  private static Path inRealFolder(Path file) {
    return real(file.getParent()).resolve(file.getFileName());
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }
}
