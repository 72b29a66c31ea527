package dev.yera.bench.diet;

import dev.yera.bench.Page;
import dev.yera.bench.Spread;
import dev.yera.bench.Table;
import dev.yera.settings.WorkerSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Measures every variant in every round, so that a slow moment of the machine meets all of them;
 * then each variant's memory, with a dozen children at their question at once. {@code page} writes
 * the table into the page.
 */
public final class Main {
  private static final int ROUNDS = 7;
  private static final int HELD = 12;
  private static final String APP = "dev/yera/examples/Echo.class";
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path BENCH_CLASSES = Path.of("target", "bench-classes");

  private final Path folder;
  private final String classPath;
  private final String start;

  private Main() throws IOException {
    folder = Files.createDirectories(Path.of("target", "bench", "diet")).toAbsolutePath();
    Path app = jar("app.jar", CLASSES, APP);
    Path bare = jar("bare.jar", BENCH_CLASSES, name(Bare.class), name(BareWithJson.class));
    List<Path> jars = new ArrayList<>(workerJars());
    jars.add(bare);
    classPath = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    start =
        "{\"type\":\"start\",\"session_id\":\"\",\"app_id\":\"dev.yera.examples.Echo.echo\","
            + "\"args\":[],\"kwargs\":{},\"class_path\":[\"%s\"]}\n".formatted(app);
  }

  private static String name(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  /** Jars, at a path and with a time that stay: an archive accepts nothing else. */
  private Path jar(String name, Path classes, String... entries) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        Files.copy(classes.resolve(entry), zip);
      }
    }
    return jar;
  }

  private List<Path> workerJars() throws IOException {
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> libraries = Files.list(Path.of("target", "child-libraries"));
        Stream<Path> built = Files.list(Path.of("target"))) {
      List<Path> all =
          Stream.concat(libraries.sorted(), built.filter(p -> p.toString().endsWith("-sdk.jar")))
              .toList();
      for (Path jar : all) {
        Path copy = folder.resolve(jar.getFileName());
        Files.copy(
            jar, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        jars.add(copy);
      }
    }
    return jars;
  }

  /** The variants: as it comes, and each time one thing different. */
  private static List<Variant> variants() {
    List<String> options = List.of(WorkerSettings.WORKER_JVM_OPTIONS.fallback().split(" ", -1));
    Variant base = new Variant("as it comes", Variant.WORKER, options, Map.of(), true);
    List<Variant> all = new ArrayList<>();
    all.add(base);
    all.add(base.running(Bare.class).named("only the JVM: a class that says two lines"));
    all.add(base.running(BareWithJson.class).named("… that uses the JSON library before"));
    all.add(base.withoutArchive().named("without an archive of its own"));
    all.add(
        base.withoutArchive()
            .without("-Xshare:auto")
            .with("-Xshare:off")
            .named("without any archive"));
    all.add(
        base.without("-XX:+UseSerialGC").with("-XX:+UseG1GC").named("G1 instead of the serial GC"));
    all.add(base.with("-Xint").named("`-Xint`"));
    for (String option :
        List.of(
            "-XX:ArchiveRelocationMode=0",
            "-XX:TieredStopAtLevel=1",
            "-XX:CICompilerCount=1",
            "-XX:ReservedCodeCacheSize=16m",
            "-XX:-UsePerfData",
            "-XX:-BytecodeVerificationRemote",
            "-XX:MaxMetaspaceSize=64m",
            "-XX:-StackTraceInThrowable",
            "-Xss256k",
            "-Xms4m",
            "-Xms16m",
            "-Xmn1m",
            "-Xlog:disable")) {
      all.add(base.toggled(option));
    }
    all.add(base.in("MALLOC_ARENA_MAX", "1").named("`MALLOC_ARENA_MAX=1` (environment)"));
    return all;
  }

  private static final class Costs {
    final List<Double> ready = new ArrayList<>();
    final List<Double> question = new ArrayList<>();
    String failure = "";
    double pss;
  }

  private Map<Variant, Costs> measure(List<Variant> variants) throws IOException {
    Map<Variant, Costs> all = new LinkedHashMap<>();
    for (Variant variant : variants) {
      all.put(variant, new Costs());
      if (variant.archive()) {
        dump(variant);
      }
    }
    for (int round = 0; round <= ROUNDS; round++) {
      for (Variant variant : variants) {
        Costs costs = all.get(variant);
        if (costs.failure.isEmpty()) {
          startOnce(variant, costs, round > 0);
        }
      }
    }
    for (Variant variant : variants) {
      Costs costs = all.get(variant);
      if (costs.failure.isEmpty()) {
        costs.pss = pss(variant);
      }
    }
    return all;
  }

  /** The first start of each is not counted: the files of it may not be in memory yet. */
  private void startOnce(Variant variant, Costs costs, boolean counts) {
    try (Child child = child(variant)) {
      if (counts) {
        costs.ready.add(child.readyMillis());
        costs.question.add(child.questionMillis());
      }
    } catch (IOException refused) {
      // Not every JVM knows every option; that is a finding as well.
      costs.failure = refused.getMessage();
    }
  }

  private double pss(Variant variant) throws IOException {
    List<Child> children = new ArrayList<>();
    try {
      for (int i = 0; i < HELD; i++) {
        children.add(child(variant));
      }
      return children.stream().mapToDouble(Child::pssMegabytes).average().orElseThrow();
    } finally {
      for (Child child : children) {
        child.close();
      }
    }
  }

  private Child child(Variant variant) throws IOException {
    List<String> more =
        variant.archive() ? List.of("-XX:SharedArchiveFile=" + archive(variant)) : List.of();
    return new Child(variant, more, classPath, start);
  }

  private Path archive(Variant variant) {
    return folder.resolve(Integer.toHexString(variant.hashCode()) + ".jsa");
  }

  private void dump(Variant variant) throws IOException {
    Files.deleteIfExists(archive(variant));
    List<String> more = List.of("-XX:ArchiveClassesAtExit=" + archive(variant));
    ProcessBuilder builder = new ProcessBuilder(Child.command(variant, more, classPath));
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      process.waitFor(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }

  /** With {@code page} for the page. */
  public static void main(String[] args) throws IOException {
    Main diet = new Main();
    Map<Variant, Costs> all = diet.measure(variants());
    Table table = new Table("", "ready, ms", "first question, ms", "memory (PSS), MB");
    all.forEach(
        (variant, costs) -> {
          if (costs.failure.isEmpty()) {
            table.row(
                variant.name(),
                Spread.of(costs.ready),
                Spread.of(costs.question),
                String.format("%.1f", costs.pss));
          } else {
            table.row(variant.name(), "does not start", "", "");
          }
        });
    String text =
        "\nJava %s, `%s`, median (least…most) of %d starts, memory with %d at once:\n\n%s\n"
            .formatted(
                System.getProperty("java.vm.version"),
                WorkerSettings.WORKER_JVM_OPTIONS.fallback(),
                ROUNDS,
                HELD,
                table);
    System.out.println(text);
    boolean itself = args.length > 0 && args[0].equals("page");
    new Page(itself).replace("diet, Java " + Runtime.version().feature(), text);
  }
}
