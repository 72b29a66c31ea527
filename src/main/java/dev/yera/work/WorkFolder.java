package dev.yera.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code yera.work.dir}. Only its owner may read it. Thread-safe. */
public final class WorkFolder {
  private static final int HASH_LENGTH = 32;

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

  /**
   * A folder with these files, at a path that depends on nothing but their names and bytes. It
   * appears as a whole or not at all, and stays.
   *
   * @param kind groups folders of one purpose
   * @param files relative paths and contents
   */
  public Path unpacked(String kind, Map<String, byte[]> files) throws IOException {
    return made(kind, files, () -> files);
  }

  /** Makes the files of a folder. */
  public interface Maker {
    /** Relative paths and contents. */
    Map<String, byte[]> make() throws IOException;
  }

  /**
   * A folder with what is made of these inputs, at a path that depends on nothing but the inputs.
   * It is made once.
   *
   * @param kind groups folders of one purpose
   * @param inputs names and contents
   */
  public Path made(String kind, Map<String, byte[]> inputs, Maker maker) throws IOException {
    Path target = root.resolve(kind).resolve(hash(inputs));
    if (Files.isDirectory(target)) {
      return target;
    }
    Map<String, byte[]> files = maker.make();
    Path parent = privateFolder(target.getParent());
    Path draft = Files.createTempDirectory(parent, ".draft");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = draft.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      delete(draft);
      if (!Files.isDirectory(target)) {
        throw e;
      }
      // Somebody else was faster, and made the same.
    }
    return target;
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

  private static String hash(Map<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new TreeMap<>(files)
          .forEach(
              (name, bytes) -> {
                byte[] head = (name + '\0' + bytes.length + '\0').getBytes(StandardCharsets.UTF_8);
                digest.update(head);
                digest.update(bytes);
              });
      return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
