package dev.yera.work;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one running server. The server holds a lock while it lives; the system releases it,
 * however the server ends. Several servers can share a work folder.
 */
public final class InstanceFolder implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String SESSIONS = "sessions";
  private static final String HOMES = "homes";

  private final Path path;
  private final FileChannel channel;

  private InstanceFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Creates and locks a new one. */
  public static InstanceFolder create(WorkFolder work) throws IOException {
    Path all = work.folder("instances");
    Path path = Files.createTempDirectory(all, "server-");
    Files.createDirectory(path.resolve(SESSIONS));
    Files.createDirectory(path.resolve(HOMES));
    return new InstanceFolder(path, lock(path.resolve(LOCK)));
  }

  /** The folders of ended servers; each is locked, so that no other server clears it too. */
  public static List<InstanceFolder> abandoned(WorkFolder work) throws IOException {
    List<InstanceFolder> abandoned = new ArrayList<>();
    Path all = work.folder("instances");
    try (Stream<Path> instances = Files.list(all)) {
      for (Path path : instances.toList()) {
        FileChannel channel = lockIfFree(path.resolve(LOCK));
        if (channel != null) {
          abandoned.add(new InstanceFolder(path, channel));
        }
      }
    }
    return abandoned;
  }

  private static FileChannel lockIfFree(Path lock) throws IOException {
    try {
      // Without CREATE: a folder without a lock file is just being created.
      return lock(lock, StandardOpenOption.WRITE);
    } catch (NoSuchFileException beingMadeOrCleared) {
      return null;
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel = lock(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel == null) {
      throw new IOException("Another process has locked " + file);
    }
    return channel;
  }

  /** The locked channel, or null if another process has the lock. */
  private static FileChannel lock(Path file, StandardOpenOption... options) throws IOException {
    FileChannel channel = FileChannel.open(file, options);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException anotherDeploymentOfThisServer) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      return null;
    }
    return channel;
  }

  /** The path of the folder. */
  public Path path() {
    return path;
  }

  /**
   * The folder with one file for each session that may have processes: its name is the mark, its
   * content the group.
   */
  public Path sessions() {
    return path.resolve(SESSIONS);
  }

  /** Where each session has its own folders. */
  public Path homes() {
    return path.resolve(HOMES);
  }

  /** Deletes it and lets go of the lock. */
  @Override
  public void close() throws IOException {
    WorkFolder.delete(path);
    channel.close();
  }
}
