package dev.yera.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What one file says of itself.
 *
 * @param device where it is
 * @param inode unique there
 * @param links how many names it has
 * @param size in bytes, holes included
 */
record FileUse(long device, long inode, int links, long size, boolean isFolder) {
  /** What is gone. */
  static final FileUse NONE = new FileUse(0, 0, 1, 0, false);

  private static final long BLOCK = 4096;

  /** Empty if there is none. */
  static Optional<FileUse> of(Path file, LinkOption... options) throws IOException {
    try {
      Map<String, Object> all =
          Files.readAttributes(file, "unix:dev,ino,nlink,size,isDirectory", options);
      return Optional.of(
          new FileUse(
              (Long) all.get("dev"),
              (Long) all.get("ino"),
              (Integer) all.get("nlink"),
              (Long) all.get("size"),
              (Boolean) all.get("isDirectory")));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  /** The size in whole blocks, as most file systems keep it. */
  long rounded() {
    return (size + BLOCK - 1) / BLOCK * BLOCK;
  }
}
