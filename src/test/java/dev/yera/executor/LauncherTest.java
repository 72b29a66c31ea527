package dev.yera.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.app.Width;
import dev.yera.app.call.Arguments;
import dev.yera.catalog.AppId;
import dev.yera.catalog.CommandApp;
import dev.yera.catalog.JavaApp;
import dev.yera.catalog.Protocol;
import dev.yera.model.NoModels;
import dev.yera.sandbox.Limits;
import dev.yera.sandbox.Needs;
import dev.yera.sandbox.Sandboxes;
import dev.yera.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  private static final CommandApp COMMAND = command(Protocol.EVENTS);
  private static final Arguments NO_ARGUMENTS = new Arguments(List.of(), Map.of());

  private static CommandApp command(Protocol protocol) {
    return new CommandApp(
        new AppId("test.app"),
        "Test",
        "",
        Optional.empty(),
        List.of("python3", "app.py"),
        protocol,
        false,
        Map.of("MODE", "demo", "LANG", "de_DE.UTF-8"),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Needs.ALL,
        Width.NORMAL,
        Path.of("/apps/test"),
        Map.of(),
        "here");
  }

  private static final JavaApp JAVA =
      new JavaApp(
          new AppId("test.Apps.app"),
          "Test",
          "",
          List.of(),
          "NoneType",
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Needs.ALL,
          Width.NORMAL,
          List.of(Path.of("/work/apps.jar")),
          Optional.empty(),
          "here");

  private static Launcher launcher(Map<String, String> settings, Map<String, String> server) {
    return new Launcher(
        new Settings(key -> Optional.ofNullable(settings.get(key))),
        List.of(Path.of("/work/json.jar"), Path.of("/work/sdk.jar")),
        Path.of("/work"),
        Sandboxes.off(),
        List.of(),
        List.of(Path.of("/work/modules")),
        server::get,
        NoModels.gate());
  }

  @Test
  void anAppGetsNothingOfTheServersEnvironmentButWhatIsAllowed() {
    Map<String, String> server = new HashMap<>();
    server.put("PATH", "/bin");
    server.put("HOME", "/home/ann");
    server.put("LANG", "C");
    server.put("DB_PASSWORD", "secret");
    server.put("ALLOWED", "yes");
    Launch launch =
        launcher(Map.of("yera.worker.env-allow", "ALLOWED,UNSET"), server)
            .launch(JAVA, NO_ARGUMENTS);
    assertThat(launch.environment())
        .isEqualTo(
            Map.of(
                "PATH", "/bin",
                "LANG", "C.UTF-8",
                "PYTHONUNBUFFERED", "1",
                "ALLOWED", "yes"));
  }

  @Test
  void aServerWithoutAPathHasOneForItsApps() {
    assertThat(launcher(Map.of(), Map.of()).launch(JAVA, NO_ARGUMENTS).environment())
        .isEqualTo(
            Map.of(
                "PATH", "/usr/local/bin:/usr/bin:/bin",
                "LANG", "C.UTF-8",
                "PYTHONUNBUFFERED", "1"));
  }

  @Test
  void aCommandRunsInItsFolderWithItsOwnEnvironment() {
    Launch launch = launcher(Map.of(), Map.of("PATH", "/bin")).launch(COMMAND, NO_ARGUMENTS);
    assertThat(launch.command()).containsExactly("python3", "app.py");
    assertThat(launch.folder()).isEqualTo(Path.of("/apps/test"));
    assertThat(launch.environment())
        .containsEntry("MODE", "demo")
        .containsEntry("LANG", "de_DE.UTF-8");
    assertThat(launch.announcesReady()).isFalse();
  }

  @Test
  void aCommandFindsTheModulesBehindThoseThatTheOperatorNames() {
    Map<String, String> server = Map.of("PYTHONPATH", "/opt/lib");
    Launch launch =
        launcher(Map.of("yera.worker.env-allow", "PYTHONPATH"), server)
            .launch(COMMAND, NO_ARGUMENTS);
    assertThat(launch.environment())
        .containsEntry("PYTHONPATH", "/opt/lib:/work/modules")
        .containsEntry("NODE_PATH", "/work/modules");
    assertThat(launcher(Map.of(), Map.of()).launch(command(Protocol.TEXT), NO_ARGUMENTS))
        .extracting(Launch::environment)
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .doesNotContainKeys("PYTHONPATH", "NODE_PATH");
  }

  @Test
  void aConsoleProgramGetsItsArgumentsAsSingleWords() {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("a", "a b");
    named.put("b", "");
    named.put("c", "-x");
    named.put("n", 5);
    Arguments arguments = new Arguments(List.of(), named);
    Launch launch = launcher(Map.of(), Map.of()).launch(command(Protocol.TEXT), arguments);
    assertThat(launch.command()).containsExactly("python3", "app.py", "a b", "", "-x", "5");
  }

  @Test
  void aCommandThatSpeaksEventsGetsNoArgumentsOnItsCommandLine() {
    Arguments arguments = new Arguments(List.of("a b"), Map.of());
    Launch launch = launcher(Map.of(), Map.of()).launch(COMMAND, arguments);
    assertThat(launch.command()).containsExactly("python3", "app.py");
  }

  @Test
  void aJavaAppRunsOnJarsOnlyNeverOnTheServersClassPath() {
    Launch launch =
        launcher(Map.of("yera.worker.jvm-options", "-Xmx99m -ea"), Map.of())
            .launch(JAVA, NO_ARGUMENTS);
    List<String> command = launch.command();
    assertThat(command).startsWith("sh", "-c").contains("-Xmx99m", "-ea");
    assertThat(command.get(4)).isEqualTo(System.getProperty("java.home") + "/bin/java");
    assertThat(command.get(command.indexOf("-cp") + 1)).isEqualTo("/work/json.jar:/work/sdk.jar");
    assertThat(command).endsWith("dev.yera.worker.Main");
    assertThat(launch.announcesReady()).isTrue();
    assertThat(launch.folder()).as("its home").isEqualTo(Path.of(""));
  }

  @Test
  void aWorkerThatWaitsServesAppsThatNeedTheUsual(@TempDir Path folder) {
    Launcher launcher =
        new Launcher(
            new Settings(key -> Optional.empty()),
            List.of(),
            folder,
            Sandboxes.of(folder, Map.of("yera.sandbox", "limits")),
            List.of(),
            List.of(),
            name -> null,
            NoModels.gate());
    assertThat(launcher.isUsual(JAVA)).isTrue();
    assertThat(
            launcher.isUsual(
                needing(new Limits(1, Duration.ofNanos(1), 999, 9999, 1L << 40, 1L << 40))))
        .as("what is measured, and what is more than there is")
        .isTrue();
    Limits none = Limits.NONE;
    assertThat(
            launcher.isUsual(
                needing(
                    new Limits(
                        none.memory(), none.cpuTime(), 9999, 10, none.fileSize(), none.disk()))))
        .isFalse();
  }

  private static JavaApp needing(Limits limits) {
    return new JavaApp(
        JAVA.id(),
        JAVA.name(),
        JAVA.description(),
        JAVA.parameters(),
        JAVA.returnType(),
        JAVA.away(),
        JAVA.idle(),
        JAVA.groups(),
        new Needs(limits, true),
        JAVA.width(),
        JAVA.classPath(),
        JAVA.appFolder(),
        JAVA.place());
  }
}
