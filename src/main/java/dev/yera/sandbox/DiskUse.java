package dev.yera.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a session has on the disk: all that is in the folders that it can write to, and files that
 * have no name any more and that its processes keep. Few files are looked at here; for many, for
 * folders that cannot be entered and for paths that are too long there is {@code du}. Not
 * thread-safe.
 *
 * @param home the session's folders
 * @param du counts what is too much to look at
 */
record DiskUse(Home home, DuCommand du) {
  private static final int FEW = 10_000;
  private static final int MOST_PATHS = 1000;

  /**
   * Whether it is more than this many bytes.
   *
   * @param processes of the session
   * @throws IOException if it cannot be measured
   */
  boolean exceeds(long limit, List<Long> processes) throws IOException {
    List<Path> folders = home.writable();
    Optional<FileUse> root = FileUse.of(home.root());
    if (root.isEmpty()) {
      return false; // it has ended
    }
    NamelessFiles nameless = NamelessFiles.of(processes, root.get().device());
    OptionalLong listed = listed(folders);
    if (listed.isPresent() && listed.getAsLong() + nameless.sizes() <= limit) {
      return false;
    }
    // Files may have holes: then it is worth to know exactly.
    long kept =
        nameless.open().size() > MOST_PATHS
            ? nameless.sizes()
            : du.bytes(nameless.open()) + nameless.mapped();
    return du.bytes(folders) + kept > limit;
  }

  /** As their sizes say; empty if that is not to be had for little. */
  private static OptionalLong listed(List<Path> folders) {
    Deque<Path> open = new ArrayDeque<>(folders);
    Set<Long> linked = new HashSet<>();
    long sum = 0;
    int count = 0;
    try {
      while (!open.isEmpty()) {
        for (Path path : entries(open.remove())) {
          FileUse file = FileUse.of(path, LinkOption.NOFOLLOW_LINKS).orElse(FileUse.NONE);
          if (++count > FEW) {
            return OptionalLong.empty();
          }
          if (file.isFolder()) {
            open.add(path);
          }
          boolean isOther = file.links() <= 1 || linked.add(file.inode());
          sum += isOther ? file.rounded() : 0;
        }
      }
      return OptionalLong.of(sum);
    } catch (IOException hidden) {
      return OptionalLong.empty();
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path entry : all) {
        entries.add(entry);
        if (entries.size() > FEW) {
          break;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NoSuchFileException | NotDirectoryException gone) {
      return List.of();
    }
    return entries;
  }
}
