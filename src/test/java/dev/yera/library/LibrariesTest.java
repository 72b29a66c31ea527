package dev.yera.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.work.WorkFolder;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Libraries from a Maven repository, by Maven's settings. */
class LibrariesTest {
  @TempDir private Path folder;
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final AtomicLong now = new AtomicLong();
  private OwnRepository repository;
  private Libraries libraries;

  @BeforeEach
  void open() throws IOException {
    repository = new OwnRepository(folder.resolve("maven"));
    libraries = libraries(repository.maven());
  }

  private Libraries libraries(ContextOverrides maven) {
    return new Libraries(new WorkFolder(folder.resolve("work")), threads::add, maven, now::get);
  }

  private static List<Coordinates> list(String... coordinates) {
    return Stream.of(coordinates).map(Coordinates::of).toList();
  }

  /** After another thread has done its work. */
  private Outcome outcome(String... coordinates) {
    libraries.of(list(coordinates));
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
    return libraries.of(list(coordinates));
  }

  private List<String> found(String... coordinates) {
    Outcome outcome = outcome(coordinates);
    assertThat(outcome).isInstanceOf(Outcome.Found.class);
    return ((Outcome.Found) outcome)
        .jars().stream().map(jar -> jar.getFileName().toString()).toList();
  }

  private Outcome.Missing missing(String... coordinates) {
    Outcome outcome = outcome(coordinates);
    assertThat(outcome).isInstanceOf(Outcome.Missing.class);
    return (Outcome.Missing) outcome;
  }

  @Test
  void aLibraryComesWithWhatItNeedsThroughTheMirrorOfTheSettings() throws IOException {
    repository.put("org.a:base:1", "base");
    repository.put("org.a:top:2", "top", "org.a:base:1");
    assertThat(found("org.a:top:2")).containsExactly("org.a.top-2.jar", "org.a.base-1.jar");
  }

  @Test
  void nobodyWaitsAndTheSameIsFetchedOnce() throws IOException {
    repository.put("org.a:base:1", "base");
    assertThat(libraries.of(list("org.a:base:1"))).isInstanceOf(Outcome.Fetching.class);
    assertThat(libraries.of(list("org.a:base:1"))).isInstanceOf(Outcome.Fetching.class);
    assertThat(threads).hasSize(1);
    Outcome outcome = outcome("org.a:base:1");
    assertThat(libraries.of(list("org.a:base:1"))).isSameAs(outcome);
    assertThat(threads).isEmpty();
  }

  @Test
  void itsCopyStaysWhenTheLocalRepositoryIsEmptied() throws IOException {
    repository.put("org.a:base:1", "base");
    Outcome.Found found = (Outcome.Found) outcome("org.a:base:1");
    Files.delete(repository.local("org/a/base/1/base-1.jar"));
    assertThat(found.jars()).allMatch(Files::isRegularFile);
  }

  @Test
  void aBomSaysVersions() throws IOException {
    repository.put("org.a:base:1", "base");
    repository.put("org.a:base:3", "newer");
    repository.put("org.a:top:2", "top", "org.a:base:1");
    repository.putBom("org.a:bom:9", "org.a:base:3", "org.a:top:2");
    assertThat(found("org.a:bom:9@pom", "org.a:top"))
        .containsExactly("org.a.top-2.jar", "org.a.base-3.jar");
    assertThat(missing("org.a:top").problem())
        .isEqualTo("org.a:top has no version, and no BOM (…@pom) says it");
  }

  @Test
  void whatIsNotThereIsNamedAndTriedAgainAMinuteLater() throws IOException {
    repository.put("org.a:base:1", "base");
    Outcome.Missing missing = missing("org.a:base:1", "org.b:none:7");
    assertThat(missing.culprit()).isEqualTo(Coordinates.of("org.b:none:7"));
    assertThat(missing.problem())
        .startsWith("org.b:none:7 cannot be had from Maven's repositories (Could not find")
        .doesNotContain(folder.toString());
    now.addAndGet(Libraries.AGAIN.toNanos() - 1);
    assertThat(libraries.of(list("org.a:base:1", "org.b:none:7"))).isSameAs(missing);
    assertThat(threads).isEmpty();
    repository.put("org.b:none:7", "there now");
    now.addAndGet(1);
    assertThat(libraries.of(list("org.a:base:1", "org.b:none:7"))).isSameAs(missing);
    assertThat(threads).hasSize(1);
    assertThat(found("org.a:base:1", "org.b:none:7")).hasSize(2);
  }

  @Test
  void offlineOfTheSettingsIsSaid() throws IOException {
    repository.put("org.a:base:1", "base");
    assertThat(found("org.a:base:1")).hasSize(1);
    repository.put("org.a:other:1", "other");
    repository.settings("<offline>true</offline>", "https://127.0.0.1:1/");
    libraries = libraries(repository.maven());
    assertThat(found("org.a:base:1")).hasSize(1);
    assertThat(missing("org.a:other:1").problem())
        .isEqualTo(
            "org.a:other:1 is not in Maven's local repository, and Maven's settings here say"
                + " offline");
  }

  @Test
  void aRepositoryThatDoesNotAnswerIsTheReason() throws IOException {
    repository.settings("", "https://name:secret@127.0.0.1:1/");
    assertThat(missing("org.a:base:1").problem())
        .startsWith("org.a:base:1 cannot be had from Maven's repositories (")
        .doesNotContain("secret");
  }

  @Test
  void whatALibraryNeedsIsNamedWithIt() throws IOException {
    repository.put("org.a:top:2", "top", "org.a:base:1");
    Outcome.Missing missing = missing("org.a:top:2");
    assertThat(missing.problem()).startsWith("org.a:top:2 needs org.a:base:1, which cannot be had");
    assertThat(missing.culprit()).isEqualTo(Coordinates.of("org.a:top:2"));
  }

  /** Its peer is a listener that nobody answers for. */
  @Test
  void aRepositoryThatHangsHoldsUpNoOtherApp() throws Exception {
    repository.put("org.a:base:1", "base");
    assertThat(found("org.a:base:1")).hasSize(1);
    Thread hanging;
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      repository.settings("", "http://127.0.0.1:%d/".formatted(silent.getLocalPort()));
      libraries = libraries(repository.maven());
      libraries.of(list("org.a:hangs:1"));
      threads.remove().run();
      hanging = new Thread(threads.remove());
      hanging.start();
      try (Socket asked = silent.accept()) {
        assertThat(asked.getInputStream().read()).isEqualTo('G');
        assertThat(found("org.a:base:1")).hasSize(1);
        assertThat(libraries.of(list("org.a:hangs:1"))).isInstanceOf(Outcome.Fetching.class);
      }
    }
    hanging.join();
    assertThat(missing("org.a:hangs:1").problem()).startsWith("org.a:hangs:1 cannot be had");
  }

  /** One that sends a little now and then is never silent. */
  @Test
  void whatTakesTooLongIsGivenUp() throws IOException {
    repository.put("org.a:base:1", "base");
    AtomicLong looks = new AtomicLong();
    libraries =
        new Libraries(
            new WorkFolder(folder.resolve("work")),
            threads::add,
            repository.maven(),
            () -> looks.getAndAdd(TransferLimit.LONGEST.toNanos()));
    assertThat(missing("org.a:base:1").problem()).contains("(it takes longer than 5 minutes)");
  }

  /** A library must not send the server's secrets to where it says. */
  @Test
  void aLibraryReadsNothingOfTheServerAndNamesNoRepositories() throws Exception {
    try (ServerSocket elsewhere = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      elsewhere.setSoTimeout(1);
      repository.putPom(
          "org.a:spy:1",
          """
          <repositories><repository><id>spy</id>
            <url>http://127.0.0.1:%d/${user.dir}/${env.PATH}</url></repository></repositories>
          <dependencies><dependency><groupId>org.a</groupId>
            <artifactId>base</artifactId><version>${user.dir}${env.PATH}</version></dependency>
          </dependencies>
          """
              .formatted(elsewhere.getLocalPort()));
      repository.mirrorOf("central");
      libraries = libraries(repository.maven());
      assertThat(missing("org.a:spy:1").problem())
          .startsWith("org.a:spy:1 ")
          .doesNotContain(System.getProperty("user.dir"));
      assertThatThrownBy(elsewhere::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void settingsThatCannotBeReadAreThisAppsProblemOnly() throws IOException {
    repository.settings("<this is no XML", "");
    assertThat(missing("org.a:base:1").problem())
        .isEqualTo("the server cannot resolve libraries; its log says why");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a:b:",
        "a:b:1:c:d",
        "a:b:1@zip",
        "a b:c:1",
        "../a:b:1",
        "..:b:1",
        "a:..:1",
        "a:b:..",
        "a:.b:1",
        "a:b:1..2",
        "a:b:1@jar@jar",
        "a::1",
        "a:b:1\u0000",
        "a:b:${v}",
        "a:b:[1,2)"
      })
  void otherWordsAreNoCoordinates(String word) {
    assertThatThrownBy(() -> Coordinates.of(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"%s\" is not group:artifact:version", word);
  }
}
