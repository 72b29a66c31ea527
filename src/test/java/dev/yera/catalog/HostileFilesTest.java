package dev.yera.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no files, or too much of one: they are reported, and nobody waits for them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFilesTest {
  private static final int MIB = 1 << 20;

  private final AtomicLong now = new AtomicLong();

  @TempDir private Path parent;
  private Path folder;
  private Catalog catalog;

  @BeforeEach
  void makeCatalog() throws IOException {
    folder = Files.createDirectory(parent.resolve("apps"));
    WorkFolder work = new WorkFolder(parent.resolve("work"));
    catalog = new Catalog(List.of(Folders.of(folder, work, List.of())), now::get);
    describe("good.app.json", 0);
  }

  /** A description that has this many bytes at least. */
  private void describe(String file, int size) throws IOException {
    String json =
        "{\"identifier\":\"%s\",\"command\":[\"cat\"]}"
            .formatted(file.substring(0, file.length() - ".app.json".length()));
    Files.writeString(folder.resolve(file), json + " ".repeat(Math.max(0, size - json.length())));
  }

  private List<String> ids() {
    now.addAndGet(1_000_000_000L);
    return catalog.apps().stream().map(app -> app.id().value()).toList();
  }

  private List<String> reports() {
    return catalog.broken().stream().map(each -> each.place() + ": " + each.problem()).toList();
  }

  @Test
  void aFifoIsReportedAndNobodyWaitsForIt() throws Exception {
    List<String> command = new ArrayList<>(List.of("mkfifo"));
    for (String name : List.of("x.app.json", "X.java", "x.jar", "..x")) {
      command.add(folder.resolve(name).toString());
    }
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    Files.createSymbolicLink(folder.resolve("y.app.json"), Path.of("..x"));
    assertThat(ids()).containsExactly("good");
    assertThat(reports())
        .containsExactlyInAnyOrder(
            "x.app.json: it is not a regular file",
            "X.java: it is not a regular file",
            "x.jar: it is not a regular file",
            "y.app.json: it is not a regular file");
  }

  @Test
  void aSocketIsReported() throws IOException {
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(folder.resolve("x.app.json")));
      assertThat(ids()).containsExactly("good");
      assertThat(reports()).containsExactly("x.app.json: it is not a regular file");
    }
  }

  @Test
  void aDescriptionHasAtMostOneMebibyte() throws IOException {
    describe("whole.app.json", MIB);
    describe("large.app.json", MIB + 1);
    assertThat(ids()).containsExactly("good", "whole");
    assertThat(reports())
        .containsExactly("large.app.json: it has 1048577 bytes, but at most 1048576 are allowed");
    describe("large.app.json", MIB);
    assertThat(ids()).containsExactly("good", "large", "whole");
  }

  @Test
  void aSourceHasAtMostOneMebibyte() throws IOException {
    Files.writeString(folder.resolve("Large.java"), "class Large {}" + "\n".repeat(MIB));
    assertThat(ids()).containsExactly("good");
    assertThat(reports())
        .containsExactly("Large.java: it has 1048590 bytes, but at most 1048576 are allowed");
  }

  @Test
  void aJarHasAtMost256Mebibytes() throws IOException {
    try (RandomAccessFile jar = new RandomAccessFile(folder.resolve("x.jar").toFile(), "rw")) {
      jar.setLength((256L << 20) + 1);
    }
    assertThat(ids()).containsExactly("good");
    assertThat(reports())
        .containsExactly("x.jar: it has 268435457 bytes, but at most 268435456 are allowed");
  }

  @Test
  void whoAsksWhileTheFolderIsReadGetsWhatIsKnown() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch slow = new CountDownLatch(1);
    Source disk =
        () -> {
          if (now.get() > 0) {
            reading.countDown();
            await(slow);
          }
          CommandApp app =
              Description.read(
                  folder.resolve("good.app.json"),
                  "{\"identifier\":\"at-%d\",\"command\":[\"cat\"]}"
                      .formatted(now.get())
                      .getBytes(StandardCharsets.UTF_8),
                  "");
          return new Source.Found(List.of(app), List.of());
        };
    catalog = new Catalog(List.of(disk), now::get);
    assertThat(catalog.app("at-0")).isNotNull();
    now.set(2_000_000_000L);
    CompletableFuture<List<String>> patient =
        CompletableFuture.supplyAsync(
            () -> catalog.apps().stream().map(app -> app.id().value()).toList(),
            run -> new Thread(run).start());
    await(reading);
    assertThat(catalog.app("at-0")).as("nobody else waits").isNotNull();
    assertThat(catalog.broken()).isEmpty();
    slow.countDown();
    assertThat(patient.get()).containsExactly("at-2000000000");
    assertThat(catalog.app("at-2000000000")).isNotNull();
  }

  @Test
  void whoAsksFirstWaitsForTheFirstReading() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    Source disk =
        () -> {
          await(slow);
          return Folders.of(folder, new WorkFolder(parent.resolve("work")), List.of()).look();
        };
    catalog = new Catalog(List.of(disk), now::get);
    List<CompletableFuture<List<String>>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(CompletableFuture.supplyAsync(this::ids, run -> new Thread(run).start()));
    }
    slow.countDown();
    for (CompletableFuture<List<String>> each : all) {
      assertThat(each.get()).containsExactly("good");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
