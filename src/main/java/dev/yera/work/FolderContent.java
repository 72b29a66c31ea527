package dev.yera.work;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The files of a folder named by their hash. */
final class FolderContent {
  private static final Logger LOG = Logger.getLogger(FolderContent.class.getName());
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private FolderContent() {}

  /**
   * Writes the files; only the server's user may change them.
   *
   * @return the hash of their names and bytes
   */
  static String write(Path folder, Map<String, WorkFolder.Content> files) throws IOException {
    ContentHash hash = new ContentHash();
    for (Map.Entry<String, WorkFolder.Content> each : files.entrySet()) {
      Path path = folder.resolve(each.getKey());
      Files.createDirectories(path.getParent(), permissions("rwx------"));
      try (InputStream in = each.getValue().open();
          OutputStream out =
              Channels.newOutputStream(Files.newByteChannel(path, NEW, permissions("rw-------")))) {
        hash.add(each.getKey(), in, out);
      }
    }
    return hash.toString();
  }

  private static FileAttribute<?> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  /** The folder of this content, if it exists unchanged. */
  static Optional<Path> find(Path parent, String hash) throws IOException {
    Place place = place(parent, hash);
    return place.isFree() ? Optional.empty() : Optional.of(place.path());
  }

  /** A path that is free, or has the content that it should have. */
  record Place(Path path, boolean isFree) {}

  /**
   * The first path for this content that is free or unchanged. Found in one pass: whoever puts the
   * content there meanwhile takes this path and leaves no other one free for a second copy.
   */
  static Place place(Path parent, String hash) throws IOException {
    for (int n = 0; ; n++) {
      Path folder = name(parent, hash, n);
      if (!isThere(folder)) {
        return new Place(folder, true);
      }
      if (is(folder, hash)) {
        return new Place(folder, false);
      }
      LOG.log(Level.WARNING, "{0} has been changed since it was written: it is not used", folder);
    }
  }

  private static Path name(Path parent, String hash, int n) {
    return parent.resolve(n == 0 ? hash : hash + "-" + n);
  }

  static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether this folder has the content of this hash, and only the server's user can change it. */
  private static boolean is(Path folder, String hash) throws IOException {
    ContentHash found = new ContentHash();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        BasicFileAttributes attributes =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        boolean isFile = attributes.isRegularFile();
        if (!(isFile || attributes.isDirectory()) || !isKeptFromOthers(path)) {
          return false;
        }
        if (isFile) {
          String name = folder.relativize(path).toString().replace(File.separatorChar, '/');
          try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            found.add(name, in, OutputStream.nullOutputStream());
          }
        }
      }
    } catch (AccessDeniedException | UncheckedIOException notOurs) {
      return false;
    }
    return found.toString().equals(hash);
  }

  private static boolean isKeptFromOthers(Path path) throws IOException {
    return FileOwner.isSelf(path)
        && Collections.disjoint(Files.getPosixFilePermissions(path), PrivateFolder.WRITE_OF_OTHERS);
  }
}
