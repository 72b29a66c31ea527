package dev.yera.session;

import dev.yera.event.EventLine;
import dev.yera.event.block.BlockType;
import dev.yera.event.block.FileRef;
import dev.yera.file.AppFolders;
import dev.yera.file.FileTooLargeException;
import dev.yera.file.SessionFiles;
import dev.yera.store.StoreException;
import dev.yera.store.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Stores the files that an app gives (contract, section 10), before the events that show them: an
 * event then has the id of a file that is there. The app waits meanwhile; no lock is held.
 */
final class GivenFiles {
  private static final Set<BlockType> TYPES =
      EnumSet.of(BlockType.IMAGE, BlockType.AUDIO, BlockType.VIDEO, BlockType.FILE);

  private final String session;
  private final SessionFiles files;
  private final AppFolders folders;

  GivenFiles(SessionId session, SessionFiles files, AppFolders folders) {
    this.session = session.toString();
    this.files = files;
    this.folders = folders;
  }

  /** A file cannot be taken; the message is for the author of the app. */
  static final class RefusedFileException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedFileException(String message) {
      super(message);
    }
  }

  /** Whether an event gives a file. */
  static boolean gives(EventLine.Partial event) {
    return event.members().get("block_type") instanceof String type
        && BlockType.of(type).filter(TYPES::contains).isPresent();
  }

  /**
   * The event with a file of the session in the place of the one that it gives.
   *
   * @throws RefusedFileException if that cannot be stored
   */
  EventLine.Partial stored(EventLine.Partial event) throws RefusedFileException {
    if (!(event.members().get("data") instanceof Map<?, ?> data)
        || !(data.get("file") instanceof Map<?, ?> given)) {
      throw new RefusedFileException("it needs data.file");
    }
    StoredFile file = file(given);
    Map<String, Object> shown = new LinkedHashMap<>();
    data.forEach((name, value) -> shown.put((String) name, value));
    shown.put("file", FileRef.stored(file.id(), file.name(), file.type(), file.size()).members());
    Map<String, Object> members = new LinkedHashMap<>(event.members());
    members.put("data", shown);
    return new EventLine.Partial(members);
  }

  private StoredFile file(Map<?, ?> given) throws RefusedFileException {
    String id = text(given, "file_id");
    String path = text(given, "path");
    String base64 = text(given, "base64");
    if (Stream.of(id, path, base64).filter(Objects::nonNull).count() != 1) {
      throw new RefusedFileException(
          "data.file needs one of path, base64 and file_id, each of them a string");
    }
    try {
      if (id != null) {
        Optional<StoredFile> known = files.find(session, id);
        return known.orElseThrow(
            () -> new RefusedFileException("data.file.file_id is no file of the session"));
      }
      String name = text(given, "name");
      try (InputStream content = path == null ? decoded(base64) : folders.open(path)) {
        String called = name == null && path != null ? last(path) : name;
        return files.add(session, called, text(given, "type"), content);
      }
    } catch (FileTooLargeException | StoreException e) {
      throw new RefusedFileException(e.getMessage());
    } catch (IOException e) {
      throw new RefusedFileException("data.file.path " + e.getMessage());
    }
  }

  private static String text(Map<?, ?> given, String name) {
    return given.get(name) instanceof String text ? text : null;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static InputStream decoded(String base64) throws RefusedFileException {
    try {
      return new ByteArrayInputStream(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new RefusedFileException("data.file.base64 is not base64");
    }
  }
}
