package dev.yera.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * A file system (ext4) in a file, whose power can fail: what its system has not written to that
 * file until then is not there afterwards.
 */
public final class LoopDisk implements AutoCloseable {
  private static final String SIZE = "64M";

  private final Path image;
  private final List<Path> mounted = new ArrayList<>();

  /**
   * Makes one and mounts it.
   *
   * @throws TestAbortedException where there are no loop devices, or nobody may mount one
   */
  public LoopDisk(Path folder) throws IOException {
    image = folder.resolve("disk");
    if (!Files.exists(Path.of("/dev/loop-control"))) {
      throw new TestAbortedException("There are no loop devices: no disk whose power fails");
    }
    Privileged.run("truncate", "-s", SIZE, image.toString());
    Privileged.run("mkfs.ext4", "-q", "-F", image.toString());
    // Long enough that only what is synced is written.
    mount(image, Files.createDirectory(folder.resolve("mounted")), "loop,commit=300");
  }

  private void mount(Path disk, Path at, String options) {
    Privileged.run("mount", "-o", options, disk.toString(), at.toString());
    mounted.add(at);
  }

  /** Where it is mounted. */
  public Path folder() {
    return mounted.get(0);
  }

  /** What is on the disk if the power fails now, mounted as after the next start. */
  public Path afterACut() throws IOException {
    int n = mounted.size();
    Path copy = image.resolveSibling("disk-" + n);
    Files.copy(image, copy, StandardCopyOption.REPLACE_EXISTING);
    mount(copy, Files.createDirectory(image.resolveSibling("mounted-" + n)), "loop");
    return mounted.get(n);
  }

  @Override
  public void close() {
    mounted.forEach(each -> Privileged.run("umount", "-l", each.toString()));
  }
}
