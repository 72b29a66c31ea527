package dev.yera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.settings.StoreSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileStoreTest extends LastingStorePromises {
  @Override
  SessionStore open() {
    return new FileStore(folder, StoreSync.SECOND, Optional.empty(), threads);
  }

  @Test
  void aStateThatIsCutAnywhereHarmsNoOtherSession() throws IOException {
    StoredSession whole = add(session("v 1", NOON));
    StoredSession torn = add(session("v 2", NOON));
    Path file = folder.resolve("sessions/" + torn.id().substring(0, 2) + "/" + torn.id() + ".json");
    byte[] state = Files.readAllBytes(file);
    for (int length = 0; length < state.length; length += 7) {
      Files.write(file, Arrays.copyOf(state, length));
      reopen();
      isThere(whole);
      assertThat(store.find(torn.id())).isEmpty();
      assertThat(file).as("somebody may mend it").exists();
    }
    Files.write(file, state);
    reopen();
    isThere(torn);
  }

  @Test
  void whatARemovedSessionOrADeadServerLeftIsClearedAway() throws IOException {
    StoredSession session = session("v 1", NOON);
    say(session, "secret");
    Path parent = folder.resolve("sessions/" + session.id().substring(0, 2));
    Files.writeString(parent.resolve(session.id() + ".new"), "{");
    store.remove(session.id());
    assertThat(store.find(session.id())).isEmpty();
    store.put(session);
    assertThat(store.find(session.id())).as("it does not come back").isEmpty();
    reopen();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aStateThatCannotBeStoredIsNotShownEither() throws IOException {
    StoredSession session = add(session("v 1", NOON));
    StoredSession titled = session.titled(Optional.of("never"));
    Path parent = folder.resolve("sessions/" + session.id().substring(0, 2));
    Path away = Files.move(parent, folder.resolve("away"));
    assertThatThrownBy(() -> store.put(titled)).isInstanceOf(StoreException.class);
    isThere(session);
    Files.move(away, parent);
    store.put(titled);
    isThere(titled);
  }

  @Test
  void twoServersDoNotShareAFolder() {
    assertThatThrownBy(() -> new FileStore(folder, StoreSync.SECOND, Optional.empty(), threads))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("yera.store.dir")
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("another server uses it");
  }

  @Test
  void nobodyElseCanRead() throws IOException {
    say(session("v 1", NOON), "secret");
    try (Stream<Path> files = Files.walk(folder.resolve("sessions"))) {
      assertThat(files.filter(Files::isDirectory))
          .allSatisfy(
              each ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                      .isEqualTo("rwx------"));
    }
  }
}
