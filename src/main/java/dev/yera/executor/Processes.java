package dev.yera.executor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Finds the processes of a session in {@code /proc}. Zombies do not count, because they have ended.
 */
final class Processes {
  private static final Logger LOG = Logger.getLogger(Processes.class.getName());
  private static final Path PROC = Path.of("/proc");
  private static final Path SELF = PROC.resolve("self/stat");

  private Processes() {}

  /**
   * The living processes of a group, and all with a mark, in any group.
   *
   * @param group the process group; 0 for none
   * @throws IOException if they cannot be determined, e.g. for lack of descriptors
   */
  static List<Long> of(long group, Mark mark) throws IOException {
    List<Long> found = new ArrayList<>();
    if (Thread.interrupted()) {
      // With the flag set every read would fail, and no process would seem to be left.
      LOG.log(Level.FINE, "Interrupted while looking for processes of session {0}", mark);
    }
    byte[] entry = mark.entry();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(PROC, path -> isNumber(path.getFileName().toString()))) {
      for (Path process : all) {
        if (isOf(process, group, entry)) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  /**
   * The living processes of a group.
   *
   * @param but programs that are left out, by their names
   * @throws IOException if they cannot be determined
   */
  static List<Long> inGroup(long group, Set<String> but) throws IOException {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(PROC, path -> isNumber(path.getFileName().toString()))) {
      for (Path process : all) {
        Optional<String[]> stat = stat(process);
        if (stat.isPresent()
            && stat.get()[2].equals(Long.toString(group))
            && !but.contains(name(process))) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  private static String name(Path process) {
    try {
      return Files.readString(process.resolve("comm"), StandardCharsets.ISO_8859_1).strip();
    } catch (IOException gone) {
      return "";
    }
  }

  /** State, parent and group of a process; empty if it has ended, or cannot be read. */
  private static Optional<String[]> stat(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      // pid (name) state parent group …; the name may contain anything, even a parenthesis.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 4);
      return fields[0].equals("Z") || fields[0].equals("X")
          ? Optional.empty()
          : Optional.of(fields);
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static boolean isOf(Path process, long group, byte[] entry) throws IOException {
    try {
      String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      // pid (name) state parent group …; the name may contain anything, even a parenthesis.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 4);
      if (fields[0].equals("Z") || fields[0].equals("X")) {
        return false;
      }
      return (group != 0 && fields[2].equals(Long.toString(group)))
          || contains(Files.readAllBytes(process.resolve("environ")), entry);
    } catch (NoSuchFileException gone) {
      return false;
    } catch (FileSystemException cannotBeOpened) {
      // It is not ours, or no file can be opened: then the result is unknown.
      Files.readAllBytes(SELF);
      return false;
    } catch (IOException ended) {
      return false; // it ended between open and read
    }
  }

  /** Whether the zero-terminated entries contain this one. */
  private static boolean contains(byte[] environ, byte[] entry) {
    int start = 0;
    for (int i = 0; i <= environ.length; i++) {
      if (i == environ.length || environ[i] == 0) {
        if (Arrays.equals(environ, start, i, entry, 0, entry.length)) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  private static boolean isNumber(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Kills one process, if it is still there. */
  static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  /**
   * Sends signals to a whole group at once, with the shell's {@code kill}, because Java cannot.
   *
   * @return whether the group existed
   */
  static boolean signalGroup(long group, String... signals) {
    StringBuilder script = new StringBuilder();
    for (String signal : signals) {
      script.append("kill -s ").append(signal).append(" -- -").append(group).append(" && ");
    }
    return shell(script.append("true").toString());
  }

  /** Sends a signal to each of these processes. */
  static void signal(List<Long> processes, String signal) {
    StringBuilder script = new StringBuilder();
    for (Long each : processes) {
      script.append("kill -s ").append(signal).append(' ').append(each).append(';');
    }
    shell(script.append("true").toString());
  }

  private static boolean shell(String script) {
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", script)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return shell.waitFor() == 0;
    } catch (IOException e) {
      // Without a shell the sweep still ends every process, one by one.
      LOG.log(Level.WARNING, "A process group cannot be signalled", e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
