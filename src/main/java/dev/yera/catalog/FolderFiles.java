package dev.yera.catalog;

import dev.yera.event.reason.Reason;
import dev.yera.settings.SystemEncoding;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files of a folder and the folders below it that can be apps. Follows links that stay inside,
 * because Kubernetes mounts a ConfigMap as links to a folder with a new name for each version. A
 * link that leaves the folder could expose files that the apps' author may not see.
 */
final class FolderFiles {
  private final Path root;
  private final List<BrokenApp> problems;
  private final Map<Path, AppFile> files = new TreeMap<>();
  private final Queue<Place> folders = new ArrayDeque<>();

  /** Links, visited after all other files, in a stable order. */
  private final Queue<Path> links = new PriorityQueue<>();

  /** Visited real paths, so a file with several paths is read once and a cycle ends. */
  private final Set<Path> seen = new HashSet<>();

  private FolderFiles(Path root, List<BrokenApp> problems) {
    this.root = root;
    this.problems = problems;
  }

  /**
   * A folder.
   *
   * @param shown the path with links, which is shown to users and where apps run
   * @param real the real path
   */
  private record Place(Path shown, Path real) {}

  /**
   * Finds the files; skips folders whose names begin with a dot.
   *
   * @param folder a real path
   * @param problems gets the files that cannot be read
   */
  static Map<Path, AppFile> look(Path folder, List<BrokenApp> problems) {
    FolderFiles look = new FolderFiles(folder, problems);
    if (Files.isDirectory(folder)) {
      look.walk();
    }
    return look.files;
  }

  private void walk() {
    folders.add(new Place(root, root));
    while (!folders.isEmpty() || !links.isEmpty()) {
      if (folders.isEmpty()) {
        follow(links.remove());
      } else {
        list(folders.remove());
      }
    }
  }

  private void list(Place folder) {
    if (!seen.add(folder.real())) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.real())) {
      for (Path entry : entries) {
        Path shown = folder.shown().resolve(entry.getFileName());
        if (Files.isSymbolicLink(entry)) {
          links.add(shown);
        } else {
          add(new Place(shown, entry), Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS));
        }
      }
    } catch (DirectoryIteratorException e) {
      problem(folder.shown(), BrokenApp.unreadable(e.getCause()));
    } catch (IOException e) {
      problem(folder.shown(), BrokenApp.unreadable(e));
    }
  }

  private void follow(Path link) {
    Path real;
    try {
      real = link.toRealPath();
    } catch (IOException e) {
      if (!isHidden(link)) {
        problem(link, AppFault.LINK_TO_NOTHING.with());
      }
      return;
    }
    boolean isFolder = Files.isDirectory(real);
    if (real.startsWith(root)) {
      add(new Place(link, real), isFolder);
    } else if (isFolder ? !isHidden(link) : AppFile.isNamed(link)) {
      problem(link, AppFault.LINK_OUT.with());
    }
  }

  private void add(Place place, boolean isFolder) {
    if (isFolder) {
      if (!isHidden(place.shown())) {
        folders.add(place);
      }
    } else if (AppFile.isNamed(place.shown()) && seen.add(place.real()) && isUsable(place)) {
      try {
        files.put(place.shown(), AppFile.look(place.shown(), place.real()));
      } catch (BrokenAppException e) {
        problem(place.shown(), e.reason());
      } catch (IOException e) {
        problem(place.shown(), BrokenApp.unreadable(e));
      }
    }
  }

  /**
   * Whether the system can be given the path: a command runs in its folder, and compiled or copied
   * files keep their names.
   */
  private boolean isUsable(Place place) {
    Path name = place.shown().getFileName();
    boolean command = name.toString().endsWith(Description.SUFFIX);
    Optional<String> problem = SystemEncoding.refusal(command ? place.real().getParent() : name);
    problem.ifPresent(why -> problem(place.shown(), AppFault.IN_ITS_WORDS.with(why)));
    return problem.isEmpty();
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private void problem(Path shown, Reason problem) {
    problems.add(BrokenApp.of(root, shown, problem));
  }
}
