package dev.yera;

import static dev.yera.Patience.PATIENCE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Payara Micro, ready to be started often. As delivered each start unpacks its jars and loads ten
 * thousand classes out of them; here they are unpacked once. With {@code yera.it.archive} the JVM
 * keeps the loaded form in an archive, which takes as long as two starts and saves a quarter of
 * each: for builds with many. A JVM that cannot use the archive starts as usual.
 */
public final class PayaraMicro {
  /** No test runs for so long that the second compiler, or a collector with threads, pays. */
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  /** Of this version of Payara: Micro 6 and 7 are unpacked beside each other. */
  private static final Path FOLDER =
      Path.of(
              "target",
              "it-" + Path.of(System.getProperty("payara.microJar")).getParent().getFileName())
          .toAbsolutePath();

  private static final Path ROOT = FOLDER.resolve("root");
  private static final Path ARCHIVE =
      FOLDER.resolve("classes-" + System.getProperty("java.vm.version") + ".jsa");
  private static final String LAUNCHER = "launch-micro.jar";

  private static boolean prepared;

  private PayaraMicro() {}

  /**
   * Those of the JVM of every server; {@code yera.it.jvm} has others, for a server that is
   * measured.
   */
  public static List<String> options() {
    return List.of(System.getProperty("yera.it.jvm", SHORT_LIVED).split(" ", -1));
  }

  /**
   * A server to be started, without arguments yet. It runs in a folder of its own.
   *
   * @param options of the JVM
   */
  public static ProcessBuilder server(List<String> options) throws IOException {
    prepare();
    // One that is not there would leave the JVM without its own, too.
    return server(
        Files.exists(ARCHIVE) ? "-XX:SharedArchiveFile=" + ARCHIVE : "-Xshare:auto", options);
  }

  /** The same as it is delivered: only so it takes libraries. */
  public static ProcessBuilder asDelivered(List<String> options) {
    return new ProcessBuilder(java(options, System.getProperty("payara.microJar")));
  }

  /**
   * The jar is named relative to the working directory: the JVM takes the paths of archived classes
   * out of the archive, and Payara Micro its root folder out of the path of a class. By an absolute
   * name all servers would have the folder of the one that made the archive.
   */
  private static ProcessBuilder server(String archive, List<String> options) throws IOException {
    List<String> all = new ArrayList<>(options);
    all.add(archive);
    return new ProcessBuilder(java(all, LAUNCHER)).directory(ownRoot().toFile());
  }

  private static List<String> java(List<String> options, String jar) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
    command.addAll(options);
    command.addAll(List.of("-jar", jar));
    return command;
  }

  /**
   * A server writes its configuration beside its jars: only the jars, by their names on the class
   * path, are the same for all. The archive holds for files of the same time only.
   *
   * <p>Not for a second start: what was deployed stands in that configuration, and would be
   * deployed from there first, undeployed, and deployed again as it was told.
   */
  public static Path ownRoot() throws IOException {
    Path own = Files.createTempDirectory(FOLDER, "root");
    try (Stream<Path> all = Files.walk(ROOT)) {
      for (Path each : all.skip(1).toList()) {
        Path copy = own.resolve(ROOT.relativize(each));
        if (each.toString().matches(".*\\.[jr]ar")) {
          Files.createLink(copy, each);
        } else {
          Files.copy(each, copy);
        }
      }
    }
    return own;
  }

  private static synchronized void prepare() throws IOException {
    if (prepared) {
      return;
    }
    Files.createDirectories(FOLDER);
    if (!Files.exists(ROOT.resolve(LAUNCHER))) {
      run(
          new ProcessBuilder(java(List.of(), System.getProperty("payara.microJar"))),
          "unpack.log",
          "--rootdir",
          ROOT.toString(),
          "--outputlauncher");
    }
    if (Boolean.getBoolean("yera.it.archive") && !Files.exists(ARCHIVE)) {
      run(
          server("-XX:ArchiveClassesAtExit=" + ARCHIVE, List.of()),
          "archive.log",
          "--deploy",
          System.getProperty("yera.war"),
          "--autobindhttp",
          "--nocluster",
          "--disablephonehome",
          "--prebootcommandfile",
          System.getProperty("yera.preboot"),
          "--warmup");
    }
    prepared = true;
  }

  private static void run(ProcessBuilder builder, String log, String... arguments)
      throws IOException {
    builder.command().addAll(List.of(arguments));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("YERA_REHEARSE", "PT0S");
    builder.environment().put("YERA_WORK_DIR", FOLDER.resolve("work").toString());
    builder.environment().put("YERA_STORE_DIR", FOLDER.resolve("data").toString());
    builder.redirectErrorStream(true).redirectOutput(FOLDER.resolve(log).toFile());
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
