package dev.yera.store;

import static dev.yera.Patience.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.settings.StoreSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
    put(session, "0123456789", content(8));
    Files.writeString(folder.resolve("drafts/half"), "a file on its way");
    store.remove(session.id());
    assertThat(store.find(session.id())).isEmpty();
    store.put(session);
    assertThat(store.find(session.id())).as("it does not come back").isEmpty();
    reopen();
    assertThat(parent).isEmptyDirectory();
    assertThat(folder.resolve("drafts")).isEmptyDirectory();
  }

  @Test
  void filesOfASessionThatIsNotThereAreClearedAway() throws IOException {
    StoredSession session = session("v 1", NOON);
    Path parent = folder.resolve("sessions/" + session.id().substring(0, 2));
    Path files = Files.createDirectory(parent.resolve(session.id() + ".files"));
    Files.writeString(files.resolve("0123456789"), "secret");
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
  void sessionsAreUsedBeforeAllStatesAreRead() {
    List<StoredSession> before = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      before.add(add(session("v 1", NOON.plusSeconds(i))));
    }
    store.close();
    List<Runnable> tasks = new ArrayList<>();
    store = new FileStore(folder, StoreSync.SECOND, Optional.empty(), tasks::add);
    before.forEach(this::isThere);
    StoredSession titled = before.get(0).titled(Optional.of("Titled early"));
    store.put(titled);
    store.remove(before.get(1).id());
    assertThat(store.find(before.get(1).id())).isEmpty();
    StoredSession begun = add(session("v 1", NOON.plusSeconds(9)));

    CompletableFuture<List<String>> listed =
        CompletableFuture.supplyAsync(() -> ids(all()), threads);
    CompletableFuture<List<String>> unended =
        CompletableFuture.supplyAsync(() -> idsOf(store.unended()), threads);
    assertThat(listed).isNotDone();
    tasks.get(1).run();
    List<StoredSession> stay = new ArrayList<>(List.of(titled, begun));
    stay.addAll(before.subList(2, 6));
    stay.sort(Comparator.comparing(ListPlace::of));
    assertThat(join(listed)).isEqualTo(idsOf(stay));
    assertThat(join(unended)).containsExactlyInAnyOrderElementsOf(idsOf(stay));
    isThere(titled);
  }

  private static List<String> idsOf(List<StoredSession> sessions) {
    return sessions.stream().map(StoredSession::id).toList();
  }

  @Test
  void aSearchLooksAtSoManyLogsAtATime() throws IOException {
    int few = Math.toIntExact(Words.ENOUGH / Words.LEAST);
    for (int i = 0; i < 2 * few + 2; i++) {
      say(session("v 1", NOON.minusSeconds(i)), i == 2 * few + 1 ? "needle" : "hay");
    }
    List<Integer> found = new ArrayList<>();
    Optional<ListPlace> place = Optional.empty();
    do {
      SessionPage page = store.page(words("needle").part(place, 10));
      found.add(page.sessions().size());
      place = page.next();
    } while (place.isPresent());
    assertThat(found).containsExactly(0, 0, 1);
    assertThat(ids(words("hay"))).as("enough is found before").hasSize(10);
  }

  @Test
  void aSearchStopsAfterLongLogs() throws IOException {
    say(session("v 1", NOON), "x".repeat(Math.toIntExact(Words.ENOUGH)));
    say(session("v 1", NOON.minusSeconds(1)), "needle");
    SessionPage first = store.page(words("needle"));
    assertThat(first.sessions()).isEmpty();
    assertThat(ids(words("needle").part(first.next(), 10))).hasSize(1);
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
