package dev.yera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.Thorough;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFilesTest extends AuditPromises {
  private static final Duration KEPT = Duration.ofDays(10);

  @TempDir Path folder;

  @Override
  AuditBook open() {
    return opened(folder.resolve("audit"));
  }

  private static AuditFiles opened(Path folder) {
    return new AuditFiles(folder, KEPT, Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private Path today() {
    return folder.resolve("audit").resolve("2026-11-22.jsonl");
  }

  private List<String> sessions() {
    return read(book, ALL, 2).stream().map(each -> each.session().orElseThrow()).toList();
  }

  @Test
  void onlyThisUserCanReadThem() throws IOException {
    book.append(entry(NOON, "u proxy ann", "s"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(today())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(today().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void aLineThatWasCutIsPassedOverAndHarmsNoOther() throws IOException {
    book.append(entry(NOON, "u proxy ann", "one"));
    byte[] whole = Files.readAllBytes(today());
    book.append(entry(NOON, "u proxy ann", "cut"));
    byte[] both = Files.readAllBytes(today());
    for (int end = whole.length; end < both.length; end++) {
      Files.write(today(), Arrays.copyOf(both, end));
      book = open(); // the server's next start
      assertThat(sessions()).as("cut at %d", end).containsExactly("one");
      book.append(entry(NOON, "u proxy ann", "two"));
      boolean isWhole = end == both.length - 1; // but its end, which is put in its place
      assertThat(sessions())
          .as("cut at %d", end)
          .isEqualTo(isWhole ? List.of("two", "cut", "one") : List.of("two", "one"));
    }
  }

  @Test
  void afterAFailedWriteItGoesOn() throws IOException {
    Path audit = folder.resolve("audit");
    book.append(entry(NOON, "u proxy ann", "one"));
    Files.move(audit, folder.resolve("elsewhere"));
    Files.writeString(audit, "no folder");
    assertThatThrownBy(() -> book.append(entry(NOON, "u proxy ann", "lost")))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> book.page(ALL)).isInstanceOf(StoreException.class);
    Files.delete(audit);
    Files.move(folder.resolve("elsewhere"), audit);
    book.append(entry(NOON, "u proxy ann", "two"));
    assertThat(sessions()).containsExactly("two", "one");
  }

  @Test
  void aFileThatIsTakenAwayIsMadeAgain() throws IOException {
    book.append(entry(NOON, "u proxy ann", "one"));
    Files.move(today(), folder.resolve("taken"));
    book.append(entry(NOON, "u proxy ann", "two"));
    assertThat(sessions()).containsExactly("two");
  }

  @Test
  void oldDaysAreRemovedAndOtherFilesAreNot() throws IOException {
    AuditFiles longer =
        new AuditFiles(
            folder.resolve("audit"), KEPT.multipliedBy(2), Clock.fixed(NOON, ZoneOffset.UTC));
    for (int day = 0; day < 15; day++) {
      longer.append(entry(NOON.minus(Duration.ofDays(day)), "u proxy ann", "day " + day));
    }
    Files.writeString(folder.resolve("audit").resolve("notes.txt"), "an operator's");
    book = open();
    book.append(entry(NOON, "u proxy ann", "now"));
    assertThat(sessions()).hasSize(12).startsWith("now").endsWith("day 10");
    assertThat(folder.resolve("audit").resolve("2026-11-12.jsonl")).exists();
    assertThat(folder.resolve("audit").resolve("2026-11-11.jsonl")).doesNotExist();
    assertThat(folder.resolve("audit").resolve("notes.txt")).exists();
  }

  @Test
  void aServerWithoutAFolderStarts() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    AuditFiles none = opened(file.resolve("audit"));
    assertThatThrownBy(() -> none.append(entry(NOON, "u proxy ann", "s")))
        .isInstanceOf(StoreException.class);
  }

  /** A page costs what it has, and a search says where it goes on. */
  @Thorough
  @Test
  void aMillionEntriesArePaged() throws IOException {
    int many = 1_000_000;
    String line = new String(entry(NOON, "u proxy ann", "?").line(), StandardCharsets.UTF_8);
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(today(), StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
      for (int i = 0; i < many; i++) {
        out.write(line.replace("?", Integer.toString(i)).getBytes(StandardCharsets.UTF_8));
      }
    }
    AuditQuery rare =
        new AuditQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("0"),
            Optional.empty(),
            10);
    int pages = 0;
    AuditPage page;
    Optional<String> place = Optional.empty();
    do {
      page = book.page(part(rare, place, 10));
      place = page.next();
      pages++;
    } while (place.isPresent() && page.entries().isEmpty());
    assertThat(page.entries()).hasSize(1);
    assertThat(pages).isEqualTo(many / AuditFiles.MOST_LOOKED_AT);

    AuditPage middle =
        book.page(part(ALL, Optional.of("2026-11-22 " + Files.size(today()) / 2), 200));
    List<Integer> numbers =
        middle.entries().stream().map(each -> Integer.valueOf(each.session().get())).toList();
    int first = numbers.get(0);
    assertThat(numbers).isEqualTo(IntStream.range(0, 200).mapToObj(i -> first - i).toList());
  }
}
