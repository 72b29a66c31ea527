package dev.yera.store;

import dev.yera.event.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a session is kept: as it is, or sealed with a key of its own where there is a key file. That
 * key is beside its state, sealed with the key file; with that state it is gone. A session stays as
 * it was begun, so a store may have both kinds. Immutable.
 *
 * <pre>
 * {"key": "…", "state": "…"}     the file of a sealed state; both in Base64
 * </pre>
 */
final class Sealing {
  private static final String KEY = "key";
  private static final String STATE = "state";
  private static final String PURPOSE = "the state of ";

  private final Optional<KeyFile> keyFile;

  Sealing(Optional<KeyFile> keyFile) {
    this.keyFile = keyFile;
  }

  /** Whether new sessions are sealed. */
  boolean isOn() {
    return keyFile.isPresent();
  }

  /** A key for a new session, as it is stored. */
  Optional<byte[]> newKey(String session) {
    return keyFile.map(file -> file.newKey(session));
  }

  /** A state, sealed if there is a key. */
  byte[] seal(StoredSession session, Optional<byte[]> key) throws IOException {
    byte[] state = session.json();
    return key.isEmpty()
        ? state
        : open(session.id(), key.get()).seal(state, 0, state.length, PURPOSE + session.id());
  }

  /**
   * The state that {@link #seal} sealed.
   *
   * @throws BadSealException if it was sealed with another key file
   * @throws IOException if there is no key file, and it is sealed
   * @throws IllegalArgumentException if it is something else
   */
  StoredSession open(String session, Optional<byte[]> key, byte[] state) throws IOException {
    return StoredSession.read(
        key.isEmpty() ? state : open(session, key.get()).open(state, PURPOSE + session));
  }

  /** The file of a state. */
  byte[] write(StoredSession session, Optional<byte[]> key) throws IOException {
    byte[] sealed = seal(session, key);
    if (key.isEmpty()) {
      return sealed;
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(KEY, Base64.getEncoder().encodeToString(key.get()));
    members.put(STATE, Base64.getEncoder().encodeToString(sealed));
    return Json.bytes(members);
  }

  /**
   * The state in a file.
   *
   * @throws BadSealException if it was sealed with another key file
   * @throws IOException if there is no key file, and it is sealed
   * @throws IllegalArgumentException if it is something else
   */
  StoredSession read(String session, byte[] file) throws IOException {
    Map<?, ?> members = members(file);
    Optional<byte[]> key = keyIn(members);
    return key.isEmpty()
        ? StoredSession.of(members)
        : open(session, key, Base64.getDecoder().decode((String) members.get(STATE)));
  }

  /**
   * The key in the file of a state, as it is stored; empty if it is not sealed.
   *
   * @throws IllegalArgumentException if the file has no state
   */
  static Optional<byte[]> keyIn(byte[] file) {
    return keyIn(members(file));
  }

  private static Optional<byte[]> keyIn(Map<?, ?> members) {
    return Optional.ofNullable((String) members.get(KEY)).map(Base64.getDecoder()::decode);
  }

  private static Map<?, ?> members(byte[] file) {
    try {
      return (Map<?, ?>) Json.read(file);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("this is not the state of a session", e);
    }
  }

  /** A key as it is stored, opened. */
  SessionKey open(String session, byte[] key) throws IOException {
    if (keyFile.isEmpty()) {
      throw new IOException("its sessions are sealed: yera.store.key-file is needed");
    }
    return keyFile.get().keyOf(session, key);
  }

  /** The bytes of its log. */
  LogBytes log(Path path, String session, Optional<byte[]> key) throws IOException {
    return key.isEmpty()
        ? new PlainBytes(path)
        : new SealedBytes(path, session, open(session, key.get()));
  }
}
