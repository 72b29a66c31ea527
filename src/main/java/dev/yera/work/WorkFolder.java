package dev.yera.work;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code yera.work.dir}. Only its owner may read it. Thread-safe. */
public final class WorkFolder {
  private final Path root;

  /**
   * Makes the folder if it is missing.
   *
   * @throws UncheckedIOException if it cannot be used, or belongs to someone else: the default
   *     stands under the system's temporary folder, where anyone could have put it before us
   */
  public WorkFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
    try {
      privateFolder(this.root);
      String owner = Files.getOwner(this.root, LinkOption.NOFOLLOW_LINKS).getName();
      Path probe = Files.createTempFile(this.root, "owner", null);
      String self = Files.getOwner(probe).getName();
      Files.delete(probe);
      if (!owner.equals(self)) {
        throw new IOException(this.root + " belongs to " + owner + ", not to " + self);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "yera.work.dir cannot be used: " + this.root + " (" + e.getMessage() + ")", e);
    }
  }

  /** Where it is. */
  public Path root() {
    return root;
  }

  /** Bytes that can be read. */
  public interface Content {
    /** From the first on. */
    InputStream open() throws IOException;
  }

  /** Makes the files of a folder. */
  public interface Maker {
    /** Relative paths and contents. */
    Map<String, byte[]> make() throws IOException;
  }

  /**
   * A folder with these files, at a path that depends on nothing but their names and bytes. It
   * appears as a whole or not at all, and stays.
   *
   * @param kind groups folders of one purpose
   * @param files relative paths and contents
   */
  public Path unpacked(String kind, Map<String, byte[]> files) throws IOException {
    return copied(kind, contents(files));
  }

  /** The same for files that may be too large for the memory; each is read once. */
  public Path copied(String kind, Map<String, Content> files) throws IOException {
    return made(kind, Optional.empty(), () -> files);
  }

  /**
   * A folder with what is made of these inputs, at a path that depends on nothing but the inputs.
   * It is made once.
   *
   * @param kind groups folders of one purpose
   * @param inputs names and contents
   */
  public Path made(String kind, Map<String, byte[]> inputs, Maker maker) throws IOException {
    ContentHash hash = new ContentHash();
    inputs.forEach(hash::add);
    Path target = root.resolve(kind).resolve(hash.toString());
    return Files.isDirectory(target)
        ? target
        : made(kind, Optional.of(hash), () -> contents(maker.make()));
  }

  private interface Contents {
    Map<String, Content> make() throws IOException;
  }

  private static Map<String, Content> contents(Map<String, byte[]> files) {
    Map<String, Content> contents = new LinkedHashMap<>();
    files.forEach((name, bytes) -> contents.put(name, () -> new ByteArrayInputStream(bytes)));
    return contents;
  }

  /** Under the given name, or under that of the content. */
  private Path made(String kind, Optional<ContentHash> name, Contents files) throws IOException {
    Map<String, Content> contents = files.make();
    Path parent = privateFolder(root.resolve(kind));
    Path draft = Files.createTempDirectory(parent, ".draft");
    try {
      ContentHash hash = written(draft, contents);
      Path target = parent.resolve(name.orElse(hash).toString());
      try {
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        // It is there already, or somebody else was faster, and made the same.
        if (!Files.isDirectory(target)) {
          throw e;
        }
      }
      return target;
    } finally {
      if (Files.exists(draft)) {
        delete(draft);
      }
    }
  }

  private static ContentHash written(Path folder, Map<String, Content> files) throws IOException {
    ContentHash hash = new ContentHash();
    for (Map.Entry<String, Content> each : files.entrySet()) {
      Path path = folder.resolve(each.getKey());
      Files.createDirectories(path.getParent());
      try (InputStream in = each.getValue().open();
          OutputStream out = Files.newOutputStream(path)) {
        hash.add(each.getKey(), in, out);
      }
    }
    return hash;
  }

  static Path privateFolder(Path folder) throws IOException {
    return Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
