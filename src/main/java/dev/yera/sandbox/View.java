package dev.yera.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that are to be seen in a box of bubblewrap's. What is deeper in the tree is mounted
 * later, so that a folder can be shown inside of one that is hidden, and the other way round.
 *
 * @param readable besides the system: folders of the app, the JDK, the jars of workers; those that
 *     are there
 * @param writable besides the session's own
 * @param hidden the server's own folders and files, wherever they are
 */
record View(List<Path> readable, List<Path> writable, List<Path> hidden) {
  private static final List<Path> SYSTEM =
      List.of(
          Path.of("/usr"),
          Path.of("/bin"),
          Path.of("/sbin"),
          Path.of("/lib"),
          Path.of("/lib32"),
          Path.of("/lib64"),
          Path.of("/libx32"),
          Path.of("/etc"),
          Path.of("/opt"),
          Path.of("/nix/store"),
          Path.of("/gnu/store"));

  /** A link to where it is made anew at each start of the system. */
  private static final Path NAMES = Path.of("/etc/resolv.conf");

  private record Mount(Path at, List<String> words) {}

  /** Options of bubblewrap. */
  List<String> words(Home home) {
    List<Mount> mounts = new ArrayList<>();
    mounts.add(new Mount(Path.of("/proc"), List.of("--proc", "/proc")));
    mounts.add(new Mount(Path.of("/dev"), List.of("--dev", "/dev")));
    SYSTEM.stream().filter(Files::exists).forEach(path -> mounts.add(system(path)));
    namesOfHosts(mounts);
    mounts.add(bind(home.temporary(), Path.of("/tmp")));
    mounts.add(bind(home.sharedMemory(), Path.of("/dev/shm")));
    mounts.add(bind(home.temporary(), Path.of("/var/tmp")));
    List<Path> covered = hidden.stream().filter(this::isShown).toList();
    covered.forEach(path -> mounts.add(hide(path)));
    writable.forEach(path -> mounts.add(bind(path, path)));
    readable.stream()
        .filter(Files::exists)
        .filter(path -> !isOfTheSystem(path) || covered.stream().anyMatch(path::startsWith))
        .forEach(path -> mounts.add(readOnly(path)));
    mounts.add(bind(home.path(), home.path()));
    mounts.add(readOnly(home.files()));
    mounts.sort(Comparator.comparing(mount -> mount.at().getNameCount())); // and else as they came

    List<String> words = new ArrayList<>();
    mounts.forEach(mount -> words.addAll(mount.words()));
    // What bubblewrap makes itself is memory: it must not be written to.
    List<Path> made = new ArrayList<>(List.of(Path.of("/dev")));
    covered.stream().filter(Files::isDirectory).forEach(made::add);
    made.add(Path.of("/"));
    made.forEach(path -> words.addAll(List.of("--remount-ro", path.toString())));
    return words;
  }

  private static Mount system(Path path) {
    if (!Files.isSymbolicLink(path)) {
      return readOnly(path);
    }
    try {
      String target = Files.readSymbolicLink(path).toString();
      return new Mount(path, List.of("--symlink", target, path.toString()));
    } catch (IOException e) {
      return readOnly(path); // as it is after the link
    }
  }

  private static void namesOfHosts(List<Mount> mounts) {
    try {
      Path real = NAMES.toRealPath();
      if (!real.equals(NAMES)) {
        mounts.add(readOnly(real));
      }
    } catch (IOException none) {
      return; // the system has no names to look up
    }
  }

  private static Mount readOnly(Path path) {
    return new Mount(path, List.of("--ro-bind", path.toString(), path.toString()));
  }

  private static Mount bind(Path path, Path at) {
    return new Mount(at, List.of("--bind", path.toString(), at.toString()));
  }

  private static Mount hide(Path path) {
    return new Mount(
        path,
        Files.isDirectory(path)
            ? List.of("--tmpfs", path.toString())
            : List.of("--ro-bind", "/dev/null", path.toString()));
  }

  private static boolean isOfTheSystem(Path path) {
    return SYSTEM.stream().anyMatch(path::startsWith);
  }

  /** Whether it is to be hidden from where it would be seen else. */
  private boolean isShown(Path path) {
    return Files.exists(path)
        && shown().anyMatch(each -> path.startsWith(each) && !path.equals(each));
  }

  /** Whether what is at this path can be seen. */
  boolean shows(Path path) {
    return shown().anyMatch(path::startsWith);
  }

  private Stream<Path> shown() {
    return Stream.of(SYSTEM, readable, writable).flatMap(List::stream);
  }
}
