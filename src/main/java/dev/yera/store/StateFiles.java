package dev.yera.store;

import dev.yera.settings.StoreSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a {@link FileStore}: a small one with the state of each session, replaced as a
 * whole, and beside it one with its frames. Thread-safe; of two that write the state of the same
 * session the caller decides which is the later.
 */
final class StateFiles {
  private static final Logger LOG = Logger.getLogger(StateFiles.class.getName());
  private static final String STATE = ".json";
  private static final String DRAFT = ".new";
  private static final String FRAMES = ".log";
  private static final String FILES = ".files";
  private static final int FOLDERS = 256;

  private final Path folder;
  private final Sealing sealing;
  private final StoreSync sync;

  StateFiles(Path folder, Sealing sealing, StoreSync sync) {
    this.folder = folder;
    this.sealing = sealing;
    this.sync = sync;
  }

  /** The ids of the sessions that have a state, and of those of them that have files. */
  record Found(List<String> ids, List<String> withFiles) {}

  /**
   * Makes the folders, and deletes what an end in the middle of something left: drafts, and logs
   * and files without a state. Before anything is written.
   */
  Found tidy() throws IOException {
    List<String> ids = new ArrayList<>();
    List<String> withFiles = new ArrayList<>();
    for (int i = 0; i < FOLDERS; i++) {
      Path part = folder.resolve("%02x".formatted(i));
      PrivateFiles.makeFolder(part);
      Set<String> names = names(part);
      for (String name : names) {
        if (name.endsWith(STATE)) {
          ids.add(withoutEnding(name, STATE));
        } else if (name.endsWith(DRAFT) || isWithoutState(name, FRAMES, names)) {
          Files.deleteIfExists(part.resolve(name));
        } else if (isWithoutState(name, FILES, names)) {
          PrivateFiles.deleteFolder(part.resolve(name));
        } else if (name.endsWith(FILES)) {
          withFiles.add(withoutEnding(name, FILES));
        }
      }
    }
    return new Found(ids, withFiles);
  }

  private static Set<String> names(Path part) throws IOException {
    try (Stream<Path> files = Files.list(part)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private static String withoutEnding(String name, String ending) {
    return name.substring(0, name.length() - ending.length());
  }

  private static boolean isWithoutState(String name, String kind, Set<String> names) {
    return name.endsWith(kind) && !names.contains(withoutEnding(name, kind) + STATE);
  }

  private Path file(String id, String kind) {
    return folder.resolve(id.substring(0, 2)).resolve(id + kind);
  }

  /**
   * A stored state; empty if there is none, or it cannot be understood, which is logged.
   *
   * @throws BadSealException if it was sealed with another key file
   * @throws IOException if it cannot be read
   */
  Optional<StoredSession> read(String id) throws IOException {
    Path file = file(id, STATE);
    try {
      return Optional.of(sealing.read(id, Files.readAllBytes(file)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      LOG.log(Level.SEVERE, "The session of " + file + " cannot be read; it is left as it is", e);
      return Optional.empty();
    }
  }

  /** The key of a stored session, as it is stored; empty if it is not sealed. */
  Optional<byte[]> key(String id) {
    try {
      return Sealing.keyIn(Files.readAllBytes(file(id, STATE)));
    } catch (IOException e) {
      throw new StoreException("The session " + id + " cannot be read", e);
    }
  }

  void write(StoredSession session, Optional<byte[]> key) throws IOException {
    Path draft = file(session.id(), DRAFT);
    PrivateFiles.write(draft, sealing.write(session, key), sync != StoreSync.NEVER);
    Files.move(draft, file(session.id(), STATE), StandardCopyOption.ATOMIC_MOVE);
    if (sync == StoreSync.ALWAYS) {
      PrivateFiles.syncFolder(draft.getParent());
    }
  }

  /** What is left of a log without a state is nobody's, and deleted at the next start. */
  void erase(String id) {
    try {
      Files.deleteIfExists(file(id, STATE));
    } catch (IOException e) {
      throw new StoreException("The session " + id + " cannot be removed", e);
    }
  }

  /** The folder of the files that a session has. */
  Path files(String id) {
    return file(id, FILES);
  }

  /**
   * What opens the files of a stored session; empty if it is not sealed.
   *
   * @throws NoSuchFileException if there is no such session
   */
  Optional<SessionKey> opened(String id) throws IOException {
    Optional<byte[]> key = Sealing.keyIn(Files.readAllBytes(file(id, STATE)));
    return key.isEmpty() ? Optional.empty() : Optional.of(sealing.open(id, key.get()));
  }

  /** The bytes of a log; see {@link #key}. */
  LogBytes log(String id, Optional<byte[]> key) throws IOException {
    return sealing.log(file(id, FRAMES), id, key);
  }
}
