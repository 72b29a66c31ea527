package dev.yera.executor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Explains why a program was not started, because the system's message may mislead: it reports "No
 * such file or directory" also for an existing file whose first line names a missing program.
 */
final class StartFailure {
  private static final int CANNOT_RUN = 126;

  /** The part of a first line that the kernel reads. */
  private static final int FIRST_LINE = 256;

  private final Launch launch;
  private final String program;
  private final SearchPath path;

  private StartFailure(Launch launch) {
    this.launch = launch;
    this.program = launch.command().get(0);
    this.path = SearchPath.of(launch.environment().get("PATH"));
  }

  /**
   * The reason; empty if the program did run.
   *
   * @param status the status of the process, which has written nothing to its standard output
   * @param said the beginning of its error output; of all that is on its terminal
   */
  static Optional<String> of(Launch launch, int status, String said) {
    if (status != CANNOT_RUN && status != ProcessEnd.NOT_STARTED) {
      return Optional.empty();
    }
    StartFailure failure = new StartFailure(launch);
    String complaint = launch.onTerminal() ? Launch.NAMES_ITSELF : launch.box().complaint();
    if (said.startsWith(complaint)) {
      return Optional.of(
          failure.explained(status).orElse(said.substring(complaint.length()).strip()));
    }
    if (launch.announcesReady() && said.startsWith("sh: ")) {
      return Optional.of(said.strip()); // the message of the shell that should have become a JVM
    }
    // If env searches for the interpreter, env reports that it is missing.
    return said.startsWith("env: ") || said.contains("/env: ")
        ? failure.file().flatMap(failure::interpreterProblem)
        : Optional.empty();
  }

  private Optional<Path> file() {
    return path.find(program, launch.folder());
  }

  private Optional<String> explained(int status) {
    Optional<Path> file = file();
    if (file.isEmpty()) {
      return Files.isRegularFile(launch.folder().resolve(program))
          ? Optional.of(
              "there is no program %s on the path. The file in the app's folder is ./%s"
                  .formatted(program, program))
          : Optional.empty();
    }
    if (!isShown(file.get())) {
      return Optional.of(
          "the program "
              + program
              + " is in a folder that apps cannot see in their sandbox; it belongs to /opt, or into"
              + " the app's own folder");
    }
    Optional<String> problem = interpreterProblem(file.get());
    return problem.isEmpty() && status == ProcessEnd.NOT_STARTED
        ? Optional.of(
            program
                + " is there, but not what the system needs to load it: it may be built for"
                + " another system")
        : problem;
  }

  private boolean isShown(Path file) {
    try {
      return launch.box().shows(file.toRealPath());
    } catch (IOException e) {
      return true; // it is something else, then
    }
  }

  /** What is wrong with the first line of a script. */
  private Optional<String> interpreterProblem(Path file) {
    String line = firstLine(file);
    if (!line.startsWith("#!")) {
      return Optional.empty();
    }
    if (line.endsWith("\r")) {
      return Optional.of(
          ("the first line of %s, \"%s\", ends with CR LF, as Windows writes it, and the CR counts"
                  + " as a part of the program's name. Save the file with LF line ends")
              .formatted(program, line.strip()));
    }
    String[] words = line.substring(2).strip().split("[ \t]+", -1);
    if (!Files.exists(launch.folder().resolve(words[0]))) {
      return missing(words[0]);
    }
    return words[0].endsWith("/env")
        ? Arrays.stream(words)
            .skip(1)
            .filter(word -> !word.startsWith("-") && word.indexOf('=') < 0)
            .findFirst()
            .filter(word -> path.find(word, launch.folder()).isEmpty())
            .flatMap(this::missing)
        : Optional.empty();
  }

  private Optional<String> missing(String interpreter) {
    return Optional.of(
        "the first line of %s asks for the program %s, which is not there"
            .formatted(program, interpreter));
  }

  /** Without its LF; empty if it cannot be read. */
  private static String firstLine(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(FIRST_LINE), StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      return end < 0 ? text : text.substring(0, end);
    } catch (IOException unreadable) {
      return "";
    }
  }
}
