package dev.yera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.settings.StoreSync;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The promises of a log in a file, of one that is sealed; and what only that one promises. */
class SealedLogTest extends FileLogTest {
  private static final SessionKey KEY = new SessionKey(SessionKey.random());

  @Override
  LogBytes content() {
    return new SealedBytes(file(), "one", KEY);
  }

  @Override
  void showsTheFrames() throws IOException {
    String all = Files.readString(file(), StandardCharsets.ISO_8859_1);
    assertThat(all).doesNotContain("id:").doesNotContain("xx");
  }

  private static FileLog log(LogBytes content) throws IOException {
    return FileLog.of(content, true, new Syncer(StoreSync.NEVER, new Trouble()), () -> {});
  }

  private byte[] threeRecords() throws IOException {
    FileLog log = log(content());
    for (int i = 0; i < 3; i++) {
      content().write(log.size(), frame(i + 1), 0, frame(i + 1).length);
      log = log(content());
    }
    assertThat(log.lastId()).isEqualTo(3);
    return Files.readAllBytes(file());
  }

  private static byte[] frame(int id) {
    return "id: %d\ndata: {}\n\n".formatted(id).getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aChangedBitIsNoticed() throws IOException {
    byte[] all = threeRecords();
    for (int i = 4; i < all.length / 3; i += 3) {
      all[i] ^= 1;
      Files.write(file(), all);
      assertThatThrownBy(() -> log(content()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("has been changed");
      all[i] ^= 1;
    }
    Files.write(file(), all);
    assertThat(log(content()).lastId()).isEqualTo(3);
  }

  @Test
  void recordsThatChangedTheirPlacesAreNoticed() throws IOException {
    byte[] all = threeRecords();
    int record = all.length / 3;
    byte[] first = new byte[record];
    System.arraycopy(all, 0, first, 0, record);
    System.arraycopy(all, record, all, 0, record);
    System.arraycopy(first, 0, all, record, record);
    Files.write(file(), all);
    assertThatThrownBy(() -> log(content())).hasMessageContaining("has been changed");
  }

  @Test
  void aRecordOfAnotherSessionIsNoRecord() throws IOException {
    byte[] all = threeRecords();
    assertThat(all).isNotEmpty();
    assertThat(log(new SealedBytes(file(), "two", KEY)).lastId()).isZero();
  }

  @Test
  void whatIsChangedWhileItIsReadIsNotShown() throws IOException {
    byte[] all = threeRecords();
    FileLog log = log(content());
    EventLog.Cursor cursor = log.cursorAfter(0);
    all[all.length - 1] ^= 1;
    Files.write(file(), all);
    assertThatThrownBy(cursor::next).isInstanceOf(UncheckedIOException.class);
  }
}
