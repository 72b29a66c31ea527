package dev.yera.sandbox;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The control group of one session's processes (Linux, cgroup v2): the kernel counts what is in it,
 * wherever it goes, refuses more processes than are allowed, and ends all of it when it has too
 * much memory. Thread-safe.
 *
 * @param path its folder in the cgroup file system
 */
public record ControlGroup(Path path) {
  private static final Logger LOG = Logger.getLogger(ControlGroup.class.getName());
  private static final String NO_LIMIT = "max";

  /** The shell is the process that moves, and becomes the command. */
  private static final String ENTER = "echo 0 >\"$1/cgroup.procs\" && shift && exec \"$@\"";

  /** The words that run a command inside. */
  public List<String> around(List<String> command) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", ENTER, "sh", path.toString()));
    words.addAll(command);
    return words;
  }

  /**
   * Limits all that is inside, also what is there already.
   *
   * @throws IOException if the kernel does not take it
   */
  public void limit(Limits limits) throws IOException {
    boolean unlimited = limits.memory() == Long.MAX_VALUE;
    write("memory.max", unlimited ? NO_LIMIT : Long.toString(limits.memory()));
    if (Files.exists(path.resolve("memory.swap.max"))) {
      write("memory.swap.max", unlimited ? NO_LIMIT : "0");
    }
    write("memory.oom.group", "1");
    boolean anyNumber = limits.processes() == Integer.MAX_VALUE;
    write("pids.max", anyNumber ? NO_LIMIT : Integer.toString(limits.processes()));
  }

  private void write(String file, String value) throws IOException {
    Files.writeString(path.resolve(file), value, WRITE);
  }

  /** Whether the kernel ended what is inside because it had more memory than it may. */
  public boolean wasOutOfMemory() {
    return number("memory.events", "oom") > 0 && number("memory.events", "oom_kill") > 0;
  }

  /** Whether a process is inside, zombies apart. */
  public boolean isPopulated() {
    return number("cgroup.events", "populated") > 0;
  }

  /** The processor time of all that was ever inside, also of children that nobody waited for. */
  Duration cpuTime() {
    return Duration.of(number("cpu.stat", "usage_usec"), ChronoUnit.MICROS);
  }

  /** 0 if the group is gone. */
  private long number(String file, String name) {
    try {
      for (String line : Files.readAllLines(path.resolve(file))) {
        if (line.startsWith(name + " ")) {
          return Long.parseLong(line.substring(name.length() + 1).strip());
        }
      }
    } catch (IOException gone) {
      LOG.log(Level.FINE, "A control group cannot be read", gone);
    }
    return 0;
  }

  /** Kills all that is inside, at once: nothing can fork its way out. */
  public void kill() {
    try {
      write("cgroup.kill", "1");
    } catch (IOException gone) {
      LOG.log(Level.FINE, "A control group cannot be killed", gone);
    }
  }

  /**
   * Removes it; nothing is inside any more.
   *
   * @throws IOException if something is
   */
  public void remove() throws IOException {
    Files.deleteIfExists(path);
  }
}
