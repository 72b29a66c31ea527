package dev.yera.catalog;

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
 * The files of a folder and the folders below it that can be apps. Links are followed as long as
 * they stay inside: Kubernetes mounts a ConfigMap as links to a folder with a new name for each
 * version. One that leaves could show what the apps' author may not see.
 */
final class FolderFiles {
  private final Path root;
  private final List<BrokenApp> problems;
  private final Map<Path, AppFile> files = new TreeMap<>();
  private final Queue<Place> folders = new ArrayDeque<>();

  /** After all that is there without a link, in an order that stays. */
  private final Queue<Path> links = new PriorityQueue<>();

  /** Real paths: what several ways lead to is read once, and no circle is walked twice. */
  private final Set<Path> seen = new HashSet<>();

  private FolderFiles(Path root, List<BrokenApp> problems) {
    this.root = root;
    this.problems = problems;
  }

  /**
   * A folder.
   *
   * @param shown how one comes there, links included: what people are shown, and where apps run
   * @param real where it is
   */
  private record Place(Path shown, Path real) {}

  /**
   * Looks; folders that start with a dot are skipped.
   *
   * @param folder a real path
   * @param problems gets what cannot be looked at
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
        problem(link, "its link leads nowhere");
      }
      return;
    }
    boolean isFolder = Files.isDirectory(real);
    if (real.startsWith(root)) {
      add(new Place(link, real), isFolder);
    } else if (isFolder ? !isHidden(link) : AppFile.isNamed(link)) {
      problem(link, "it is a link that leaves the apps folder");
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
        problem(place.shown(), e.getMessage());
      } catch (IOException e) {
        problem(place.shown(), BrokenApp.unreadable(e));
      }
    }
  }

  /** A command runs in its folder; what is compiled or copied keeps its name. */
  private boolean isUsable(Place place) {
    Path name = place.shown().getFileName();
    boolean command = name.toString().endsWith(Description.SUFFIX);
    Optional<String> problem = SystemEncoding.refusal(command ? place.real().getParent() : name);
    problem.ifPresent(why -> problem(place.shown(), why));
    return problem.isEmpty();
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private void problem(Path shown, String problem) {
    problems.add(BrokenApp.of(root, shown, problem));
  }
}
