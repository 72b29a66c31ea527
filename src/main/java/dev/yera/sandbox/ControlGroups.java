package dev.yera.sandbox;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The part of the machine's control groups (Linux, cgroup v2) that the server may write to: below
 * the group that it runs in, where that was delegated to it ({@code Delegate=yes} of systemd, or a
 * container whose cgroup file system is writable). A group either has processes or gives its
 * controllers to groups below it; so the server moves to a group of its own, {@value #SERVER},
 * beside which each running server has a folder with a group for each session. Immutable.
 *
 * @param folder of this server
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html">Control Group v2</a>
 * @see <a href="https://systemd.io/CGROUP_DELEGATION/">Control Group APIs and Delegation</a>
 */
record ControlGroups(Path folder) {
  private static final Logger LOG = Logger.getLogger(ControlGroups.class.getName());
  private static final Path SYSTEMD = Path.of("/run/systemd/system");
  private static final String SERVER = "yera-server";
  private static final String PREFIX = "yera-";
  private static final Pattern FOLDER = Pattern.compile("yera-([0-9]{1,9})-[0-9a-f-]{36}");
  private static final Set<String> CONTROLLERS = Set.of("memory", "pids");
  private static final String ENABLE = "+memory +pids";
  private static final String PROCESSES = "cgroup.procs";
  private static final String GIVEN = "cgroup.subtree_control";
  private static final long TRIAL_SECONDS = 5;

  /**
   * Those of this server, tried; empty where there are none for it, for a reason that is logged.
   */
  static Optional<ControlGroups> find() {
    try {
      Optional<Path> own =
          CgroupMount.own(
              Files.readString(Path.of("/proc/self/mountinfo")),
              Files.readString(Path.of("/proc/self/cgroup")));
      if (own.isEmpty()) {
        return unused("there is no cgroup v2 here");
      }
      Path base = isServers(own.get()) ? own.get().getParent() : own.get();
      Optional<String> reason = refusal(base);
      if (reason.isPresent()) {
        return unused(reason.get());
      }
      return Optional.of(make(base, own.get()));
    } catch (IOException | RuntimeException e) {
      return unused(e.toString());
    }
  }

  private static Optional<ControlGroups> unused(String reason) {
    LOG.log(Level.INFO, "Sessions get no control groups, they are measured instead: {0}", reason);
    return Optional.empty();
  }

  private static boolean isServers(Path group) {
    return group.getFileName() != null && group.getFileName().toString().equals(SERVER);
  }

  private static Optional<String> refusal(Path base) throws IOException {
    Set<String> there = words(base.resolve("cgroup.controllers"));
    if (!there.containsAll(CONTROLLERS)) {
      return Optional.of(base + " has no controllers of memory and processes");
    }
    if (!Files.isWritable(base.resolve(GIVEN)) || !Files.isWritable(base.resolve(PROCESSES))) {
      return Optional.of(base + " cannot be written to");
    }
    return isDelegated(base) ? Optional.empty() : Optional.of(base + " is systemd's own");
  }

  /** Systemd takes what it has not given away for its own, also where root could write. */
  private static boolean isDelegated(Path base) throws IOException {
    if (!Files.exists(SYSTEMD)) {
      return true;
    }
    boolean isRoot = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    return isRoot ? isMarkedDelegated(base) : isOwn(base);
  }

  private static boolean isOwn(Path base) throws IOException {
    return Files.getOwner(base).equals(Files.getOwner(Path.of("/proc/self")));
  }

  private static boolean isMarkedDelegated(Path base) throws IOException {
    UserDefinedFileAttributeView marks =
        Files.getFileAttributeView(base, UserDefinedFileAttributeView.class);
    if (!marks.list().contains("delegate")) {
      return false;
    }
    ByteBuffer value = ByteBuffer.allocate(marks.size("delegate"));
    marks.read("delegate", value);
    return StandardCharsets.US_ASCII.decode(value.flip()).toString().equals("1");
  }

  private static ControlGroups make(Path base, Path own) throws IOException {
    boolean isTop = !Files.exists(base.resolve("cgroup.type")); // it may have both
    if (base.equals(own) && !isTop) {
      moveServer(base);
    }
    removeAbandoned(base);
    enable(base);
    String name = PREFIX + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    ControlGroups made = new ControlGroups(Files.createDirectory(base.resolve(name)));
    try {
      enable(made.folder);
      made.tryOut();
      return made;
    } catch (IOException e) {
      made.remove();
      throw e;
    }
  }

  private static void enable(Path group) throws IOException {
    if (!words(group.resolve(GIVEN)).containsAll(CONTROLLERS)) {
      Files.writeString(group.resolve(GIVEN), ENABLE, WRITE);
    }
  }

  /** With what it has started, and what has started it: others are not the server's to move. */
  private static void moveServer(Path base) throws IOException {
    Set<Long> related =
        Stream.concat(
                Stream.iterate(
                        Optional.of(ProcessHandle.current()),
                        Optional::isPresent,
                        each -> each.flatMap(ProcessHandle::parent))
                    .flatMap(Optional::stream),
                ProcessHandle.current().descendants())
            .map(ProcessHandle::pid)
            .collect(Collectors.toSet());
    List<String> inside = Files.readAllLines(base.resolve(PROCESSES));
    for (String each : inside) {
      if (!related.contains(Long.parseLong(each))) {
        throw new IOException("process " + each + " is in " + base + " as well");
      }
    }
    Path server = base.resolve(SERVER);
    if (!Files.isDirectory(server)) {
      Files.createDirectory(server);
    }
    for (String each : inside) {
      Files.writeString(server.resolve(PROCESSES), each, WRITE);
    }
  }

  /** Of servers that were killed: their guards ended what was inside. */
  private static void removeAbandoned(Path base) throws IOException {
    for (Path folder : folders(base)) {
      Matcher name = FOLDER.matcher(folder.getFileName().toString());
      boolean abandoned =
          name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
      if (abandoned) {
        new ControlGroups(folder).remove();
      }
    }
  }

  private static List<Path> folders(Path group) throws IOException {
    try (Stream<Path> all = Files.list(group)) {
      return all.filter(Files::isDirectory).toList();
    }
  }

  /** The whole way of a session's first process, with limits. */
  private void tryOut() throws IOException {
    ControlGroup group = make("trial", Limits.NONE.withProcesses(Trial.FEW));
    try {
      if (!Files.isWritable(group.path().resolve("cgroup.kill"))) {
        throw new IOException("there is no cgroup.kill, which Linux has since 5.14");
      }
      Process process =
          new ProcessBuilder(group.around(List.of("true")))
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      if (!process.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        byte[] said = process.getInputStream().readAllBytes();
        throw new IOException(new String(said, StandardCharsets.UTF_8).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      group.kill();
      group.remove();
    }
  }

  /**
   * A new one, with nothing inside.
   *
   * @param name no other one of this server has it
   */
  ControlGroup make(String name, Limits limits) throws IOException {
    ControlGroup group = new ControlGroup(Files.createDirectory(folder.resolve(name)));
    try {
      group.limit(limits);
      return group;
    } catch (IOException e) {
      group.remove();
      throw e;
    }
  }

  /** Removes what is empty; what is not is left to whoever comes next. */
  void remove() {
    List<Path> all = new ArrayList<>();
    try {
      all.addAll(folders(folder));
      all.add(folder);
      for (Path each : all) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "Control groups of a former server stay", e);
    }
  }

  private static Set<String> words(Path file) throws IOException {
    return Set.of(Files.readString(file).strip().split("\\s+", -1));
  }
}
