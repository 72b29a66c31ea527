package dev.yera.store;

import dev.yera.settings.Settings;
import dev.yera.settings.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The key that seals the keys of sessions ({@code yera.store.key-file}; contract, section 8): a
 * session's own key is stored beside it, sealed, so it goes with it. Immutable.
 */
public final class KeyFile {
  private static final Logger LOG = Logger.getLogger(KeyFile.class.getName());
  private static final String PURPOSE = "the key of ";

  private final SessionKey key;

  private KeyFile(byte[] bytes) {
    key = new SessionKey(bytes);
  }

  /**
   * The one that the settings name, if they do.
   *
   * @throws StoreException see {@link #read}
   */
  public static Optional<KeyFile> of(Settings settings) {
    return Optional.of(settings.get(StoreSettings.STORE_KEY_FILE))
        .filter(name -> !name.isEmpty())
        .map(name -> read(Path.of(name)));
  }

  /**
   * Reads it: 32 bytes as Base64, as {@code openssl rand -base64 32} makes them.
   *
   * @throws StoreException if the file cannot be read, or has something else
   */
  static KeyFile read(Path file) {
    try {
      byte[] bytes = Base64.getDecoder().decode(Files.readString(file).strip());
      if (bytes.length != SessionKey.SIZE) {
        throw new IllegalArgumentException("it has %d bytes".formatted(bytes.length));
      }
      warnOfOthers(file);
      return new KeyFile(bytes);
    } catch (IOException | IllegalArgumentException e) {
      throw new StoreException(
          "yera.store.key-file is %s: it must be a file with 32 bytes as Base64, as \"openssl rand -base64 32\" makes them (%s)"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static void warnOfOthers(Path file) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
      LOG.log(Level.WARNING, "Every user of this machine can read {0}: chmod o= it", file);
    }
  }

  /** A sealed session key, made for a session. */
  byte[] newKey(String session) {
    byte[] bytes = SessionKey.random();
    return key.seal(bytes, 0, bytes.length, PURPOSE + session);
  }

  /**
   * The key that was made for a session.
   *
   * @throws BadSealException if it was made with another key file, or for another session
   */
  SessionKey keyOf(String session, byte[] sealed) throws BadSealException {
    return new SessionKey(key.open(sealed, PURPOSE + session));
  }
}
