package dev.yera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.Patience;
import dev.yera.event.block.Exit;
import dev.yera.event.block.Failure;
import dev.yera.session.Frames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises, whatever it keeps sessions in. */
abstract class SessionStorePromises {
  static final Instant NOON = Instant.parse("2026-11-28T12:00:00.123456Z");

  /** What JSON and people write: everything has to come back as it was. */
  static final String WORDS = "NUL \0, half \ud800, \u05d0\u05d1, e\u0301, \ud83d\ude00\n";

  @TempDir Path folder;
  final ExecutorService threads = Executors.newCachedThreadPool();
  SessionStore store;

  /** Opens the store of this test, which nobody has open. */
  abstract SessionStore open() throws IOException;

  @BeforeEach
  void openFirst() throws IOException {
    store = open();
  }

  @AfterEach
  void closeLast() {
    if (store != null) {
      store.close();
    }
    threads.shutdown();
  }

  // ---- What the tests say and read

  static StoredSession session(String owner, Instant createdAt) {
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

  static StoredSession ended(StoredSession session, Instant at, long bytes) {
    return session
        .started(at)
        .ended(new StoredSession.End(at, Map.of("exit_code", 0, "reason", WORDS), 2, 1, bytes));
  }

  StoredSession add(StoredSession session) {
    store.add(session, () -> {});
    return session;
  }

  EventLog log() {
    return store.add(session("v 1", NOON), () -> {});
  }

  void say(StoredSession session, String... words) throws IOException {
    EventLog log = store.add(session, () -> {});
    for (String word : words) {
      log.append(("{\"data\":{\"content\":\"" + word + "\"}}").getBytes(StandardCharsets.UTF_8));
    }
    log.close();
    log.store();
  }

  static byte[] json(int size) {
    return ("\"" + "x".repeat(size - 2) + "\"").getBytes(StandardCharsets.UTF_8);
  }

  /** Of sizes around all limits. */
  static int fill(EventLog log, int n) throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < n; i++) {
      log.append(json(2 + random.nextInt(i % 50 == 0 ? 200_000 : 4_000)));
      if (i % 7 == 0) {
        log.store();
      }
    }
    log.store();
    return n;
  }

  static List<Long> readAll(EventLog.Cursor cursor) {
    List<Long> ids = new ArrayList<>();
    for (Slice slice = cursor.next(); slice != null; slice = cursor.next()) {
      List<Frames.Frame> frames = Frames.of(slice);
      assertThat(slice.length() <= EventLog.SLICE || frames.size() == 1).isTrue();
      frames.forEach(frame -> ids.add(frame.id()));
    }
    return ids;
  }

  static List<Long> numbers(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  void isThere(StoredSession session) {
    byte[] found = store.find(session.id()).orElseThrow().json();
    assertThat(found).asString().isEqualTo(new String(session.json(), StandardCharsets.UTF_8));
  }

  List<String> ids(SessionQuery query) {
    return store.page(query).sessions().stream().map(StoredSession::id).toList();
  }

  static SessionQuery all() {
    return SessionQuery.of(new SessionQuery.Everybody());
  }

  static SessionQuery words(String words) {
    return words(new SessionQuery.Everybody(), words);
  }

  static SessionQuery words(SessionQuery.Whose whose, String words) {
    return new SessionQuery(
        whose,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(words),
        Optional.empty(),
        10);
  }

  // ---- Logs

  @Test
  void aLogIsEmptyAtFirst() {
    EventLog log = log();
    assertThat(log.lastId()).isZero();
    EventLog.Cursor cursor = log.cursorAfter(0);
    assertThat(cursor.next()).isNull();
    assertThat(cursor.isAtEnd()).isFalse();
    log.close();
    assertThat(cursor.isAtEnd()).isTrue();
  }

  @Test
  void numbersEventsFromOneWithoutHoles() throws IOException {
    EventLog log = log();
    assertThat(log.append(json(10))).isEqualTo(1);
    assertThat(log.append(json(10))).isEqualTo(2);
    assertThat(log.append(json(10))).isEqualTo(3);
    assertThat(log.lastId()).isEqualTo(3);
    log.store();
    assertThat(log.readableId()).isEqualTo(3);
    assertThat(readAll(log.cursorAfter(0))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void keepsTheBytesOfAnEventAndOfARange() throws IOException {
    EventLog log = log();
    log.append("xx{\"é\":1}yy".getBytes(StandardCharsets.UTF_8), 2, 8);
    log.append("{}".getBytes(StandardCharsets.UTF_8));
    log.store();
    assertThat(Frames.of(log.cursorAfter(0).next()))
        .containsExactly(new Frames.Frame(1, "{\"é\":1}"), new Frames.Frame(2, "{}"));
    assertThat(log.size()).isEqualTo("id: 1\ndata: {\"é\":1}\n\nid: 2\ndata: {}\n\n".length() + 1);
  }

  @Test
  void aReaderGetsFurtherFromSliceToSlice() throws IOException {
    EventLog log = log();
    EventLog.Cursor cursor = log.cursorAfter(0);
    log.append(json(10));
    log.store();
    assertThat(readAll(cursor)).containsExactly(1L);
    assertThat(cursor.next()).isNull();
    log.append(json(100));
    log.append(json(2000));
    log.store();
    assertThat(readAll(cursor)).containsExactly(2L, 3L);
    log.close();
    assertThat(cursor.isAtEnd()).isTrue();
  }

  @Test
  void aReaderIsNotAtTheEndBeforeItHasReadAll() throws IOException {
    EventLog log = log();
    log.append(json(10));
    log.close();
    log.store();
    EventLog.Cursor cursor = log.cursorAfter(0);
    assertThat(cursor.isAtEnd()).isFalse();
    cursor.next();
    assertThat(cursor.isAtEnd()).isTrue();
  }

  @Test
  void tellsThatEventsAreReadableOnceTheyAre() throws IOException {
    AtomicInteger tellings = new AtomicInteger();
    EventLog log = store.add(session("v 1", NOON), tellings::incrementAndGet);
    log.append(json(10));
    assertThat(tellings).hasValue(0);
    log.store();
    assertThat(tellings).hasPositiveValue();
  }

  @Test
  void aClosedLogTakesNoMore() {
    EventLog log = log();
    log.append(json(10));
    log.close();
    assertThatThrownBy(() -> log.append(json(10))).isInstanceOf(IllegalStateException.class);
    assertThat(log.lastId()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 4, Long.MAX_VALUE, Long.MIN_VALUE})
  void thereIsNoPlaceAfterAnEventThatThereIsNot(long id) throws IOException {
    EventLog log = log();
    for (int i = 0; i < 3; i++) {
      log.append(json(10));
    }
    log.store();
    assertThatThrownBy(() -> log.cursorAfter(id)).isInstanceOf(BadEventIdException.class);
  }

  @Test
  void aReaderBeginsAfterAnyEvent() throws IOException {
    EventLog log = log();
    int n = fill(log, 900);
    for (long after = 0; after <= n; after += after < 800 ? 37 : 1) {
      assertThat(readAll(log.cursorAfter(after))).isEqualTo(numbers(after + 1, n));
    }
  }

  @Test
  void aReaderOfOldEventsReadsOnToTheNewest() throws IOException {
    EventLog log = log();
    EventLog.Cursor early = log.cursorAfter(0);
    int n = fill(log, 900);
    assertThat(readAll(early)).isEqualTo(numbers(1, n));
    log.append(json(10));
    log.store();
    assertThat(readAll(early)).containsExactly(n + 1L);
  }

  @Test
  void slicesAreAtMost64KiBOrOneLargerEventAlone() throws IOException {
    EventLog log = log();
    int[] sizes = {10, 65_000, 500, 65_536, 200_000, 10, 65_515, 10};
    for (int size : sizes) {
      log.append(json(size));
    }
    log.store();
    assertThat(readAll(log.cursorAfter(0))).isEqualTo(numbers(1, sizes.length));
  }

  @Test
  void aFirstEventLargerThanASliceStaysWhole() throws IOException {
    EventLog log = log();
    byte[] large = json(1_000_000);
    log.append(large);
    log.append(json(10));
    log.store();
    List<Frames.Frame> first = Frames.of(log.cursorAfter(0).next());
    assertThat(first).hasSize(1);
    assertThat(first.get(0).data()).isEqualTo(new String(large, StandardCharsets.UTF_8));
    assertThat(readAll(log.cursorAfter(1))).containsExactly(2L);
  }

  @RepeatedTest(3)
  void aReaderThatJoinsWhileEventsFlowMissesNone() {
    EventLog log = log();
    int n = 20_000;
    List<CompletableFuture<List<Long>>> readers = new ArrayList<>();
    CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(log, n), threads);
    for (int i = 0; i < 4; i++) {
      readers.add(CompletableFuture.supplyAsync(() -> join(log, n), threads));
    }
    for (CompletableFuture<List<Long>> reader : readers) {
      List<Long> ids = Patience.join(reader);
      // The first number is the place it took; from there on nothing is missing.
      assertThat(ids).isEqualTo(numbers(ids.get(0), n));
    }
    writer.join();
  }

  private static void write(EventLog log, int n) {
    Random random = new Random();
    try {
      for (int i = 0; i < n; i++) {
        log.append(json(2 + random.nextInt(300)));
        if (i % 200 == 0) {
          log.store();
        }
      }
      log.close();
      log.store();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Long> join(EventLog log, int n) {
    await().until(() -> log.readableId() > 0);
    long after = new Random().nextLong(Math.min(log.readableId(), n - 1));
    EventLog.Cursor cursor = log.cursorAfter(after);
    List<Long> ids = new ArrayList<>();
    while (!cursor.isAtEnd()) {
      ids.addAll(readAll(cursor));
      Thread.onSpinWait();
    }
    assertThat(ids.get(0)).isEqualTo(after + 1);
    return ids;
  }

  /** As an app and a user may send it: escapes of JSON among it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "NUL \\u0000 in the middle",
        "half \\ud800 a pair \\udc00",
        "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u202eright to left",
        "e\u0301 and \u00e9",
        "\ud83d\ude00 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
        "\\\\ \\\" ' '' %s $1 ? :* & | !"
      })
  void everyTextComesBackAsItWas(String text) throws IOException {
    EventLog log = log();
    byte[] json = ("{\"data\":{\"content\":\"" + text + "\"}}").getBytes(StandardCharsets.UTF_8);
    log.append(json);
    log.store();
    assertThat(Frames.of(log.cursorAfter(0).next()))
        .containsExactly(new Frames.Frame(1, new String(json, StandardCharsets.UTF_8)));
  }

  // ---- Sessions

  @Test
  void aSessionIsThereAsItWas() {
    StoredSession created = add(session("u issuer ann " + WORDS, NOON));
    isThere(created);
    StoredSession named = created.titled(Optional.of(WORDS)).pinned(true);
    store.put(named);
    isThere(named);
    StoredSession ended = ended(named, NOON.plusSeconds(2), 10);
    store.put(ended);
    isThere(ended);
    assertThat(store.find(UUID.randomUUID().toString())).isEmpty();
  }

  @Test
  void knowsWhichHaveNotEnded() {
    StoredSession created = add(session("v 1", NOON));
    StoredSession running = add(session("v 1", NOON).started(NOON));
    add(ended(session("v 1", NOON), NOON, 1));
    assertThat(store.unended())
        .extracting(StoredSession::id)
        .containsExactlyInAnyOrder(created.id(), running.id());
  }

  @Test
  void aRemovedSessionDoesNotComeBack() throws IOException {
    StoredSession session = session("v 1", NOON);
    say(session, "secret");
    store.remove(session.id());
    store.put(session);
    assertThat(store.find(session.id())).isEmpty();
    assertThat(ids(all())).isEmpty();
    assertThat(ids(words("secret"))).isEmpty();
    store.remove(session.id());
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
      SessionPage page = store.page(all().part(after, 10));
      page.sessions().forEach(each -> listed.add(each.id()));
      after = page.next();
      add(session("v 1", NOON.plusSeconds(100 + pages++))); // newer ones move no place
    } while (after.isPresent());
    assertThat(pages).isEqualTo(3);
    assertThat(listed).isEqualTo(newestFirst);
  }

  @Test
  void thoseOfOneMomentAreListedByTheirIds() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ids.add(add(session("v 1", NOON)).id());
    }
    ids.sort(null);
    List<String> listed = new ArrayList<>();
    Optional<ListPlace> after = Optional.empty();
    do {
      SessionPage page = store.page(all().part(after, 2));
      page.sessions().forEach(each -> listed.add(each.id()));
      after = page.next();
    } while (after.isPresent());
    assertThat(listed).isEqualTo(ids);
  }

  @Test
  void listsWhatIsAskedFor() {
    StoredSession anns = add(session("u i ann " + WORDS, NOON));
    StoredSession visitors = add(session("v 1", NOON.plusSeconds(10)));
    StoredSession nobodys = add(ended(session("", NOON.plusSeconds(20)), NOON, 1));
    assertThat(ids(all())).containsExactly(nobodys.id(), visitors.id(), anns.id());
    assertThat(ids(SessionQuery.of(new SessionQuery.OneOwner("u i ann " + WORDS))))
        .containsExactly(anns.id());
    assertThat(ids(SessionQuery.of(new SessionQuery.OneOwner("u i ann")))).isEmpty();
    assertThat(ids(SessionQuery.of(new SessionQuery.Nameless())))
        .containsExactly(nobodys.id(), visitors.id());
    assertThat(ids(SessionQuery.of(new SessionQuery.NoOne()))).isEmpty();
    assertThat(ids(all().in(StoredSession.Status.EXITED))).containsExactly(nobodys.id());
    assertThat(ids(created(Optional.of(NOON), Optional.of(NOON.plusSeconds(10)))))
        .containsExactly(anns.id());
    assertThat(ids(created(Optional.of(Instant.MIN), Optional.of(Instant.MAX))))
        .containsExactly(visitors.id(), anns.id());
    assertThat(ids(created(Optional.of(Instant.MAX), Optional.empty()))).isEmpty();
  }

  static StoredSession stopped(StoredSession session, String errorType) {
    return session
        .started(session.createdAt())
        .ended(
            new StoredSession.End(
                session.createdAt(),
                new Exit(143, WORDS, "NoneType", null, 1.0, error(errorType)).members(),
                2,
                1,
                10));
  }

  private static Failure error(String type) {
    return new Failure(type, "\"error\":{\"error_type\":\"CleanedUp\"", List.of(WORDS));
  }

  @Test
  void whatWasStoppedIsListedApartFromWhatFailed() {
    StoredSession stopped = add(session("v 1", NOON));
    StoredSession failed = add(session("v 1", NOON));
    store.put(stopped(stopped, "EndedByUser"));
    store.put(stopped(failed, "MemoryExceeded"));
    assertThat(ids(all().in(StoredSession.Status.STOPPED))).containsExactly(stopped.id());
    assertThat(ids(all().in(StoredSession.Status.FAILED))).containsExactly(failed.id());
  }

  private static SessionQuery created(Optional<Instant> since, Optional<Instant> until) {
    return new SessionQuery(
        new SessionQuery.Everybody(),
        Optional.of("demo.echo"),
        Optional.of(StoredSession.Status.CREATED),
        since,
        until,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        10);
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
    assertThat(ids(words("€"))).as("a sign that nobody said").isEmpty();
    assertThat(ids(words("  "))).as("no words").containsExactly(one.id(), both.id());
  }

  @Test
  void findsTheWordsOfASessionThatRuns() throws IOException {
    StoredSession session = session("v 1", NOON);
    EventLog log = store.add(session, () -> {});
    log.append("{\"data\":{\"content\":\"one\"}}".getBytes(StandardCharsets.UTF_8));
    log.store();
    log.append("{\"data\":{\"rows\":[[\"two\", 42]]}}".getBytes(StandardCharsets.UTF_8));
    log.store();
    assertThat(ids(words("two one"))).containsExactly(session.id());
    assertThat(ids(words("42"))).containsExactly(session.id());
    assertThat(ids(words("three"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shal\u05d5\u05dd",
        "\u05e9\u05dc\u05d5\u05dd",
        "e\u0301te\u0301",
        "STRASSE",
        "\u0130stanbul",
        "\u65e5\u672c\u8a9e",
        "\ud83d\ude00",
        "o'neill",
        "c:\\\\temp",
        "half\\ud800",
        "nul\\u0000"
      })
  void findsWordsOfAllScripts(String word) throws IOException {
    StoredSession session = session("v 1", NOON);
    say(session, "before " + word + " after");
    String asked = word.replace("\\ud800", "\ud800").replace("\\u0000", "\0").replace("\\\\", "\\");
    assertThat(ids(words(asked))).containsExactly(session.id());
    assertThat(ids(words("AFTER before"))).containsExactly(session.id());
  }

  @Test
  void storesAndFindsWhatIsSaidInAVeryLongLine() throws IOException {
    StoredSession session = session("v 1", NOON);
    StringBuilder many = new StringBuilder("first ");
    for (int i = 0; i < 150_000; i++) {
      many.append(Integer.toString(i, 36)).append(' ');
    }
    say(session, many.toString(), "y".repeat(1_000_000), "last");
    assertThat(ids(words("first last yyyyyyyy"))).containsExactly(session.id());
  }

  @Test
  void theOldestThatNobodyPinnedAreTooManyOrTooLarge() {
    List<String> oldestFirst = new ArrayList<>();
    StoredSession last = null;
    for (int i = 3; i >= 0; i--) {
      last = add(ended(session("v 1", NOON), NOON.plusSeconds(i), 100));
      oldestFirst.add(0, last.id());
    }
    add(session("v 1", NOON)); // one that has not ended
    assertThat(excess(NOON.plusSeconds(2), Long.MAX_VALUE))
        .containsExactlyInAnyOrderElementsOf(oldestFirst.subList(0, 2));
    assertThat(excess(Instant.MIN, 250))
        .containsExactlyInAnyOrderElementsOf(oldestFirst.subList(0, 2));
    store.put(last.pinned(true));
    assertThat(excess(Instant.MAX, Long.MAX_VALUE))
        .containsExactlyInAnyOrderElementsOf(oldestFirst.subList(1, 4));
  }

  @Test
  void saysHowMuchItKeeps() {
    assertThat(store.use()).isEqualTo(new StoreUse(0, 0, Optional.empty()));
    add(ended(session("v 1", NOON), NOON.plusSeconds(2), 100));
    add(session("v 2", NOON.plusSeconds(1)));
    assertThat(store.use()).isEqualTo(new StoreUse(2, 100, Optional.of(NOON)));
  }

  @Test
  void ofAServerThatThereIsNotItListsNothing() {
    add(session("v 1", NOON));
    SessionQuery query =
        new SessionQuery(
            new SessionQuery.Everybody(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("another-node"),
            Optional.empty(),
            Optional.empty(),
            10);
    assertThat(ids(query)).isEmpty();
  }

  private List<String> excess(Instant before, long most) {
    return store.excess(before, most).stream().map(StoredSession::id).toList();
  }

  // ---- Files

  /** Longer than several pieces, and not a multiple of one. */
  static byte[] content(long seed) {
    byte[] bytes = new byte[3 * FilePieces.SIZE + 77];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  StoredFile put(StoredSession session, String id, byte[] content) throws IOException {
    FileShelf.Label label = new FileShelf.Label(id, WORDS, "text/csv");
    return store
        .files()
        .put(session.id(), label, new ByteArrayInputStream(content), Long.MAX_VALUE);
  }

  byte[] read(StoredSession session, StoredFile file, long from) throws IOException {
    try (InputStream in = store.files().open(session.id(), file, from)) {
      return in.readAllBytes();
    }
  }

  @Test
  void aFileIsReadFromAnyByteOn() throws IOException {
    StoredSession session = add(session("v 1", NOON));
    byte[] content = content(1);
    StoredFile file = put(session, "0123456789", content);
    StoredFile empty = put(session, "0123456780", new byte[0]);
    assertThat(file.size()).isEqualTo(content.length);
    assertThat(empty.sha256())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(store.files().find(session.id(), file.id())).contains(file);
    assertThat(store.files().list(session.id())).containsExactlyInAnyOrder(file, empty);
    assertThat(read(session, empty, 0)).isEmpty();
    for (int from : new int[] {0, 1, FilePieces.SIZE - 1, FilePieces.SIZE, content.length}) {
      assertThat(read(session, file, from))
          .isEqualTo(Arrays.copyOfRange(content, from, content.length));
    }
  }

  @Test
  void filesOfOthersAndFilesThatAreNoneAreNotThere() throws IOException {
    StoredSession session = add(session("v 1", NOON));
    StoredSession other = add(session("v 2", NOON));
    StoredFile file = put(session, "0123456789", content(2));
    for (String id : List.of("", "..", "../" + session.id() + ".json", "012345678a", WORDS)) {
      assertThat(store.files().find(session.id(), id)).isEmpty();
    }
    assertThat(store.files().find(other.id(), file.id())).isEmpty();
    assertThat(store.files().list(other.id())).isEmpty();
  }

  @Test
  void whatWouldBeTooMuchTogetherIsNotStored() throws IOException {
    StoredSession session = add(session("v 1", NOON));
    put(session, "0123456789", content(3));
    FileShelf.Label label = new FileShelf.Label("0123456780", "b", "text/csv");
    InputStream more = new ByteArrayInputStream(content(4));
    assertThatThrownBy(() -> store.files().put(session.id(), label, more, 393_000))
        .isInstanceOf(ShelfFullException.class)
        .extracting(refusal -> ((ShelfFullException) refusal).most())
        .isEqualTo(393_000L);
    assertThat(store.files().list(session.id())).hasSize(1);
    assertThat(store.files().bytes(session.id())).isBetween(196_000L, 200_000L);
    FileShelf.Label empty = new FileShelf.Label("0123456781", "c", "text/csv");
    InputStream nothing = InputStream.nullInputStream();
    assertThatThrownBy(() -> store.files().put(session.id(), empty, nothing, 198_000))
        .isInstanceOf(ShelfFullException.class);
  }

  @Test
  void filesCountForHowMuchIsKept() throws IOException {
    StoredSession older = add(ended(session("v 1", NOON), NOON, 100));
    StoredSession newer = add(ended(session("v 1", NOON), NOON.plusSeconds(1), 100));
    assertThat(excess(Instant.MIN, 100_000)).isEmpty();
    put(older, "0123456789", content(3));
    assertThat(excess(Instant.MIN, 100_000)).containsExactly(older.id());
    put(newer, "0123456789", content(3));
    put(newer, "0123456780", content(4));
    assertThat(excess(Instant.MIN, 300_000)).containsExactlyInAnyOrder(older.id(), newer.id());
  }

  @Test
  void ofAnUploadThatIsCutNothingStays() throws IOException {
    StoredSession session = add(session("v 1", NOON));
    InputStream cut =
        new SequenceInputStream(
            new ByteArrayInputStream(content(5)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("cut");
              }

              @Override
              public int read(byte[] to, int offset, int length) throws IOException {
                return read();
              }
            });
    FileShelf.Label label = new FileShelf.Label("0123456789", "b", "text/csv");
    assertThatThrownBy(() -> store.files().put(session.id(), label, cut, Long.MAX_VALUE))
        .isInstanceOf(IOException.class)
        .hasMessage("cut");
    assertThat(store.files().list(session.id())).isEmpty();
    assertThat(store.files().bytes(session.id())).isZero();
  }

  @Test
  void filesGoWithTheirSession() throws IOException {
    StoredSession session = add(session("v 1", NOON));
    StoredFile file = put(session, "0123456789", content(6));
    store.remove(session.id());
    assertThat(store.files().find(session.id(), file.id())).isEmpty();
    assertThatThrownBy(() -> put(session, "0123456780", content(6)))
        .isInstanceOf(StoreException.class);
    assertThat(store.files().list(session.id())).isEmpty();
  }

  @Test
  void nothingKeepsItFromStoring() {
    add(session("v 1", NOON));
    assertThat(store.trouble()).isEmpty();
  }
}
