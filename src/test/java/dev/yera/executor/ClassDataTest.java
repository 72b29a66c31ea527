package dev.yera.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.model.NoModels;
import dev.yera.sandbox.Sandboxes;
import dev.yera.settings.Settings;
import dev.yera.settings.WorkerSettings;
import dev.yera.work.WorkFolder;
import dev.yera.worker.Main;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.json.JsonFactory;

/** The archive that all workers share, with real JVMs. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ClassDataTest {
  private static final String READY = "{\"type\":\"ready\"}\n";

  @TempDir private Path folder;
  private Path sdk;

  @BeforeEach
  void packWorker() throws IOException {
    sdk = folder.resolve("sdk.jar");
    Path classes = home(Main.class);
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(sdk));
        Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, jar);
      }
    }
  }

  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private Launcher launcher(String moreOptions) {
    String options = WorkerSettings.WORKER_JVM_OPTIONS.fallback() + moreOptions;
    Settings settings =
        new Settings(
            key ->
                key.equals(WorkerSettings.WORKER_JVM_OPTIONS.key())
                    ? Optional.of(options)
                    : Optional.empty());
    return new Launcher(
        settings,
        List.of(home(JsonFactory.class), sdk),
        folder,
        Sandboxes.off(),
        List.of(),
        List.of(),
        System.getenv()::get,
        NoModels.gate());
  }

  private Launcher sharing(String moreOptions) throws IOException {
    Launcher launcher = launcher(moreOptions);
    launcher.shareClassData(new WorkFolder(folder.resolve("work")));
    return launcher;
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("work").resolve("class-data"))) {
      return all.filter(path -> path.toString().endsWith(".jsa")).sorted().toList();
    }
  }

  /** What a worker of it says without any input; its error output is in a file. */
  private String said(Launcher launcher) throws IOException {
    return said(launcher.worker());
  }

  private String said(Launch launch) throws IOException {
    Process worker =
        new ProcessBuilder(launch.command())
            .redirectInput(new File("/dev/null"))
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try {
      return new String(worker.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } finally {
      worker.destroyForcibly();
    }
  }

  @Test
  void itIsMadeOnceAndWorkersLoadFromIt() throws IOException {
    assertThat(said(sharing(" -Xlog:class+load:stderr"))).isEqualTo(READY);
    assertThat(Files.readString(folder.resolve("errors")))
        .contains("dev.yera.worker.Input source: shared objects file (top)");
    FileTime made = Files.getLastModifiedTime(archives().get(0));
    sharing(" -Xlog:class+load:stderr");
    assertThat(archives()).hasSize(1);
    assertThat(Files.getLastModifiedTime(archives().get(0))).isEqualTo(made);
  }

  /** The libraries of {@code dev.yera.llm}, which is in the jar of the worker here. */
  private static List<Path> modelLibraries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(
            each ->
                each.getFileName()
                    .toString()
                    .matches(
                        "(langchain4j-(core|open-ai|http-client)-\\d.*|langchain4j-\\d.*"
                            + "|jackson-(core|databind|annotations)-2.*|slf4j-api.*)\\.jar"))
        .toList();
  }

  @Test
  void workersForLanguageModelsHaveTheirLibrariesInOneOfTheirOwn() throws IOException {
    Launcher launcher = sharing(" -Xlog:class+load:stderr");
    launcher.shareModelClassData(new WorkFolder(folder.resolve("work")), modelLibraries());
    assertThat(archives()).hasSize(2);
    assertThat(said(launcher.modelWorker())).isEqualTo(READY);
    assertThat(Files.readString(folder.resolve("errors")))
        .as("it has rehearsed a chat")
        .contains("OpenAiStreamingChatModel source: shared objects file (top)");
    assertThat(said(launcher.worker())).isEqualTo(READY);
    assertThat(Files.readString(folder.resolve("errors"))).doesNotContain("langchain4j");
  }

  @Test
  void otherJarsAndOtherOptionsHaveTheirOwn() throws IOException {
    sharing("");
    Files.setLastModifiedTime(sdk, FileTime.fromMillis(0));
    sharing("");
    assertThat(archives()).hasSize(2);
    sharing(" -Xss512k");
    assertThat(archives()).hasSize(3);
  }

  @Test
  void workersDoWithoutOneThatIsBroken() throws IOException {
    Launcher launcher = sharing("");
    Files.writeString(archives().get(0), "half a file");
    assertThat(said(launcher)).isEqualTo(READY);
  }

  @Test
  void workersDoWithoutOneThatCannotBeMade() throws IOException {
    WorkFolder work = new WorkFolder(folder.resolve("work"));
    Files.writeString(work.root().resolve("class-data"), "");
    Launcher launcher = launcher("");
    assertThatThrownBy(() -> launcher.shareClassData(work)).isInstanceOf(IOException.class);
    assertThat(launcher.worker().command()).noneMatch(word -> word.contains("SharedArchiveFile"));
    assertThat(said(launcher)).isEqualTo(READY);
  }
}
