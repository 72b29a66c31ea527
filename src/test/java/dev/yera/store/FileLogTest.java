package dev.yera.store;

import static dev.yera.store.SessionStorePromises.fill;
import static dev.yera.store.SessionStorePromises.json;
import static dev.yera.store.SessionStorePromises.numbers;
import static dev.yera.store.SessionStorePromises.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.Patience;
import dev.yera.settings.StoreSync;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileLogTest {
  @TempDir private Path folder;
  private Path file;
  private FileLog log;

  @BeforeEach
  void makeLog() {
    file = folder.resolve("session.log");
    log = FileLog.empty(content(), new Syncer(StoreSync.NEVER, new Trouble()), () -> {});
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
  void aDeletedLogHasNoFile() throws IOException {
    fill(log, 10);
    log.delete();
    assertThat(file).doesNotExist();
    assertThatThrownBy(log::force).isInstanceOf(FileNotFoundException.class);
    assertThat(file).as("a late sync does not bring it back").doesNotExist();
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
    assertThat(syncer.isIdle()).isTrue();
    assertThat(syncer.syncs()).isEqualTo(mode == StoreSync.NEVER ? 0 : 2);
    thread.join(Patience.PATIENCE.toMillis());
    assertThat(thread.isAlive()).isFalse();
  }
}
