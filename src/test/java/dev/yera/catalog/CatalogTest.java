package dev.yera.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {
  private static final long SECOND = 1_000_000_000L;

  /** Near the end of its range: monotonic time may begin anywhere. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND / 2);

  @TempDir private Path folder;
  @TempDir private Path work;
  private Catalog catalog;

  @BeforeEach
  void makeCatalog() {
    catalog = of(in(folder));
  }

  private FolderApps in(Path apps) {
    return Folders.of(apps, new WorkFolder(work), List.of());
  }

  private Catalog of(Source... sources) {
    return new Catalog(List.of(sources), now::get);
  }

  private void describe(String file, String identifier) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "{\"identifier\":\"%s\",\"command\":[\"cat\"]}".formatted(identifier));
  }

  private List<String> ids() {
    return catalog.apps().stream().map(app -> app.id().value()).toList();
  }

  private void passSecond() {
    now.addAndGet(SECOND);
  }

  @Test
  void appsAreFoundInTheFolderAndBelowAndListedById() throws IOException {
    describe("b.app.json", "b.app");
    describe("deep/er/a.app.json", "a.app");
    describe("other.json", "not.this");
    describe(".hidden/c.app.json", "not.this.either");
    Files.writeString(folder.resolve("readme.txt"), "hello");
    assertThat(ids()).containsExactly("a.app", "b.app");
    assertThat(catalog.app("a.app").place()).isEqualTo("deep/er/a.app.json");
    assertThat(catalog.broken()).isEmpty();
  }

  @Test
  void aFolderThatIsNotThereHasNoAppsUntilItIs() throws IOException {
    catalog = of(in(folder.resolve("later")));
    assertThat(ids()).isEmpty();
    describe("later/a.app.json", "a");
    passSecond();
    assertThat(ids()).containsExactly("a");
  }

  @Test
  void theFolderIsLookedAtAgainAtMostOnceASecond() throws IOException {
    describe("a.app.json", "a");
    assertThat(ids()).containsExactly("a");
    describe("b.app.json", "b");
    now.addAndGet(SECOND - 1);
    assertThat(ids()).containsExactly("a");
    now.addAndGet(1);
    assertThat(ids()).containsExactly("a", "b");
  }

  @Test
  void aFileThatChangedIsReadAgainAndOneThatWentIsGone() throws IOException {
    describe("a.app.json", "a");
    describe("b.app.json", "b");
    assertThat(ids()).containsExactly("a", "b");
    describe("a.app.json", "c");
    Files.setLastModifiedTime(
        folder.resolve("a.app.json"), FileTime.from(Instant.now().plusSeconds(5)));
    Files.delete(folder.resolve("b.app.json"));
    passSecond();
    assertThat(ids()).containsExactly("c");
    assertThatThrownBy(() -> catalog.app("a")).isInstanceOf(UnknownAppException.class);
  }

  @Test
  void anAppThatWasTakenStaysAsItWas() throws IOException {
    describe("a.app.json", "a");
    ListedApp taken = catalog.app("a");
    Files.delete(folder.resolve("a.app.json"));
    passSecond();
    assertThat(ids()).isEmpty();
    assertThat(taken.id().value()).isEqualTo("a");
  }

  @Test
  void whatIsBrokenIsReportedAndHidesNoOther() throws IOException {
    describe("a.app.json", "a");
    describe("broken.app.json", "not an id");
    Files.writeString(folder.resolve("empty.app.json"), "");
    assertThat(ids()).containsExactly("a");
    assertThat(catalog.broken().stream().map(BrokenApp::place))
        .containsExactlyInAnyOrder("broken.app.json", "empty.app.json");
    Files.writeString(
        folder.resolve("broken.app.json"), "{\n  \"identifier\": \"x\"\n  \"name\": 1\n}");
    passSecond();
    assertThat(catalog.broken())
        .filteredOn(each -> each.place().equals("broken.app.json"))
        .singleElement()
        .satisfies(each -> assertThat(List.of(each.line(), each.column())).containsExactly(3, 3));
    describe("broken.app.json", "mended.now");
    passSecond();
    assertThat(ids()).containsExactly("a", "mended.now");
    assertThat(catalog.broken()).hasSize(1);
  }

  @Test
  void ofTwoAppsWithOneIdTheFirstCountsAndTheOtherIsReportedWithBothPlaces() throws IOException {
    describe("z/same.app.json", "same");
    describe("a/same.app.json", "same");
    assertThat(catalog.app("same").place()).isEqualTo("a/same.app.json");
    BrokenApp second = catalog.broken().iterator().next();
    assertThat(second.place()).isEqualTo("z/same.app.json");
    assertThat(second.problem()).contains("a/same.app.json");
  }

  @Test
  void anEarlierSourceComesBeforeALaterOne() throws IOException {
    describe("first/z.app.json", "same");
    describe("second/a.app.json", "same");
    describe("second/b.app.json", "other");
    catalog = of(in(folder.resolve("first")), in(folder.resolve("second")));
    assertThat(ids()).containsExactly("other", "same");
    assertThat(catalog.app("same").place()).isEqualTo("z.app.json");
    assertThat(catalog.broken()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "", "a b", "../a", "A"})
  void anUnknownIdIsRefused(String id) throws IOException {
    describe("a.app.json", "a");
    assertThatThrownBy(() -> catalog.app(id))
        .isInstanceOfSatisfying(
            UnknownAppException.class, e -> assertThat(e.appId()).isEqualTo(id));
  }
}
