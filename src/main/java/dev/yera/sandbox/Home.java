package dev.yera.sandbox;

import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The folders of one session, which can write to them but for one. They are there from before its
 * first process until after its last one.
 *
 * @param root holds them, and is named by the session's mark
 */
public record Home(Path root) {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** Makes them. */
  public static Home create(Path root) throws IOException {
    Home home = new Home(root);
    for (Path each : home.all()) {
      Files.createDirectory(each, OWNER_ONLY);
    }
    return home;
  }

  /** Those that the session can write to in a sandbox that hides files. */
  List<Path> writable() {
    return List.of(path(), temporary(), sharedMemory());
  }

  private List<Path> all() {
    return List.of(root, path(), files(), temporary(), sharedMemory());
  }

  /** {@code HOME}, empty at the start; a Java app runs here. */
  public Path path() {
    return root.resolve("home");
  }

  /** What the server gives the app to read; it cannot write here in a sandbox that hides files. */
  public Path files() {
    return root.resolve("files");
  }

  /** What is {@code /tmp} in a sandbox that has one of its own. */
  Path temporary() {
    return root.resolve("tmp");
  }

  /** Likewise for {@code /dev/shm}: on disk, since its bytes would be nobody's memory else. */
  Path sharedMemory() {
    return root.resolve("shm");
  }

  /** Removes them with all that is in them. */
  public void remove() throws IOException {
    WorkFolder.delete(root);
  }
}
