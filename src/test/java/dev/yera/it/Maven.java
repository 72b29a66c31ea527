package dev.yera.it;

import static dev.yera.Patience.PATIENCE;

import dev.yera.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs Maven in a folder as a user does, offline if this build is. What it installs of ours goes
 * into a repository of its own, which has everything else by links.
 */
final class Maven implements AutoCloseable {
  private static final Path SHARED =
      Path.of(
          System.getProperty(
              "maven.repository",
              Path.of(System.getProperty("user.home"), ".m2/repository").toString()));

  private final Path repository;

  /** With a repository that nobody else has. */
  Maven() throws IOException {
    Path made = Files.createDirectories(Path.of("target")).toAbsolutePath();
    repository = Files.createTempDirectory(made, "repository");
    Path ours = Files.createDirectory(repository.resolve("dev"));
    link(SHARED, repository);
    link(SHARED.resolve("dev"), ours);
    Files.deleteIfExists(ours.resolve("yera"));
  }

  /** All that is there, but what exists already. */
  private static void link(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.list(from)) {
      for (Path each : all.toList()) {
        Path link = to.resolve(each.getFileName());
        if (!Files.exists(link)) {
          Files.createSymbolicLink(link, each.toAbsolutePath());
        }
      }
    }
  }

  /** Where it installs. */
  Path repository() {
    return repository;
  }

  /** The options that every run of it has. */
  List<String> options() {
    List<String> options = new ArrayList<>(List.of("-Dmaven.repo.local=" + repository));
    if (!"offline: false".equals(System.getProperty("maven.offline"))) {
      options.add("-o");
    }
    return options;
  }

  /** Runs it, and returns what it printed. */
  String run(Path folder, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program()));
    command.addAll(options());
    command.addAll(List.of(words));
    Path printed = Files.createTempFile(repository, "maven", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS)
          || process.exitValue() != 0) {
        throw new AssertionError(command + "\n" + Files.readString(printed));
      }
    } finally {
      process.destroy();
    }
    return Files.readString(printed);
  }

  private static String program() {
    String home = System.getProperty("maven.home");
    return home == null ? "mvn" : Path.of(home, "bin", "mvn").toString();
  }

  /** Removes the repository; what is behind its links stays. */
  @Override
  public void close() throws IOException {
    Tree.delete(repository);
  }
}
