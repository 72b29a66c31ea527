package dev.yera.store;

import static dev.yera.store.SessionStorePromises.json;
import static dev.yera.store.SessionStorePromises.numbers;
import static dev.yera.store.SessionStorePromises.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.session.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryLogTest {
  @TempDir private Path folder;
  private Path file;
  private MemoryLog log;

  @BeforeEach
  void makeLog() {
    file = folder.resolve("logs").resolve("session");
    log = new MemoryLog(file, () -> {});
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
}
