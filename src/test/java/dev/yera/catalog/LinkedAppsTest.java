package dev.yera.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps that are linked into the folder: Kubernetes mounts a ConfigMap so, and people do it too. */
class LinkedAppsTest {
  private final AtomicLong now = new AtomicLong();

  @TempDir private Path parent;
  private Path folder;
  private Catalog catalog;

  @BeforeEach
  void makeCatalog() throws IOException {
    folder = Files.createDirectory(parent.resolve("apps"));
    WorkFolder work = new WorkFolder(parent.resolve("work"));
    catalog = new Catalog(List.of(Folders.of(folder, work, List.of())), now::get);
  }

  private static Path describe(Path file, String identifier, String name) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        "{\"identifier\":\"%s\",\"name\":\"%s\",\"command\":[\"cat\"]}"
            .formatted(identifier, name));
  }

  private Path describe(String file, String identifier) throws IOException {
    return describe(folder.resolve(file), identifier, identifier);
  }

  private void link(String name, String target) throws IOException {
    Path link = folder.resolve(name);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(target));
  }

  private List<String> ids() {
    now.addAndGet(1_000_000_000L);
    return catalog.apps().stream().map(app -> app.id().value()).toList();
  }

  private List<String> reports() {
    return catalog.broken().stream().map(each -> each.place() + ": " + each.problem()).toList();
  }

  /** As the kubelet does it: the new folder first, then {@code ..data} is replaced in one step. */
  private void publish(String version, String name) throws IOException {
    describe(folder.resolve(".." + version).resolve("one.app.json"), "mounted.one", name);
    // What the kubelet writes may have the size and the times of what was there before.
    Files.setLastModifiedTime(
        folder.resolve(".." + version).resolve("one.app.json"), FileTime.fromMillis(1_000));
    link("..data_tmp", ".." + version);
    Files.move(
        folder.resolve("..data_tmp"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void aMountedConfigMapIsReadAndItsNewVersionASecondLater() throws IOException {
    publish("2026_11_22", "old");
    link("one.app.json", "..data/one.app.json");
    assertThat(ids()).containsExactly("mounted.one");
    ListedApp one = catalog.app("mounted.one");
    assertThat(one.name()).isEqualTo("old");
    assertThat(one.place()).isEqualTo("one.app.json");
    assertThat(((CommandApp) one).folder()).isEqualTo(folder.toRealPath());

    publish("2026_11_23", "new");
    assertThat(ids()).containsExactly("mounted.one");
    assertThat(catalog.app("mounted.one").name()).isEqualTo("new");

    Files.delete(folder.resolve("..2026_11_23").resolve("one.app.json"));
    assertThat(ids()).isEmpty();
    assertThatThrownBy(() -> catalog.app("mounted.one")).isInstanceOf(UnknownAppException.class);
    assertThat(reports())
        .containsExactly("one.app.json: its link does not lead to a file or folder");
  }

  @Test
  void aLinkedFileThatIsEditedIsReadAgain() throws IOException {
    Path target = describe("kept/one.app", "linked.one");
    link("one.app.json", "kept/one.app");
    assertThat(ids()).containsExactly("linked.one");
    describe("kept/one.app", "linked.two");
    assertThat(ids()).containsExactly("linked.two");
    Files.delete(target);
    assertThat(ids()).isEmpty();
  }

  @Test
  void anEditThatKeepsSizeAndTimeIsSeen() throws IOException {
    Path file = describe("one.app.json", "plain.one");
    FileTime time = Files.getLastModifiedTime(file);
    assertThat(ids()).containsExactly("plain.one");
    describe("one.app.json", "plain.two");
    Files.setLastModifiedTime(file, time);
    assertThat(ids()).containsExactly("plain.two");
  }

  @Test
  void aLinkedFolderInsideIsRead() throws IOException {
    describe("..data/team/one.app.json", "team.one");
    link("team", "..data/team");
    assertThat(ids()).containsExactly("team.one");
    assertThat(catalog.app("team.one").place()).isEqualTo("team/one.app.json");
    assertThat(reports()).isEmpty();
  }

  @Test
  void theFolderItselfMayBeALink() throws IOException {
    describe("one.app.json", "linked.one");
    Path named = Files.createSymbolicLink(parent.resolve("named"), folder);
    WorkFolder work = new WorkFolder(parent.resolve("work"));
    catalog = new Catalog(List.of(Folders.of(named, work, List.of())), now::get);
    assertThat(ids()).containsExactly("linked.one");
    assertThat(reports()).isEmpty();
  }

  @Test
  void aLinkThatLeavesTheFolderIsRefusedAndReported() throws IOException {
    Path elsewhere = parent.resolve("elsewhere");
    describe(elsewhere.resolve("one.app.json"), "outside.one", "one");
    link("team", elsewhere.toString());
    link("one.app.json", "../elsewhere/one.app.json");
    Files.writeString(elsewhere.resolve("Two.java"), "class Two {}");
    link("Two.java", "team/Two.java");
    link("apps.jar", elsewhere.resolve("gone.jar").toString());
    link("readme.txt", "../elsewhere/one.app.json");
    describe("inside.app.json", "inside");
    assertThat(ids()).containsExactly("inside");
    assertThat(reports())
        .containsExactlyInAnyOrder(
            "team: it is a link that leaves the apps folder",
            "one.app.json: it is a link that leaves the apps folder",
            "Two.java: it is a link that leaves the apps folder",
            "apps.jar: its link does not lead to a file or folder");

    Files.delete(folder.resolve("team"));
    Files.delete(folder.resolve("Two.java"));
    Files.delete(folder.resolve("apps.jar"));
    Files.delete(folder.resolve("one.app.json"));
    assertThat(ids()).containsExactly("inside");
    assertThat(reports()).isEmpty();
  }

  @Test
  void aFolderWhoseNameBeginsLikeOursIsOutside() throws IOException {
    describe(parent.resolve("apps-of-others").resolve("one.app.json"), "outside.one", "one");
    link("team", "../apps-of-others");
    assertThat(ids()).isEmpty();
    assertThat(reports()).containsExactly("team: it is a link that leaves the apps folder");
  }

  @Test
  void whatIsReachedOnSeveralWaysIsReadOnceAndCirclesEnd() throws IOException {
    describe("b/one.app.json", "reached.once");
    link("a", "b");
    link("b/c", "..");
    link("b/again.app.json", "one.app.json");
    link("loop", "loop");
    assertThat(ids()).containsExactly("reached.once");
    assertThat(catalog.app("reached.once").place()).isEqualTo("b/one.app.json");
    assertThat(reports()).containsExactly("loop: its link does not lead to a file or folder");
  }
}
