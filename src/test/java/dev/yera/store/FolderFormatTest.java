package dev.yera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.settings.StoreSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of an older server are brought up to date; those of a newer one are left alone. */
class FolderFormatTest {
  private static final int OURS = 1 + FolderFormat.STEPS.size();

  @TempDir Path folder;

  private SessionStore open() {
    return new FileStore(folder, StoreSync.SECOND, Optional.empty(), task -> {});
  }

  private String mark() throws IOException {
    return Files.readString(folder.resolve("format")).strip();
  }

  @Test
  void aNewFolderSaysWhatItIs() throws IOException {
    open().close();
    assertThat(mark()).isEqualTo(Integer.toString(OURS));
    open().close();
  }

  @Test
  void aFolderFromBeforeThereWereMarksIsUsed() throws IOException {
    open().close();
    Files.delete(folder.resolve("format"));
    open().close();
    assertThat(mark()).isEqualTo(Integer.toString(OURS));
  }

  @Test
  void whatANewerServerWroteIsRefusedAndNotTouched() throws IOException {
    Path part = Files.createDirectories(folder.resolve("sessions/3f"));
    Files.writeString(part.resolve("3f.log"), "of no session, as we see it");
    Files.writeString(folder.resolve("format"), "99\n");
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "yera.store.dir cannot be used: %s (its files are of format 99, and this version knows"
                + " formats up to %d: start the version that wrote them, or a newer one)",
            folder, OURS);
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.map(each -> folder.relativize(each).toString()))
          .containsExactlyInAnyOrder("", "format", "sessions", "sessions/3f", "sessions/3f/3f.log");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "two", "1111111111111111111111111111111111"})
  void aMarkThatIsNoneIsRefused(String mark) throws IOException {
    Files.writeString(folder.resolve("format"), mark);
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(folder.resolve("format") + " is no number");
  }

  @Test
  void eachStepIsDoneOnceAndOneThatFailedIsDoneAgain() throws IOException {
    List<String> done = new ArrayList<>();
    FolderFormat.Step first = there -> done.add("first in " + there.getFileName());
    FolderFormat.Step second = there -> done.add("second");
    FolderFormat.Step broken =
        there -> {
          throw new IOException("the disk is full");
        };
    assertThatThrownBy(() -> new FolderFormat(folder, List.of(first, broken)).update())
        .hasMessage("the disk is full");
    assertThat(mark()).isEqualTo("2");
    new FolderFormat(folder, List.of(first, second)).update();
    new FolderFormat(folder, List.of(first, second)).update();
    assertThat(mark()).isEqualTo("3");
    assertThat(done).containsExactly("first in " + folder.getFileName(), "second");
  }
}
