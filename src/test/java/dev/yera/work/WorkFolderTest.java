package dev.yera.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkFolderTest {
  @TempDir private Path parent;
  private WorkFolder work;

  @BeforeEach
  void makeWorkFolder() {
    work = new WorkFolder(parent.resolve("a").resolve("work"));
  }

  private static Map<String, byte[]> files(String... namesAndTexts) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      files.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  @Test
  void onlyItsOwnerMayReadIt() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work.root())))
        .isEqualTo("rwx------");
  }

  @Test
  void aFolderOfSomebodyElseIsRefused() throws IOException {
    assertThatThrownBy(() -> new WorkFolder(Path.of("/proc/self")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("yera.work.dir");
    Path file = Files.createFile(parent.resolve("file"));
    assertThatThrownBy(() -> new WorkFolder(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("yera.work.dir");
  }

  private static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  /** To another user; only root can do that. */
  private static void giveAway(Path path) throws IOException {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    Files.setAttribute(path, "unix:uid", 65_534, LinkOption.NOFOLLOW_LINKS);
  }

  private static void assertPrivate(Path folder) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-xr-x", "rwxr-x---", "rwx--x--x"})
  void inAFolderThatOthersCanReadItTakesOneThatTheyCannot(String permissions) throws IOException {
    Path open = Files.createDirectory(parent.resolve("open"));
    allow(open, permissions);
    Path root = new WorkFolder(open).root();
    assertThat(root.getParent()).isEqualTo(open);
    assertPrivate(root);
    assertThat(new WorkFolder(open).root()).as("at the next start").isEqualTo(root);
    assertThat(Files.getPosixFilePermissions(open))
        .as("what an operator chose stays")
        .isEqualTo(PosixFilePermissions.fromString(permissions));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwxrwx", "rwxrwx---"})
  void besideAFolderThatOthersCanWriteToItTakesAnother(String permissions) throws IOException {
    Path open = Files.createDirectory(parent.resolve("open"));
    allow(open, permissions);
    Path root = new WorkFolder(open).root();
    assertThat(root.getParent()).isEqualTo(parent);
    assertPrivate(root);
    assertThat(open).isEmptyDirectory();
  }

  @Test
  void aStickyFolderForAllIsAPlaceForOneOfItsOwn() throws IOException {
    Path open = Files.createDirectory(parent.resolve("open"));
    Files.setAttribute(open, "unix:mode", 0_1777);
    Path root = new WorkFolder(open).root();
    assertThat(root.getParent()).isEqualTo(open);
    assertPrivate(root);
  }

  @Test
  void whatSomebodyElsePutThereFirstIsNotUsed() throws IOException {
    Path theirs = Files.createDirectory(parent.resolve("theirs"));
    allow(theirs, "rwx------");
    giveAway(theirs);
    Path next = Files.createDirectory(parent.resolve("theirs-private"));
    allow(next, "rwx------");
    giveAway(next);
    Path root = new WorkFolder(theirs).root();
    assertThat(root).isEqualTo(parent.resolve("theirs-private-1"));
    assertPrivate(root);
  }

  @Test
  void aLinkOfSomebodyElseIsNotFollowed() throws IOException {
    Path home = Files.createDirectory(parent.resolve("home"));
    allow(home, "rwx------");
    Path link = Files.createSymbolicLink(parent.resolve("link"), home);
    assertThat(new WorkFolder(link).unpacked("jars", files("a", "one")).toRealPath())
        .startsWith(home);
    giveAway(link);
    Path root = new WorkFolder(link).root();
    assertThat(root.toRealPath().getParent()).isEqualTo(parent);
  }

  @Test
  void whatOthersMadeInsideIsNotUsed() throws IOException {
    allow(Files.createDirectory(work.root().resolve("jars")), "rwxrwxrwx");
    Path path = work.unpacked("jars", files("a", "one"));
    assertThat(path.getParent()).isEqualTo(work.root().resolve("jars-1"));
    assertPrivate(path.getParent());
  }

  @Test
  void aWarningSaysWhatIsNotUsed() throws IOException {
    List<String> warnings = new CopyOnWriteArrayList<>();
    Handler log =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            if (entry.getLevel().equals(Level.WARNING)) {
              warnings.add(new SimpleFormatter().formatMessage(entry));
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("dev.yera.work");
    logger.addHandler(log);
    try {
      Path open = Files.createDirectory(parent.resolve("open"));
      allow(open, "rwxr-xr-x");
      Path jar = new WorkFolder(open).unpacked("worker", files("a", "one")).resolve("a");
      Files.writeString(jar, "two");
      new WorkFolder(open).unpacked("worker", files("a", "one"));
      assertThat(warnings)
          .contains(
              open + " is open to others: another folder is used",
              jar.getParent() + " has been changed since it was written: it is not used");
    } finally {
      logger.removeHandler(log);
    }
  }

  interface Change {
    void of(Path folder) throws IOException;
  }

  static Stream<Named<Change>> changes() {
    return Stream.of(
        named("other bytes", folder -> Files.writeString(folder.resolve("a"), "two")),
        named("a file more", folder -> Files.writeString(folder.resolve("z.jar"), "")),
        named("a file less", folder -> Files.delete(folder.resolve("a"))),
        named("another name", folder -> Files.move(folder.resolve("a"), folder.resolve("c"))),
        named(
            "a link to the same",
            folder -> {
              Path moved = Files.move(folder.resolve("a"), folder.resolveSibling("moved"));
              Files.createSymbolicLink(folder.resolve("a"), moved);
            }),
        named("a file that others can write", folder -> allow(folder.resolve("a"), "rw-rw-r--")),
        named("a folder that others can write", folder -> allow(folder, "rwxrwxrwx")));
  }

  private static Named<Change> named(String name, Change change) {
    return Named.of(name, change);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatWasChangedIsNotUsedButWrittenAnew(Change change) throws IOException {
    Map<String, byte[]> files = files("a", "one", "b/c", "");
    Path first = work.unpacked("worker", files);
    change.of(first);
    Path second = new WorkFolder(work.root()).unpacked("worker", files);
    assertThat(second).isNotEqualTo(first);
    assertThat(second.resolve("a")).hasContent("one").isRegularFile();
    assertThat(new WorkFolder(work.root()).unpacked("worker", files)).isEqualTo(second);
  }

  @Test
  void whatBelongsToSomebodyElseIsNotUsed() throws IOException {
    Path first = work.unpacked("worker", files("a", "one"));
    giveAway(first.resolve("a"));
    assertThat(work.unpacked("worker", files("a", "one"))).isNotEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatWasMadeIsMadeAgainWhenItWasChanged(Change change) throws IOException {
    AtomicInteger times = new AtomicInteger();
    WorkFolder.Maker maker =
        () -> {
          times.incrementAndGet();
          return files("a", "one", "b/c", "");
        };
    Path first = work.made("compiled", files("source", "x"), maker);
    assertThat(work.made("compiled", files("source", "x"), maker)).isEqualTo(first);
    assertThat(times).hasValue(1);
    change.of(first);
    Path second = work.made("compiled", files("source", "x"), maker);
    assertThat(second).isNotEqualTo(first);
    assertThat(second.resolve("a")).hasContent("one");
    assertThat(times).hasValue(2);
    assertThat(work.made("compiled", files("source", "x"), maker)).isEqualTo(second);
    assertThat(times).hasValue(2);
  }

  @Test
  void whatSaysWhatWasMadeIsNotBelievedBlindly() throws IOException {
    WorkFolder.Maker maker = () -> files("a", "one");
    Path first = work.made("compiled", files("source", "x"), maker);
    Path other = Files.createDirectory(first.resolveSibling("0".repeat(32)));
    Files.writeString(other.resolve("a"), "two");
    for (String lie : List.of("0".repeat(32), "..", "../../..", "", "\0", "/etc")) {
      try (Stream<Path> entries = Files.list(first.getParent())) {
        for (Path entry : entries.filter(each -> each.toString().endsWith(".made")).toList()) {
          Files.writeString(entry, lie);
        }
      }
      assertThat(work.made("compiled", files("source", "x"), maker)).as(lie).isEqualTo(first);
    }
  }

  @Test
  void whatCannotBeReadWholeLeavesNothing() throws IOException {
    Map<String, WorkFolder.Content> files = new LinkedHashMap<>();
    files.put("a", () -> new ByteArrayInputStream(new byte[10]));
    files.put(
        "b",
        () -> {
          throw new IOException("gone");
        });
    assertThatThrownBy(() -> work.copied("jars", files)).hasMessage("gone");
    assertThat(work.root().resolve("jars")).isEmptyDirectory();
  }

  @Test
  void theSameFilesAreAtTheSamePathInEveryServer() throws IOException {
    Path path = work.unpacked("jars", files("a.jar", "one", "b/c.jar", "two"));
    assertThat(path.resolve("a.jar")).hasContent("one");
    assertThat(path.resolve("b/c.jar")).hasContent("two");
    Path again =
        new WorkFolder(work.root()).unpacked("jars", files("b/c.jar", "two", "a.jar", "one"));
    assertThat(again).isEqualTo(path);
    assertThat(path.getParent()).isEqualTo(work.root().resolve("jars"));
    assertThat(path.getFileName().toString()).matches("[0-9a-f]{32}");
  }

  @Test
  void otherNamesOrBytesAreAtAnotherPath() throws IOException {
    List<Path> paths =
        List.of(
            work.unpacked("jars", files("a", "one")),
            work.unpacked("jars", files("a", "two")),
            work.unpacked("jars", files("b", "one")),
            work.unpacked("jars", files("a", "one", "b", "")),
            work.unpacked("jars", files("a", "", "b", "one")),
            work.unpacked("jars", files()));
    assertThat(paths).doesNotHaveDuplicates();
  }

  @Test
  void whatIsThereIsNotWrittenAgain() throws IOException {
    Path path = work.unpacked("jars", files("a", "one"));
    Files.setLastModifiedTime(path.resolve("a"), FileTime.fromMillis(1_000));
    work.unpacked("jars", files("a", "one"));
    assertThat(Files.getLastModifiedTime(path.resolve("a")).toMillis()).isEqualTo(1_000);
  }

  @RepeatedTest(20)
  void manyServersMayUnpackAtOnce() throws IOException {
    Map<String, byte[]> files = files("a", "x".repeat(100_000), "b/c", "y");
    List<CompletableFuture<Path>> paths =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            return work.unpacked("jars", files);
                          } catch (IOException e) {
                            throw new UncheckedIOException(e);
                          }
                        },
                        run -> new Thread(run).start()))
            .toList();
    assertThat(paths.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    try (Stream<Path> left = Files.list(work.root().resolve("jars"))) {
      assertThat(left).hasSize(1);
    }
  }
}
