package dev.yera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.settings.StoreSync;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

class FileStoreTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00.123456Z");

  /** What JSON and people write: everything has to come back as it was. */
  private static final String WORDS = "NUL \0, half \ud800, \u05d0\u05d1, e\u0301, \ud83d\ude00\n";

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private FileStore store;

  @BeforeEach
  void open() {
    store = new FileStore(folder, StoreSync.SECOND, Optional.empty(), threads);
  }

  @AfterEach
  void close() {
    store.close();
    threads.shutdown();
  }

  private void reopen() {
    store.close();
    open();
  }

  private static StoredSession session(String owner, Instant createdAt) {
    return new StoredSession(
        UUID.randomUUID().toString(),
        owner,
        "demo.echo",
        "Echo",
        Map.of("args", List.of(), "kwargs", Map.of("name", WORDS, "n", 3)),
        createdAt,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static StoredSession ended(StoredSession session, Instant at, long bytes) {
    return session
        .started(at)
        .ended(new StoredSession.End(at, Map.of("exit_code", 0, "reason", WORDS), 2, 1, bytes));
  }

  private StoredSession add(StoredSession session) {
    store.add(session, () -> {});
    return session;
  }

  private void say(StoredSession session, String... words) throws IOException {
    EventLog log = store.add(session, () -> {});
    for (String word : words) {
      log.append(("{\"data\":{\"content\":\"" + word + "\"}}").getBytes(StandardCharsets.UTF_8));
    }
    log.close();
    log.store();
  }

  private void isThere(StoredSession session) {
    byte[] found = store.find(session.id()).orElseThrow().json();
    assertThat(found).asString().isEqualTo(new String(session.json(), StandardCharsets.UTF_8));
  }

  private List<String> ids(SessionQuery query) {
    return store.page(query).sessions().stream().map(StoredSession::id).toList();
  }

  private static SessionQuery all() {
    return SessionQuery.of(new SessionQuery.Everybody());
  }

  private static SessionQuery words(String words) {
    return new SessionQuery(
        new SessionQuery.Everybody(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(words),
        Optional.empty(),
        10);
  }

  @Test
  void everythingIsThereAgainAsItWas() throws IOException {
    StoredSession created = add(session("u issuer ann " + WORDS, NOON));
    StoredSession ended = ended(session("v 1", NOON.plusSeconds(1)), NOON.plusSeconds(2), 10);
    StoredSession titled = ended.titled(Optional.of(WORDS)).pinned(true);
    say(titled, "one", "two");

    reopen();
    isThere(created);
    isThere(titled);
    assertThat(store.unended()).extracting(StoredSession::id).containsExactly(created.id());
    EventLog log = store.log(titled, () -> {});
    assertThat(log.readableId()).isEqualTo(2);
    EventLog.Cursor cursor = log.cursorAfter(1);
    Slice slice = cursor.next();
    assertThat(new String(slice.bytes(), slice.offset(), slice.length(), StandardCharsets.UTF_8))
        .isEqualTo("id: 2\ndata: {\"data\":{\"content\":\"two\"}}\n\n");
    assertThat(cursor.isAtEnd()).isTrue();
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

  @Test
  void listsThemNewestFirstPageByPage() {
    List<String> newestFirst = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      newestFirst.add(0, add(session("v 1", NOON.plusSeconds(i))).id());
    }
    List<String> listed = new ArrayList<>();
    Optional<ListPlace> after = Optional.empty();
    int pages = 0;
    do {
      SessionPage page =
          store.page(
              new SessionQuery(
                  new SessionQuery.Everybody(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  after,
                  10));
      page.sessions().forEach(each -> listed.add(each.id()));
      after = page.next();
      add(session("v 1", NOON.plusSeconds(100 + pages++))); // newer ones move no place
    } while (after.isPresent());
    assertThat(pages).isEqualTo(3);
    assertThat(listed).isEqualTo(newestFirst);
  }

  @Test
  void listsWhatIsAskedFor() {
    StoredSession anns = add(session("u i ann", NOON));
    StoredSession visitors = add(session("v 1", NOON.plusSeconds(10)));
    StoredSession nobodys = add(ended(session("", NOON.plusSeconds(20)), NOON, 1));
    assertThat(ids(all())).containsExactly(nobodys.id(), visitors.id(), anns.id());
    assertThat(ids(SessionQuery.of(new SessionQuery.OneOwner("u i ann"))))
        .containsExactly(anns.id());
    assertThat(ids(SessionQuery.of(new SessionQuery.Nameless())))
        .containsExactly(nobodys.id(), visitors.id());
    assertThat(ids(SessionQuery.of(new SessionQuery.NoOne()))).isEmpty();
    SessionQuery at =
        new SessionQuery(
            new SessionQuery.Everybody(),
            Optional.of("demo.echo"),
            Optional.of(StoredSession.Status.CREATED),
            Optional.of(NOON),
            Optional.of(NOON.plusSeconds(10)),
            Optional.empty(),
            Optional.empty(),
            10);
    assertThat(ids(at)).containsExactly(anns.id());
  }

  @Test
  void findsTheWordsThatWereSaid() throws IOException {
    StoredSession both = session("v 1", NOON);
    say(both, "The quick Brown fox", "jumps");
    StoredSession one = session("v 1", NOON.plusSeconds(1));
    say(one, "a brown dog");
    assertThat(ids(words("brown"))).containsExactly(one.id(), both.id());
    assertThat(ids(words(" FOX  jump "))).containsExactly(both.id());
    assertThat(ids(words("content"))).as("a name of the protocol").isEmpty();
  }

  @Test
  void theOldestThatNobodyPinnedAreTooManyOrTooLarge() {
    List<StoredSession> oldestFirst = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Instant at = NOON.plusSeconds(i);
      oldestFirst.add(add(ended(session("v 1", NOON), at, 100)));
    }
    add(session("v 1", NOON)); // one that has not ended
    assertThat(store.excess(NOON.plusSeconds(2), Long.MAX_VALUE))
        .containsExactlyInAnyOrderElementsOf(oldestFirst.subList(0, 2));
    assertThat(store.excess(Instant.MIN, 250))
        .containsExactlyInAnyOrderElementsOf(oldestFirst.subList(0, 2));
    store.put(oldestFirst.get(0).pinned(true));
    assertThat(store.excess(Instant.MAX, Long.MAX_VALUE))
        .containsExactlyInAnyOrderElementsOf(oldestFirst.subList(1, 4));
  }
}
