package dev.yera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.it.SmallDisk;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverflowFileTest {
  private static final int MIB = 1 << 20;

  @TempDir private Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatWasAppendedIsReadFromItsPlace() throws IOException {
    OverflowFile file = new OverflowFile(folder.resolve("a").resolve("b"));
    assertThat(file.append(bytes("one, and more"), 3)).isEqualTo(0);
    assertThat(file.append(bytes("three"), 5)).isEqualTo(3);
    assertThat(file.read(3, 5)).asString().isEqualTo("three");
    assertThat(file.read(0, 3)).asString().isEqualTo("one");
    file.delete();
    assertThat(folder.resolve("a").resolve("b")).doesNotExist();
  }

  @Test
  void anInterruptedReaderDoesNotDisturbTheOthers() throws IOException {
    OverflowFile file = new OverflowFile(folder.resolve("log"));
    file.append(bytes("text"), 4);
    Thread.currentThread().interrupt();
    try {
      assertThat(file.read(0, 4)).asString().isEqualTo("text");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    file.append(bytes("more"), 4);
    assertThat(file.read(4, 4)).asString().isEqualTo("more");
  }

  @Test
  void aFileThatWasNeverWrittenIsNotThere() throws IOException {
    OverflowFile file = new OverflowFile(folder.resolve("log"));
    file.delete();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFullDiskIsReported() throws IOException {
    Path full = Files.createSymbolicLink(folder.resolve("log"), Path.of("/dev/full"));
    OverflowFile file = new OverflowFile(full);
    assertThatThrownBy(() -> file.append(bytes("text"), 4)).isInstanceOf(IOException.class);
  }

  @Test
  void whatIsNotThereIsNotMadeUp() throws IOException {
    OverflowFile file = new OverflowFile(folder.resolve("log"));
    file.append(bytes("text"), 4);
    assertThatThrownBy(() -> file.read(2, 4)).isInstanceOf(EOFException.class);
  }

  @Test
  void halfOfAWriteThatFailedDoesNotShiftTheNext() throws IOException {
    try (SmallDisk disk = new SmallDisk(folder.resolve("disk"), "4m")) {
      disk.fillBut(2 * MIB);
      OverflowFile file = new OverflowFile(folder.resolve("disk/log"));
      byte[] first = filled(MIB, 1);
      byte[] second = filled(MIB + MIB / 2, 2);
      long begin = file.append(first, first.length);
      assertThatThrownBy(() -> file.append(second, second.length)).isInstanceOf(IOException.class);
      disk.empty();
      long next = file.append(second, second.length);
      assertThat(Arrays.mismatch(file.read(begin, first.length), first)).isEqualTo(-1);
      assertThat(Arrays.mismatch(file.read(next, second.length), second)).isEqualTo(-1);
      file.delete();
    }
  }

  private static byte[] filled(int size, int value) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (value + i % 50);
    }
    return bytes;
  }
}
