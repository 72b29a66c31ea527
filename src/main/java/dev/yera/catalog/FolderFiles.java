package dev.yera.catalog;

import dev.yera.settings.SystemEncoding;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of a folder and the folders below it that can be apps, and what tells them from others.
 */
final class FolderFiles {
  private static final List<String> ENDINGS = List.of(Description.SUFFIX, ".jar", ".java");

  private FolderFiles() {}

  /** What tells a changed file from the one that was read. */
  record Stamp(FileTime modified, long size, Object key) {}

  /**
   * Looks; folders that start with a dot are skipped.
   *
   * @param unreadable gets what cannot be looked at
   */
  static Map<Path, Stamp> look(Path folder, List<BrokenApp> unreadable) {
    Map<Path, Stamp> files = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              boolean hidden = !dir.equals(folder) && dir.getFileName().toString().startsWith(".");
              return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = file.getFileName().toString();
              if (ENDINGS.stream().anyMatch(name::endsWith) && isUsable(file, name)) {
                files.put(
                    file,
                    new Stamp(
                        attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
              }
              return FileVisitResult.CONTINUE;
            }

            /** A command runs in its folder; what is compiled or copied keeps its name. */
            private boolean isUsable(Path file, String name) {
              Path told = name.endsWith(Description.SUFFIX) ? file.getParent() : file.getFileName();
              Optional<String> problem = SystemEncoding.refusal(told);
              problem.ifPresent(why -> unreadable.add(BrokenApp.of(folder, file, why)));
              return problem.isEmpty();
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              unreadable.add(BrokenApp.of(folder, file, "it cannot be read: " + e.getMessage()));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      unreadable.add(new BrokenApp(".", "the folder cannot be read: " + e.getMessage(), ""));
    }
    return files;
  }
}
