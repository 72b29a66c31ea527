package dev.yera.work;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder {@code yera.work.dir}. Only its owner may read it, and files in it are used only if
 * they are unchanged, because their code runs in every session. Thread-safe.
 */
public final class WorkFolder {
  private static final List<String> OF_WORKERS =
      List.of(
          "worker", "class-data", "deployment", "shipped", "jars", "compiled", "libraries", "llm");

  /** As many as are removed without help, and as deep. */
  private static final int FEW = 1000;

  private static final int SHALLOW = 32;

  private final Path root;

  /**
   * Creates the folder if it is missing. Uses another folder if this one is open to others or
   * belongs to another user: the default is under the system's temporary folder, where anyone could
   * have created it before us.
   *
   * @throws UncheckedIOException if no folder can be used
   */
  public WorkFolder(Path named) {
    Path folder = named.toAbsolutePath().normalize();
    try {
      root = PrivateFolder.at(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "yera.work.dir cannot be used: " + folder + " (" + e.getMessage() + ")", e);
    }
  }

  /** The path of the folder. */
  public Path root() {
    return root;
  }

  /** The folders of what Java workers read: it may still be made when they run already. */
  public List<Path> ofWorkers() throws IOException {
    List<Path> folders = new ArrayList<>();
    for (String kind : OF_WORKERS) {
      folders.add(folder(kind));
    }
    return folders;
  }

  /** A folder for one purpose, which nobody else can look into. */
  Path folder(String kind) throws IOException {
    return PrivateFolder.in(root, kind);
  }

  /** Readable bytes. */
  public interface Content {
    /** Opens them from the first byte. */
    InputStream open() throws IOException;
  }

  /** Generates the files of a folder. */
  public interface Maker {
    /** Relative paths and contents. */
    Map<String, byte[]> make() throws IOException;
  }

  /**
   * A folder with these files, at a path that depends only on their names and bytes, unless an
   * existing folder was changed. It appears complete or not at all, and stays.
   *
   * @param kind groups folders of one purpose
   * @param files relative paths and contents
   */
  public Path unpacked(String kind, Map<String, byte[]> files) throws IOException {
    Map<String, Content> contents = new LinkedHashMap<>();
    files.forEach((name, bytes) -> contents.put(name, () -> new ByteArrayInputStream(bytes)));
    return copied(kind, contents);
  }

  /** Like {@link #unpacked}, for files that may be too large for memory; each is read once. */
  public Path copied(String kind, Map<String, Content> files) throws IOException {
    Path parent = folder(kind);
    Path draft = Files.createTempDirectory(parent, ".draft");
    try {
      String hash = FolderContent.write(draft, files);
      while (true) {
        FolderContent.Place place = FolderContent.place(parent, hash);
        if (!place.isFree()) {
          return place.path();
        }
        try {
          return Files.move(draft, place.path(), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
          if (!FolderContent.isThere(place.path())) {
            throw e;
          }
          // Another process was faster, with the same content.
        }
      }
    } finally {
      if (FolderContent.isThere(draft)) {
        delete(draft);
      }
    }
  }

  /**
   * A folder with the files generated from these inputs. They are generated once, and again if they
   * were changed; a file named by the inputs contains their hash.
   *
   * @param kind groups folders of one purpose
   * @param inputs names and contents
   */
  public Path made(String kind, Map<String, byte[]> inputs, Maker maker) throws IOException {
    ContentHash hash = new ContentHash();
    inputs.forEach(hash::add);
    Path parent = folder(kind);
    Path entry = parent.resolve(hash + ".made");
    Optional<Path> there = findWhatWasMade(parent, entry);
    if (there.isPresent()) {
      return there.get();
    }
    Map<String, byte[]> files = maker.make();
    ContentHash content = new ContentHash();
    files.forEach(content::add);
    Path folder = unpacked(kind, files);
    Path draft = Files.createTempFile(parent, ".draft", null);
    Files.writeString(draft, content.toString());
    Files.move(draft, entry, StandardCopyOption.ATOMIC_MOVE);
    return folder;
  }

  private static Optional<Path> findWhatWasMade(Path parent, Path entry) throws IOException {
    if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS) || !FileOwner.isSelf(entry)) {
      return Optional.empty();
    }
    String hash = Files.readString(entry, StandardCharsets.ISO_8859_1);
    return ContentHash.isOne(hash) ? FolderContent.find(parent, hash) : Optional.empty();
  }

  /**
   * Removes a folder with all that is in it, however an app has made that.
   *
   * @throws IOException if something of it stays
   */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder, SHALLOW)) {
      List<Path> some = all.limit(FEW + 1).sorted(Comparator.reverseOrder()).toList();
      if (some.size() > FEW) {
        throw new IOException(folder + " has more than " + FEW + " files");
      }
      for (Path path : some) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      deleteHostile(folder, e);
    }
  }

  /**
   * Folders that nobody may enter, paths that are longer than the system takes in one, and what
   * would take our memory or our open files.
   */
  private static void deleteHostile(Path folder, Exception cause) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    String script = "chmod -R u+rwX -- \"$1\"; rm -rf -- \"$1\"";
    try {
      Process rm =
          new ProcessBuilder("sh", "-c", script, "sh", folder.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (rm.waitFor() != 0) {
        throw new IOException(folder + " cannot be removed", cause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
