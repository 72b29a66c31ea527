package dev.yera.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Whether a folder has sealed sessions, and with which key file: its file {@code seal} is empty, or
 * has what only that key file opens. So nobody seals there with another one, or no more at all,
 * because there are also sessions that are not sealed. Folders of before there were marks get one
 * after a look at their sessions. Thread-safe.
 */
final class SealMark {
  private static final Logger LOG = Logger.getLogger(SealMark.class.getName());
  private static final String FILE = "seal";
  private static final String DRAFT = "seal.new";

  /** No session has this id. */
  private static final String FOLDER = "all in this folder";

  private final Path folder;
  private final Sealing sealing;
  private boolean isSealed;

  SealMark(Path folder, Sealing sealing) {
    this.folder = folder;
    this.sealing = sealing;
  }

  /**
   * Looks at it, for who holds the folder's lock.
   *
   * @param ids of the sessions that have a state
   * @throws BadSealException if sessions were sealed with another key file
   * @throws IOException if there is no key file, and sessions are sealed; or it cannot be read
   */
  synchronized void check(List<String> ids, StateFiles states) throws IOException {
    byte[] mark;
    try {
      mark = Files.readAllBytes(folder.resolve(FILE));
    } catch (NoSuchFileException first) {
      if (isAnySealed(ids, states)) {
        seal();
      } else {
        write(new byte[0]);
      }
      return;
    }
    if (mark.length > 0) {
      sealing.open(FOLDER, mark);
      isSealed = true;
    }
  }

  /** One that was changed does not keep a server from the others. */
  private boolean isAnySealed(List<String> ids, StateFiles states) throws IOException {
    BadSealException fault = null;
    for (String id : ids) {
      try {
        Optional<byte[]> key = states.key(id);
        if (key.isPresent()) {
          sealing.open(id, key.get());
          return true;
        }
      } catch (BadSealException e) {
        fault = e;
      } catch (StoreException | IllegalArgumentException e) {
        // Whoever reads it says so.
        LOG.log(Level.FINE, "The session " + id + " cannot be read", e);
      }
    }
    if (fault != null) {
      throw fault;
    }
    return false;
  }

  /** Says that sessions are sealed, before one is, if there is a key file. */
  synchronized void seal() throws IOException {
    if (sealing.isOn() && !isSealed) {
      write(sealing.newKey(FOLDER).orElseThrow());
      isSealed = true;
    }
  }

  private void write(byte[] mark) throws IOException {
    Path draft = folder.resolve(DRAFT);
    PrivateFiles.write(draft, mark, true);
    Files.move(draft, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    PrivateFiles.syncFolder(folder);
  }
}
