package dev.yera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.Patience;
import dev.yera.session.Frames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryLogTest {
  @TempDir private Path folder;
  private Path file;
  private MemoryLog log;

  @BeforeEach
  void makeLog() {
    file = folder.resolve("logs").resolve("session");
    log = new MemoryLog(file, () -> {});
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

  /** The newest segment grows: what is moved away may not be it, however little may stay. */
  @Test
  void whatIsAppendedAfterItMadeRoomIsThere() throws IOException {
    log = new MemoryLog(file, () -> {}, 1000, 0);
    EventLog.Cursor cursor = log.cursorAfter(0);
    for (long id = 1; id <= 50; id++) {
      log.append(json(100));
      log.store();
      assertThat(readAll(cursor)).containsExactly(id);
    }
    assertThat(readAll(log.cursorAfter(0))).isEqualTo(numbers(1, 50));
    assertThat(log.sizeOnDisk()).isPositive();
  }

  @Test
  void isEmptyAtFirst() {
    assertThat(log.lastId()).isZero();
    EventLog.Cursor cursor = log.cursorAfter(0);
    assertThat(cursor.next()).isNull();
    assertThat(cursor.isAtEnd()).isFalse();
    log.close();
    assertThat(cursor.isAtEnd()).isTrue();
  }

  @Test
  void numbersEventsFromOneWithoutHoles() {
    assertThat(log.append(json(10))).isEqualTo(1);
    assertThat(log.append(json(10))).isEqualTo(2);
    assertThat(log.append(json(10))).isEqualTo(3);
    assertThat(log.lastId()).isEqualTo(3);
    assertThat(readAll(log.cursorAfter(0))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void keepsTheBytesOfAnEventAndOfARange() {
    log.append("xx{\"é\":1}yy".getBytes(StandardCharsets.UTF_8), 2, 8);
    log.append("{}".getBytes(StandardCharsets.UTF_8));
    assertThat(Frames.of(log.cursorAfter(0).next()))
        .containsExactly(new Frames.Frame(1, "{\"é\":1}"), new Frames.Frame(2, "{}"));
    assertThat(log.size()).isEqualTo("id: 1\ndata: {\"é\":1}\n\nid: 2\ndata: {}\n\n".length() + 1);
  }

  @Test
  void aReaderGetsFurtherFromSliceToSlice() {
    EventLog.Cursor cursor = log.cursorAfter(0);
    log.append(json(10));
    assertThat(readAll(cursor)).containsExactly(1L);
    assertThat(cursor.next()).isNull();
    log.append(json(100));
    log.append(json(2000));
    assertThat(readAll(cursor)).containsExactly(2L, 3L);
    log.close();
    assertThat(cursor.isAtEnd()).isTrue();
  }

  @Test
  void aReaderIsNotAtTheEndBeforeItHasReadAll() {
    log.append(json(10));
    log.close();
    EventLog.Cursor cursor = log.cursorAfter(0);
    assertThat(cursor.isAtEnd()).isFalse();
    cursor.next();
    assertThat(cursor.isAtEnd()).isTrue();
  }

  @Test
  void aClosedLogTakesNoMore() {
    log.append(json(10));
    log.close();
    assertThatThrownBy(() -> log.append(json(10))).isInstanceOf(IllegalStateException.class);
    assertThat(log.lastId()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 4, Long.MAX_VALUE, Long.MIN_VALUE})
  void thereIsNoPlaceAfterAnEventThatThereIsNot(long id) {
    for (int i = 0; i < 3; i++) {
      log.append(json(10));
    }
    assertThatThrownBy(() -> log.cursorAfter(id)).isInstanceOf(BadEventIdException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aReaderBeginsAfterAnyEvent(boolean onDisk) throws IOException {
    Random random = new Random(7);
    int n = 900;
    for (int i = 0; i < n; i++) {
      log.append(json(2 + random.nextInt(i % 50 == 0 ? 100_000 : 4_000)));
    }
    if (onDisk) {
      log.store();
      assertThat(log.sizeOnDisk()).isPositive();
    }
    for (long after = 0; after <= n; after += after < 700 ? 13 : 1) {
      assertThat(readAll(log.cursorAfter(after))).isEqualTo(numbers(after + 1, n));
    }
  }

  @Test
  void slicesAreAtMost64KiBOrOneLargerEventAlone() {
    int[] sizes = {10, 65_000, 500, 65_536, 200_000, 10, 65_515, 10};
    for (int size : sizes) {
      log.append(json(size));
    }
    assertThat(readAll(log.cursorAfter(0))).isEqualTo(numbers(1, sizes.length));
  }

  @Test
  void aFirstEventLargerThanASliceStaysWhole() {
    byte[] large = json(1_000_000);
    log.append(large);
    log.append(json(10));
    List<Frames.Frame> first = Frames.of(log.cursorAfter(0).next());
    assertThat(first).hasSize(1);
    assertThat(first.get(0).data()).isEqualTo(new String(large, StandardCharsets.UTF_8));
    assertThat(readAll(log.cursorAfter(1))).containsExactly(2L);
  }

  @Test
  void aSmallLogTouchesNoDisk() throws IOException {
    log.append(json(10));
    log.store();
    assertThat(log.sizeOnDisk()).isZero();
    assertThat(file).doesNotExist();
    log.delete();
  }

  @Test
  void memoryKeepsTheNewestAndTheFileTheRest() throws IOException {
    for (int i = 0; i < 3_000; i++) {
      log.append(json(2_000));
      log.store();
    }
    assertThat(log.size() - log.sizeOnDisk())
        .isBetween(1L, (long) MemoryLog.IN_MEMORY + EventLog.SLICE);
    assertThat(Files.size(file)).isEqualTo(log.sizeOnDisk());
    assertThat(readAll(log.cursorAfter(0))).isEqualTo(numbers(1, 3_000));
    log.delete();
    assertThat(file).doesNotExist();
  }

  @Test
  void whatWasSlicedBeforeItMovedToDiskStaysReadable() throws IOException {
    for (int i = 0; i < 600; i++) {
      log.append(json(4_000));
    }
    EventLog.Cursor cursor = log.cursorAfter(0);
    Slice slice = cursor.next();
    List<Frames.Frame> before = Frames.of(slice);
    log.store();
    assertThat(Frames.of(slice)).isEqualTo(before);
    assertThat(readAll(cursor)).isEqualTo(numbers(before.size() + 1, 600));
  }

  @Test
  void whenTheDiskFailsEverythingStaysInMemory() throws IOException {
    Files.createFile(folder.resolve("logs")); // so the folder of the file cannot be made
    for (int i = 0; i < 1_000; i++) {
      log.append(json(2_000));
    }
    assertThatThrownBy(() -> log.store()).isInstanceOf(IOException.class);
    assertThat(log.sizeOnDisk()).isZero();
    assertThat(readAll(log.cursorAfter(0))).isEqualTo(numbers(1, 1_000));
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
      // The first number is the place it took; from there on nothing is missing.
      assertThat(ids).isEqualTo(numbers(ids.get(0), n));
    }
    writer.join();
  }

  private void write(int n) {
    Random random = new Random();
    try {
      for (int i = 0; i < n; i++) {
        log.append(json(2 + random.nextInt(300)));
        if (i % 100 == 0) {
          log.store();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      log.close();
    }
  }

  /** Begins anew at a random place until one read was in the middle of the flow. */
  private List<Long> join(int n) {
    Random random = new Random();
    while (log.lastId() == 0) {
      Thread.onSpinWait();
    }
    long after = random.nextLong(Math.min(log.lastId(), n - 1));
    EventLog.Cursor cursor = log.cursorAfter(after);
    List<Long> ids = new ArrayList<>();
    while (!cursor.isAtEnd()) {
      ids.addAll(readAll(cursor));
      Thread.onSpinWait();
    }
    assertThat(ids.get(0)).isEqualTo(after + 1);
    return ids;
  }
}
