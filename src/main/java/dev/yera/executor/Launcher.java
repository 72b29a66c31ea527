package dev.yera.executor;

import dev.yera.app.call.Arguments;
import dev.yera.catalog.ListedApp;
import dev.yera.catalog.Program;
import dev.yera.catalog.Protocol;
import dev.yera.event.block.ModelUse;
import dev.yera.model.ModelGate;
import dev.yera.sandbox.Box;
import dev.yera.sandbox.Limits;
import dev.yera.sandbox.Needs;
import dev.yera.sandbox.Sandbox;
import dev.yera.settings.FolderSettings;
import dev.yera.settings.Settings;
import dev.yera.settings.WorkerSettings;
import dev.yera.work.ModelJars;
import dev.yera.work.WorkFolder;
import dev.yera.worker.Main;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the launch of each kind of app. Thread-safe. */
public final class Launcher {
  private static final List<String> INHERITED = List.of("PATH");

  /** Where Python and Node.js look for modules. */
  private static final List<String> MODULE_PATHS = List.of("PYTHONPATH", "NODE_PATH");

  /** What programs are told of their terminal (contract, section 4), unless their author says. */
  private static final String TERMINAL = "xterm-256color";

  private static final String ARCHIVE = "worker.jsa";
  private static final int DUMP_SECONDS = 60;

  /** Of LangChain4j's logger, which would tell each author that its output goes nowhere. */
  private static final String NO_ADVICE = "-Dslf4j.internal.verbosity=ERROR";

  private final List<Path> workerJars;
  private final List<String> jvmOptions;
  private final Map<String, String> environment;
  private final Path folder;
  private final Sandbox sandbox;
  private final List<Path> workerFiles;
  private final List<Path> modules;
  private final ModelGate gate;
  private volatile List<String> sharedClassData = List.of();
  private volatile ModelWorker modelWorker = new ModelWorker(List.of(), List.of());

  /**
   * A worker for apps that use language models.
   *
   * @param jars of {@link ModelJars}, on its own class path; none as long as there is no such
   *     worker
   * @param sharedClassData the option that names its archive
   */
  private record ModelWorker(List<Path> jars, List<String> sharedClassData) {}

  /**
   * A launcher with the parts that all launches share.
   *
   * @param workerJars the child's own class path, see {@link dev.yera.work.WorkerJars}
   * @param folder for what the server makes itself
   * @param sandbox what all are put into
   * @param workerFiles folders that a Java worker reads, besides the JDK
   * @param modules folders of modules for commands, where Python and Node.js find them
   * @param server a look-up in the server's environment
   * @param gate has language models for apps
   */
  public Launcher(
      Settings settings,
      List<Path> workerJars,
      Path folder,
      Sandbox sandbox,
      List<Path> workerFiles,
      List<Path> modules,
      UnaryOperator<String> server,
      ModelGate gate) {
    this.workerJars = List.copyOf(workerJars);
    this.jvmOptions = settings.get(WorkerSettings.WORKER_JVM_OPTIONS);
    this.folder = folder;
    this.sandbox = sandbox;
    this.workerFiles = new ArrayList<>(workerFiles);
    this.modules = List.copyOf(modules);
    this.gate = gate;
    gate.folder().ifPresent(this.workerFiles::add);
    this.workerFiles.add(Path.of(System.getProperty("java.home")));
    // With the data beside the apps: a worker starts before its app is known.
    this.workerFiles.add(settings.get(FolderSettings.APPS_DIR).toAbsolutePath().normalize());
    this.environment = environment(settings.get(WorkerSettings.WORKER_ENV_ALLOW), server);
  }

  /**
   * Builds the environment from scratch with allowed variables only, so the server's secrets never
   * reach an app.
   */
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
    environment.put("PATH", SearchPath.of(environment.get("PATH")).folders());
    environment.put("LANG", "C.UTF-8");
    environment.put("PYTHONUNBUFFERED", "1");
    return environment;
  }

  /**
   * The launch of this app.
   *
   * @param arguments bound to its parameters
   */
  public Launch launch(ListedApp app, Arguments arguments) {
    if (app.program(arguments) instanceof Program.Command command) {
      Map<String, String> all = new LinkedHashMap<>(environment);
      all.putAll(command.env());
      List<Path> readable = new ArrayList<>(List.of(command.folder()));
      gate.folder().ifPresent(readable::add);
      boolean onTerminal = app.protocol().isOnTerminal();
      if (onTerminal) {
        all.putIfAbsent("TERM", TERMINAL);
      }
      if (app.protocol() == Protocol.EVENTS) {
        readable.addAll(modules);
        MODULE_PATHS.forEach(name -> addModules(name, all));
      }
      Box box = sandbox.box(readable, app.needs());
      return new Launch(
          command.words(), all, command.folder(), false, onTerminal, box, this::models);
    }
    return isForModels(app) ? modelWorker(app.needs()) : worker(app.needs());
  }

  /** Behind what the server's operator or the description names. */
  private void addModules(String variable, Map<String, String> environment) {
    for (Path folder : modules) {
      environment.merge(variable, folder.toString(), (before, own) -> before + ":" + own);
    }
  }

  /** The launch of a Java worker: the same for all apps, whose jars are in the start line. */
  public Launch worker() {
    return worker(Needs.ALL);
  }

  private Launch worker(Needs needs) {
    return worker(workerCommand(workerJars, sharedClassData), needs);
  }

  private Launch worker(List<String> command, Needs needs) {
    Box box = sandbox.box(workerFiles, needs);
    return new Launch(command, environment, Path.of(""), true, false, box, this::models);
  }

  /**
   * The launch of a Java worker with the libraries for language models, which has rehearsed with
   * them; see {@link #isForModels}.
   */
  public Launch modelWorker() {
    return modelWorker(Needs.ALL);
  }

  private Launch modelWorker(Needs needs) {
    ModelWorker now = modelWorker;
    return worker(modelCommand(now.jars(), now.sharedClassData()), needs);
  }

  private List<String> modelCommand(List<Path> jars, List<String> more) {
    List<Path> classPath = Stream.concat(workerJars.stream(), jars.stream()).toList();
    List<String> options = Stream.concat(Stream.of(NO_ADVICE), more.stream()).toList();
    List<String> words = new ArrayList<>(workerCommand(classPath, options));
    words.add(ModelJars.REHEARSAL);
    return words;
  }

  /**
   * Whether an app could run on a worker with the libraries for language models on its own class
   * path: it uses them, and has none besides. Others would be hidden by those of the worker, which
   * could not see them.
   */
  public static boolean couldBeForModels(ListedApp app) {
    List<Path> jars = ModelJars.in(app.classPath());
    return !jars.isEmpty() && app.classPath().size() == jars.size() + 1;
  }

  /** Whether it could, and there are such workers by now. */
  public boolean isForModels(ListedApp app) {
    ModelWorker now = modelWorker;
    return !now.jars().isEmpty()
        && couldBeForModels(app)
        && ModelJars.in(app.classPath()).equals(now.jars());
  }

  private Map<String, String> models(Mark mark) {
    return gate.environment(mark.value());
  }

  /** What this session has used of language models; only the first time it is asked. */
  public Map<String, ModelUse> modelsUsed(UUID session) {
    return gate.used(session);
  }

  /** Whether a worker that was started ahead of need can run this app. */
  public boolean isUsual(ListedApp app) {
    return sandbox.isUsual(app.needs());
  }

  /** What all processes of a session of this app may use. */
  public Limits limits(ListedApp app) {
    return sandbox.limits(app.needs());
  }

  private List<String> workerCommand(List<Path> classPath, List<String> more) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", Main.MOVE_PIPES, "sh"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(jvmOptions);
    words.addAll(more);
    words.add("-XX:+ExitOnOutOfMemoryError");
    words.add("-cp");
    words.add(classPath.stream().map(Path::toString).collect(Collectors.joining(":")));
    words.add(Main.class.getName());
    return words;
  }

  /**
   * Creates the class-data archive that all workers share from now on, if it does not exist. It is
   * valid for this JDK, these jars and these options. Takes about two seconds the first time.
   *
   * @throws IOException if it cannot be created; workers start without it then
   */
  public void shareClassData(WorkFolder work) throws IOException {
    sharedClassData = classData(work, workerJars, more -> workerCommand(workerJars, more));
  }

  /**
   * Creates the same for workers with the libraries for language models, and lets there be such
   * workers from now on.
   *
   * @param jars of {@link ModelJars}
   * @throws IOException if it cannot be created; there are no such workers then
   */
  public void shareModelClassData(WorkFolder work, List<Path> jars) throws IOException {
    List<Path> all = Stream.concat(workerJars.stream(), jars.stream()).toList();
    modelWorker =
        new ModelWorker(List.copyOf(jars), classData(work, all, more -> modelCommand(jars, more)));
  }

  private List<String> classData(
      WorkFolder work, List<Path> jars, UnaryOperator<List<String>> command) throws IOException {
    Map<String, byte[]> key = new TreeMap<>();
    key.put("command", bytes(String.join("\n", command.apply(List.of()))));
    key.put("jvm", bytes(System.getProperty("java.vm.version")));
    for (Path jar : jars) {
      // The JVM refuses the archive unless the jars are exactly the same files.
      key.put(jar.toString(), bytes(Files.getLastModifiedTime(jar).toString()));
    }
    Path made = work.made("class-data", key, () -> dumpClassData(command));
    return List.of("-XX:SharedArchiveFile=" + made.resolve(ARCHIVE));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Runs a worker without input: it warms up, exits, and dumps the classes that it has loaded. */
  private Map<String, byte[]> dumpClassData(UnaryOperator<List<String>> command)
      throws IOException {
    Path archive = Files.createTempFile(folder, "class-data", ".jsa");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command.apply(List.of("-XX:ArchiveClassesAtExit=" + archive)))
              .directory(folder.toFile())
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process worker = builder.start();
      try {
        if (!worker.waitFor(DUMP_SECONDS, TimeUnit.SECONDS)) {
          throw new IOException("the JVM did not end within " + DUMP_SECONDS + " s");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } finally {
        worker.destroyForcibly();
      }
      byte[] bytes = Files.readAllBytes(archive);
      if (worker.exitValue() != 0 || bytes.length == 0) {
        throw new IOException("the JVM ended with status " + worker.exitValue());
      }
      return Map.of(ARCHIVE, bytes);
    } finally {
      Files.deleteIfExists(archive);
    }
  }
}
