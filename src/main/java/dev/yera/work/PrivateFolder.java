package dev.yera.work;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Folders that only the server's user can read or write. In a folder that others can write to, the
 * files may be theirs: for instance the jars that run in every session.
 */
final class PrivateFolder {
  private static final Logger LOG = Logger.getLogger(PrivateFolder.class.getName());
  private static final int MOST_TRIED = 100;
  private static final int STICKY = 0b001_000_000_000;

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  static final Set<PosixFilePermission> WRITE_OF_OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private static final Set<PosixFilePermission> ALL_OF_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private PrivateFolder() {}

  /**
   * Returns this folder, creating it if missing. If it is not private, returns another one: inside
   * it if nobody else can remove our files there, else next to it. A later start gets the same
   * folder.
   *
   * @throws IOException if no folder can be used
   */
  static Path at(Path named) throws IOException {
    String fault = madeOrFault(named, ALL_OF_OTHERS);
    if (fault.isEmpty()) {
      return named;
    }
    warn(named, fault);
    return Files.isDirectory(named) && isKeptFromOthers(named)
        ? first(named, "private", ALL_OF_OTHERS)
        : first(named.getParent(), named.getFileName() + "-private", ALL_OF_OTHERS);
  }

  /** A folder in a private one: the first of {@code name}, {@code name-1}, … that is private. */
  static Path in(Path parent, String name) throws IOException {
    return first(parent, name, WRITE_OF_OTHERS);
  }

  private static Path first(Path parent, String name, Set<PosixFilePermission> forbidden)
      throws IOException {
    for (int n = 0; n < MOST_TRIED; n++) {
      Path folder = parent.resolve(n == 0 ? name : name + "-" + n);
      String fault = madeOrFault(folder, forbidden);
      if (fault.isEmpty()) {
        return folder;
      }
      warn(folder, fault);
    }
    throw new IOException("no folder " + name + " in " + parent + " is private");
  }

  private static void warn(Path folder, String fault) {
    LOG.log(Level.WARNING, "{0} {1}: another folder is used", new Object[] {folder, fault});
  }

  /** Why this folder is not private; empty if it is, or was just created. */
  private static String madeOrFault(Path folder, Set<PosixFilePermission> forbidden)
      throws IOException {
    try {
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(folder.getParent(), OWNER_ONLY);
        Files.createDirectory(folder, OWNER_ONLY);
        return "";
      }
    } catch (FileAlreadyExistsException somebodyWasFaster) {
      // It exists, and is checked like any other.
    }
    if (!FileOwner.isSelf(folder)) {
      return "belongs to somebody else";
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + " is not a folder");
    }
    if (!FileOwner.isSelf(folder.toRealPath())) {
      return "is a link to a folder of somebody else";
    }
    boolean isPrivate = Collections.disjoint(Files.getPosixFilePermissions(folder), forbidden);
    return isPrivate ? "" : "is open to others";
  }

  /** Whether nobody else can remove or replace our files in this folder. */
  private static boolean isKeptFromOthers(Path folder) throws IOException {
    Path real = folder.toRealPath();
    boolean isWritable =
        !Collections.disjoint(Files.getPosixFilePermissions(real), WRITE_OF_OTHERS);
    boolean isSticky = ((Integer) Files.getAttribute(real, "unix:mode") & STICKY) != 0;
    return FileOwner.isSelfOrRoot(folder)
        && FileOwner.isSelfOrRoot(real)
        && (!isWritable || isSticky);
  }
}
