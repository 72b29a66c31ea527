package dev.yera.store;

import static dev.yera.store.SessionStorePromises.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.settings.StoreSync;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key file promises (contract, section 8). */
class SealedStoreTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  @TempDir private Path temporary;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Path folder;
  private Path keyFile;
  private FileStore store;

  @BeforeEach
  void open() throws IOException {
    folder = temporary.resolve("data");
    keyFile = newKey("key");
    store = store(Optional.of(keyFile));
  }

  @AfterEach
  void close() {
    store.close();
    threads.shutdown();
  }

  private Path newKey(String name) throws IOException {
    String text = Base64.getEncoder().encodeToString(SessionKey.random());
    return Files.writeString(temporary.resolve(name), text + "\n");
  }

  private FileStore store(Optional<Path> key) {
    return new FileStore(folder, StoreSync.SECOND, key.map(KeyFile::read), threads);
  }

  private void reopen(Optional<Path> key) {
    store.close();
    store = store(key);
  }

  private static StoredSession session() {
    return new StoredSession(
        UUID.randomUUID().toString(),
        "u issuer secret-owner",
        "demo.echo",
        "Echo",
        Map.of("args", List.of("secret-argument"), "kwargs", Map.of()),
        NOON,
        Optional.empty(),
        Optional.empty(),
        Optional.of("secret-title"),
        false);
  }

  private StoredSession say(StoredSession session) throws IOException {
    EventLog log = store.add(session, () -> {});
    for (int i = 0; i < 3; i++) {
      log.append("{\"data\":\"secret-event\"}".getBytes(StandardCharsets.UTF_8));
      log.store();
    }
    log.close();
    log.store();
    store.put(session.started(NOON));
    return session.started(NOON);
  }

  private void isThere(StoredSession session) {
    assertThat(store.find(session.id()).orElseThrow().json())
        .asString()
        .isEqualTo(new String(session.json(), StandardCharsets.UTF_8));
    EventLog log = store.log(session, () -> {});
    assertThat(log.readableId()).isEqualTo(3);
    Slice slice = log.cursorAfter(1).next();
    assertThat(new String(slice.bytes(), slice.offset(), slice.length(), StandardCharsets.UTF_8))
        .isEqualTo(
            "id: 2\ndata: {\"data\":\"secret-event\"}\n\nid: 3\ndata: {\"data\":\"secret-event\"}\n\n");
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(each -> each.toString().endsWith(ending)).toList();
    }
  }

  @Test
  void nothingOnTheDiskShowsWhatIsInASession() throws IOException {
    StoredSession session = say(session());
    StoredFile secret = putSecret(session);
    assertThat(files(".json")).hasSize(1);
    assertThat(files(".log")).hasSize(1);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
      }
    }
    isThere(session);
    reopen(Optional.of(keyFile));
    isThere(session);
    try (InputStream content = store.files().open(session.id(), secret, 100_000)) {
      assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8)).endsWith("a secret");
    }
    assertThat(store.files().find(session.id(), secret.id())).contains(secret);
  }

  private StoredFile putSecret(StoredSession session) throws IOException {
    byte[] content = ("x".repeat(200_000) + "a secret").getBytes(StandardCharsets.UTF_8);
    FileShelf.Label label = new FileShelf.Label("0123456789", "secret.txt", "text/secret");
    InputStream in = new ByteArrayInputStream(content);
    return store.files().put(session.id(), label, in, Long.MAX_VALUE);
  }

  @Test
  void aPieceOfAFileThatIsPutElsewhereIsNotRead() throws IOException {
    StoredSession session = say(session());
    StoredFile file = putSecret(session);
    Path kept;
    try (Stream<Path> all = Files.walk(folder)) {
      kept = all.filter(each -> each.endsWith(file.id())).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(kept);
    int piece = 64 * 1024 + SessionKey.OVERHEAD;
    System.arraycopy(bytes, 0, bytes, piece, piece);
    Files.write(kept, bytes);
    try (InputStream content = store.files().open(session.id(), file, 64 * 1024)) {
      assertThatThrownBy(content::read).isInstanceOf(BadSealException.class);
    }
  }

  @Test
  void withoutItsKeyAStoreDoesNotOpen() throws IOException {
    StoredSession session = say(session());
    store.close();
    opensWithItsKeyOnly();
    isThere(session);
  }

  @Test
  void sessionsOfBeforeStayAsTheyAre() throws IOException {
    reopen(Optional.empty());
    StoredSession plain = say(session());
    reopen(Optional.of(keyFile));
    isThere(plain);
    StoredSession sealed = say(session());
    StoredSession renamed = plain.titled(Optional.of("new"));
    store.put(renamed);
    reopen(Optional.of(keyFile));
    isThere(renamed);
    isThere(sealed);
  }

  private void mix() throws IOException {
    reopen(Optional.empty());
    for (int i = 0; i < 20; i++) {
      store.add(session(), () -> {});
    }
    reopen(Optional.of(keyFile));
    for (int i = 0; i < 20; i++) {
      store.add(session(), () -> {});
    }
    store.close();
  }

  private void opensWithItsKeyOnly() throws IOException {
    assertThatThrownBy(() -> store(Optional.empty()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("yera.store.key-file is needed");
    Path other = newKey("other");
    assertThatThrownBy(() -> store(Optional.of(other)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("yera.store.key-file is not the key");
    store = store(Optional.of(keyFile));
  }

  @Test
  void alsoWithSessionsOfBeforeAStoreDoesNotOpenWithoutItsKey() throws IOException {
    mix();
    opensWithItsKeyOnly();
    assertThat(store.unended()).hasSize(40);
  }

  @Test
  void aFolderOfBeforeThereWereMarksIsLookedThrough() throws IOException {
    mix();
    Files.delete(folder.resolve("seal"));
    opensWithItsKeyOnly();
    assertThat(store.unended()).hasSize(40);
    assertThat(folder.resolve("seal")).isNotEmptyFile();
  }

  @Test
  void whenAllThatWasSealedIsGoneTheKeyIsStillTheOne() throws IOException {
    store.remove(say(session()).id());
    store.close();
    assertThatThrownBy(() -> store(Optional.empty())).isInstanceOf(StoreException.class);
    store = store(Optional.of(keyFile));
  }

  @Test
  void aStateOfOneSessionIsNoStateOfAnother() throws IOException {
    StoredSession one = say(session());
    StoredSession two = say(session());
    Path stateOfOne = state(one);
    Files.write(state(two), Files.readAllBytes(stateOfOne));
    reopen(Optional.of(keyFile));
    isThere(one);
    assertThat(store.find(two.id())).isEmpty();
  }

  private Path state(StoredSession session) throws IOException {
    return files(session.id() + ".json").get(0);
  }

  @Test
  void aRemovedSessionTakesItsKeyAlong() throws IOException {
    StoredSession session = say(session());
    byte[] log = Files.readAllBytes(files(".log").get(0));
    store.remove(session.id());
    assertThat(files(".json")).isEmpty();
    assertThat(log).isNotEmpty();
    assertThatThrownBy(() -> store.log(session, () -> {})).isInstanceOf(StoreException.class);
  }

  @Test
  void whatIsSealedIsNotSearched() {
    assertThat(store.isSearchable()).isFalse();
    assertThatThrownBy(() -> store.page(words("secret")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "c2hvcnQ=", "!"})
  void aFileThatIsNoKeyIsNamed(String content) throws IOException {
    Path bad = Files.writeString(temporary.resolve("bad"), content);
    assertThatThrownBy(() -> KeyFile.read(bad))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("yera.store.key-file is " + bad)
        .hasMessageContaining("openssl rand -base64 32");
  }

  @Test
  void aMissingKeyFileIsNamed() {
    Path missing = temporary.resolve("missing");
    assertThatThrownBy(() -> KeyFile.read(missing))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("yera.store.key-file is " + missing);
  }
}
