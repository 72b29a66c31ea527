package dev.yera.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
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
