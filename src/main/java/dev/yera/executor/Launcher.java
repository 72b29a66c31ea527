package dev.yera.executor;

import dev.yera.catalog.App;
import dev.yera.catalog.CommandApp;
import dev.yera.catalog.JavaApp;
import dev.yera.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Knows how each kind of app is started. Immutable. */
public final class Launcher {
  private static final List<String> INHERITED = List.of("PATH", "HOME");
  private static final String PATH_WITHOUT_ONE = "/usr/local/bin:/usr/bin:/bin";

  private final List<Path> workerJars;
  private final List<String> jvmOptions;
  private final Map<String, String> environment;
  private final Path folder;

  /**
   * With what every launch shares.
   *
   * @param workerJars the child's own class path, see {@link dev.yera.work.WorkerJars}
   * @param folder where Java workers run
   * @param server a look-up in the server's environment
   */
  public Launcher(
      Settings settings, List<Path> workerJars, Path folder, UnaryOperator<String> server) {
    this.workerJars = List.copyOf(workerJars);
    this.jvmOptions = settings.get(Settings.WORKER_JVM_OPTIONS);
    this.folder = folder;
    this.environment = environment(settings.get(Settings.WORKER_ENV_ALLOW), server);
  }

  /** From nothing, and what is allowed: the server's secrets never reach an app (contract, 4). */
  private static Map<String, String> environment(
      List<String> allowed, UnaryOperator<String> server) {
    Map<String, String> environment = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(INHERITED);
    names.addAll(allowed);
    for (String name : names) {
      String value = server.apply(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.putIfAbsent("PATH", PATH_WITHOUT_ONE);
    environment.put("LANG", "C.UTF-8");
    environment.put("PYTHONUNBUFFERED", "1");
    return environment;
  }

  /**
   * How to start this app.
   *
   * @param arguments what a command of protocol {@code text} gets on its command line
   */
  public Launch launch(App app, List<String> arguments) {
    if (app instanceof JavaApp java) {
      return new Launch(javaCommand(java), environment, folder, true);
    }
    CommandApp command = (CommandApp) app;
    List<String> words = new ArrayList<>(command.command());
    words.addAll(arguments);
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(command.env());
    return new Launch(words, all, command.folder(), false);
  }

  private List<String> javaCommand(JavaApp app) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(jvmOptions);
    // The protocol has standard output for itself: the JVM speaks on the other one.
    words.add("-XX:+DisplayVMOutputToStderr");
    words.add("-XX:+ExitOnOutOfMemoryError");
    words.add("-cp");
    List<String> jars = new ArrayList<>();
    workerJars.forEach(jar -> jars.add(jar.toString()));
    app.classPath().forEach(jar -> jars.add(jar.toString()));
    words.add(String.join(":", jars));
    words.add("dev.yera.worker.Main");
    return words;
  }
}
