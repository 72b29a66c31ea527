package dev.yera.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** In files. */
@OwnServer
class StoredSessionsIT extends StoredSessions {
  @TempDir private Path data;

  @Override
  PayaraProcess server() throws IOException {
    return new PayaraProcess(
        "stored", "", Map.of("yera.store", "files", "yera.store.dir", data.toString()));
  }
}
