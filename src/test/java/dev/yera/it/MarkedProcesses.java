package dev.yera.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The living processes that carry a session's mark, wherever they went. Zombies are gone already.
 */
public final class MarkedProcesses {
  private MarkedProcesses() {}

  public static List<Long> of(String session) throws IOException {
    List<Long> found = new ArrayList<>();
    String entry = "YERA_SESSION_ID=" + session + "\0";
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        if (isAlive(process) && read(process.resolve("environ")).contains(entry)) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    }
    return found;
  }

  /** The mark that a process carries; empty if it has none, or is gone. */
  static Optional<String> markOf(long process) {
    String environment = read(Path.of("/proc", Long.toString(process), "environ"));
    return Stream.of(environment.split("\0"))
        .filter(each -> each.startsWith("YERA_SESSION_ID="))
        .map(each -> each.substring("YERA_SESSION_ID=".length()))
        .findFirst();
  }

  /** The living processes whose command line contains all of these. */
  public static List<Long> running(String... words) throws IOException {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        String command = read(process.resolve("cmdline")).replace('\0', ' ');
        if (isAlive(process) && Stream.of(words).allMatch(command::contains)) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    }
    return found;
  }

  static boolean isAlive(long process) {
    return isAlive(Path.of("/proc", Long.toString(process)));
  }

  private static boolean isAlive(Path process) {
    String stat = read(process.resolve("stat"));
    return !stat.isEmpty() && !stat.substring(stat.lastIndexOf(')') + 2).startsWith("Z");
  }

  /** Empty if the process is gone by now. */
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
