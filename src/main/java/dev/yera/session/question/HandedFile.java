package dev.yera.session.question;

import dev.yera.event.block.FileRef;
import dev.yera.store.StoredFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of an answer.
 *
 * @param file one of the session's
 * @param path where the app can read it
 */
public record HandedFile(StoredFile file, Path path) {
  /** What the app gets in the place of its id. */
  Map<String, Object> forApp() {
    Map<String, Object> members = new LinkedHashMap<>(file.members());
    members.put("path", path.toString());
    return members;
  }

  /** What viewers get besides its id. */
  FileRef forViewers() {
    return FileRef.stored(file.id(), file.name(), file.type(), file.size());
  }
}
