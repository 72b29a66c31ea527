package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverflowFileTest {
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
}
