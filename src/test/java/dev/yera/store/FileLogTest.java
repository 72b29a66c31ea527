package dev.yera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.Patience;
import dev.yera.session.Frames;
import dev.yera.settings.StoreSync;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileLogTest {
  @TempDir private Path folder;
  private final AtomicInteger wakes = new AtomicInteger();
  private Path file;
  private FileLog log;

  @BeforeEach
  void makeLog() {
    file = folder.resolve("session.log");
    log =
        FileLog.empty(
            content(), new Syncer(StoreSync.NEVER, new Trouble()), wakes::incrementAndGet);
  }

  /** What is in the file, anew. */
  LogBytes content() {
    return new PlainBytes(file);
  }

  Path file() {
    return file;
  }

  private FileLog reopened(boolean closed) throws IOException {
    return FileLog.of(content(), closed, new Syncer(StoreSync.NEVER, new Trouble()), () -> {});
  }

  private static byte[] json(int size) {
    return ("\"" + "x".repeat(size - 2) + "\"").getBytes(StandardCharsets.UTF_8);
  }

  private static List<Long> readAll(EventLog.Cursor cursor) {
    List<Long> ids = new ArrayList<>();
    for (Slice slice = cursor.next(); slice != null; slice = cursor.next()) {
      List<Frames.Frame> frames = Frames.of(slice);
      assertThat(slice.length() <= EventLog.SLICE || frames.size() == 1).isTrue();
      frames.forEach(frame -> ids.add(frame.id()));
    }
    return ids;
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  /** Of sizes around all limits. */
  private int fill(int n) throws IOException {
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

  @Test
  void nobodyReadsWhatIsNotStored() throws IOException {
    EventLog.Cursor cursor = log.cursorAfter(0);
    log.append(json(10));
    log.append(json(10));
    assertThat(cursor.next()).isNull();
    assertThat(log.lastId()).isEqualTo(2);
    assertThat(log.readableId()).isZero();
    assertThatThrownBy(() -> log.cursorAfter(1)).isInstanceOf(BadEventIdException.class);
    assertThat(wakes).hasValue(0);

    log.store();
    assertThat(wakes).hasPositiveValue();
    assertThat(log.readableId()).isEqualTo(2);
    assertThat(readAll(cursor)).containsExactly(1L, 2L);
    log.close();
    assertThat(cursor.isAtEnd()).isTrue();
  }

  @Test
  void theFileHasTheFramesAndNothingElse() throws IOException {
    log.append(json(10));
    log.append(json(12));
    log.store();
    showsTheFrames();
  }

  void showsTheFrames() throws IOException {
    assertThat(file).hasContent("id: 1\ndata: \"xxxxxxxx\"\n\nid: 2\ndata: \"xxxxxxxxxx\"\n\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aReaderBeginsAfterAnyEvent(boolean afterARestart) throws IOException {
    int n = fill(900);
    log.close();
    log.store();
    EventLog read = afterARestart ? reopened(true) : log;
    assertThat(read.lastId()).isEqualTo(n);
    assertThat(read.readableId()).isEqualTo(n);
    assertThat(read.size()).isEqualTo(log.size());
    for (long after = 0; after <= n; after += after < 700 ? 13 : 1) {
      EventLog.Cursor cursor = read.cursorAfter(after);
      assertThat(readAll(cursor)).isEqualTo(numbers(after + 1, n));
      assertThat(cursor.isAtEnd()).isTrue();
    }
    assertThatThrownBy(() -> read.cursorAfter(n + 1)).isInstanceOf(BadEventIdException.class);
    assertThatThrownBy(() -> read.cursorAfter(-1)).isInstanceOf(BadEventIdException.class);
  }

  @Test
  void aReaderOfOldEventsReadsOnToTheNewest() throws IOException {
    EventLog.Cursor early = log.cursorAfter(0);
    int n = fill(900);
    assertThat(readAll(early)).isEqualTo(numbers(1, n));
    log.append(json(10));
    log.store();
    assertThat(readAll(early)).containsExactly(n + 1L);
  }

  /** The last frames are cut at every byte, as by the end of a machine. */
  @Test
  void aTornEndIsCutToTheLastWholeFrame() throws IOException {
    for (int i = 0; i < 3; i++) {
      log.append(json(20));
      log.store();
    }
    byte[] whole = Files.readAllBytes(file);
    int frame = whole.length / 3;
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      FileLog torn = reopened(false);
      long left = length / frame;
      assertThat(torn.lastId()).as("of %d bytes", length).isEqualTo(left);
      assertThat(readAll(torn.cursorAfter(0))).isEqualTo(numbers(1, left));

      assertThat(torn.append(json(30))).isEqualTo(left + 1);
      torn.close();
      torn.store();
      assertThat(readAll(torn.cursorAfter(0))).isEqualTo(numbers(1, left + 1));
      assertThat(readAll(reopened(true).cursorAfter(0))).isEqualTo(numbers(1, left + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {65_500, 65_536, 65_537, 131_072, 1_000_000})
  void aTornFrameLargerThanABlockIsCutToo(int size) throws IOException {
    log.append(json(100));
    log.store();
    log.append(json(size));
    log.store();
    byte[] whole = Files.readAllBytes(file);
    assertThat(reopened(false).lastId()).isEqualTo(2);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThat(reopened(false).lastId()).isEqualTo(1);
  }

  @Test
  void whatWasNotWrittenIsWrittenLater() throws IOException {
    log.append(json(10));
    log.store();
    Files.delete(file);
    Files.createDirectory(file); // an open file is written to wherever its name is
    FileLog other = FileLog.empty(content(), new Syncer(StoreSync.NEVER, new Trouble()), () -> {});
    other.append(json(10));
    assertThatThrownBy(other::store).isInstanceOf(IOException.class);
    assertThat(other.readableId()).isZero();
    assertThat(other.cursorAfter(0).next()).isNull();
    Files.delete(file);
    other.store();
    assertThat(readAll(other.cursorAfter(0))).containsExactly(1L);
  }

  @Test
  void memoryKeepsTheNewestOnly() throws IOException {
    for (int i = 0; i < 3_000; i++) {
      log.append(json(2_000));
      log.store();
    }
    assertThat(log.bytesInMemory())
        .isBetween(FileLog.IN_MEMORY - 1L, FileLog.IN_MEMORY + 2L * EventLog.SLICE);
    assertThat(readAll(log.cursorAfter(0))).isEqualTo(numbers(1, 3_000));
  }

  @Test
  void aClosedLogTakesNoMore() {
    log.close();
    assertThatThrownBy(() -> log.append(json(10))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aDeletedLogHasNoFile() throws IOException {
    fill(10);
    log.delete();
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(StoreSync.class)
  void syncsAsItIsTold(StoreSync mode) throws Exception {
    Syncer syncer = new Syncer(mode, new Trouble());
    Thread thread = new Thread(syncer);
    thread.start();
    FileLog synced = FileLog.empty(content(), syncer, () -> {});
    synced.append(json(10));
    synced.store();
    synced.sync();
    synced.append(json(10));
    synced.store();
    syncer.close();
    thread.join(Patience.PATIENCE.toMillis());
    assertThat(thread.isAlive()).isFalse();
    assertThat(syncer.isIdle()).isTrue();
    assertThat(syncer.syncs()).isEqualTo(mode == StoreSync.NEVER ? 0 : 2);
  }

  @RepeatedTest(3)
  void aReaderThatJoinsWhileEventsFlowMissesNone() {
    int n = 20_000;
    List<CompletableFuture<List<Long>>> readers = new ArrayList<>();
    CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(n));
    for (int i = 0; i < 4; i++) {
      readers.add(CompletableFuture.supplyAsync(() -> join(n), run -> new Thread(run).start()));
    }
    for (CompletableFuture<List<Long>> reader : readers) {
      List<Long> ids = Patience.join(reader);
      assertThat(ids).isEqualTo(numbers(ids.get(0), n));
    }
    writer.join();
  }

  private void write(int n) {
    Random random = new Random();
    try {
      for (int i = 0; i < n; i++) {
        log.append(json(2 + random.nextInt(300)));
        if (i % 10 == 0) {
          log.store();
        }
      }
      log.close();
      log.store();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Long> join(int n) {
    while (log.readableId() == 0) {
      Thread.onSpinWait();
    }
    long after = new Random().nextLong(Math.min(log.readableId(), n - 1));
    EventLog.Cursor cursor = log.cursorAfter(after);
    List<Long> ids = new ArrayList<>();
    while (!cursor.isAtEnd()) {
      Slice slice = cursor.next();
      if (slice == null) {
        Thread.onSpinWait();
      } else {
        Frames.of(slice).forEach(frame -> ids.add(frame.id()));
      }
    }
    return ids;
  }
}
