package dev.yera.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk that can be really full: a small one in memory. */
public final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 4096;

  private final Path folder;

  /** Mounts one there, of this size: {@code 4m}. */
  public SmallDisk(Path folder, String size) throws IOException {
    this.folder = Files.createDirectories(folder);
    Privileged.run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
  }

  /** Writes until nothing more fits, and then gives this many bytes free. */
  public void fillBut(long free) throws IOException {
    Path filler = folder.resolve("filler");
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] block = new byte[BLOCK];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      long size = Files.size(filler) - free;
      try (var file = Files.newByteChannel(filler, java.nio.file.StandardOpenOption.WRITE)) {
        file.truncate(Math.max(0, size));
      }
    }
  }

  /** Gives all of it free again that {@link #fillBut} took. */
  public void empty() throws IOException {
    Files.deleteIfExists(folder.resolve("filler"));
  }

  /** How many bytes are free. */
  public long free() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  @Override
  public void close() {
    // Lazily: what watches over the processes may still be on its way out.
    Privileged.run("umount", "-l", folder.toString());
  }
}
