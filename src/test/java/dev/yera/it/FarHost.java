package dev.yera.it;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Another host: a network of its own at the other end of a cable that can be pulled. Whoever is on
 * it then is gone without a word: no packet says so.
 */
final class FarHost implements AutoCloseable {
  private static final String ESTABLISHED = "01";
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final String name;
  private final String cable;

  /** All that is on its network but the last number. */
  private final String network;

  private final int number;
  private final List<Process> processes = new ArrayList<>();
  private final Set<FarHost> unreached = new HashSet<>();

  /** One at the end of a cable from this host, with nobody else on it. */
  FarHost() {
    this(unused(), 2);
    try {
      Privileged.run("ip", "address", "add", network + "1/24", "dev", cable);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** One more at a switch. */
  FarHost(FarSwitch ends, int number) {
    this(ends.network(), number);
    try {
      Privileged.run("ip", "link", "set", cable, "master", ends.name());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private FarHost(String network, int number) {
    this.network = network;
    this.number = number;
    String id = network.replaceFirst("^10", "").replace(".", "-") + number;
    name = "yera" + id;
    cable = "ye" + id;
    Privileged.run("ip", "netns", "add", name);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    try {
      Privileged.run(
          "ip", "link", "add", cable, "type", "veth", "peer", "name", "far0", "netns", name);
      Privileged.run("ip", "link", "set", cable, "up");
      String own = network + number + "/24";
      Privileged.run("ip", "-n", name, "address", "add", own, "dev", "far0");
      Privileged.run("ip", "-n", name, "link", "set", "lo", "up");
      plug();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** A network for each of several tests of each process. */
  static String unused() {
    long number = 4 * ProcessHandle.current().pid() + NEXT.getAndIncrement() % 4;
    return "10.%d.%d.".formatted(200 + number / 256 % 50, number % 256);
  }

  /** This host's address, as the far one sees it. */
  InetAddress near() throws IOException {
    return InetAddress.getByName(network + "1");
  }

  /** The far one's address. */
  InetAddress address() throws IOException {
    return InetAddress.getByName(network + number);
  }

  /** Whether the system believes that somebody there is connected with this host. */
  boolean isConnected() throws IOException {
    String[] numbers = network.split("\\.", -1);
    String remote =
        "%02X%02X%02X0A:"
            .formatted(number, Integer.parseInt(numbers[2]), Integer.parseInt(numbers[1]));
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] fields = line.strip().split("\\s+", 5);
        if (fields[2].contains(remote) && fields[3].equals(ESTABLISHED)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Starts a program there. */
  Process start(ProcessBuilder program) throws IOException {
    Process process = there(program).start();
    processes.add(process);
    return process;
  }

  /** The same program, to be started there. */
  ProcessBuilder there(ProcessBuilder program) {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", name));
    command.addAll(program.command());
    return program.command(command);
  }

  /** From now on these two do not reach each other, without a word; all others do. */
  static void cut(FarHost one, FarHost other) {
    one.route("add", other);
    other.route("add", one);
  }

  /** They do again. Nothing if they do. */
  static void mend(FarHost one, FarHost other) {
    if (one.unreached.contains(other)) {
      one.route("delete", other);
      other.route("delete", one);
    }
  }

  private void route(String change, FarHost other) {
    String where = other.network + other.number;
    Privileged.run("ip", "-n", name, "route", change, "blackhole", where);
    if (change.equals("add")) {
      unreached.add(other);
    } else {
      unreached.remove(other);
    }
  }

  /** The cable is in. */
  void plug() {
    Privileged.run("ip", "-n", name, "link", "set", "far0", "up");
  }

  /** The cable is out: from now on nothing arrives, in either direction. */
  void unplug() {
    Privileged.run("ip", "-n", name, "link", "set", "far0", "down");
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
    quietly("ip", "netns", "delete", name); // the cable goes with it
  }

  /** Runs what may have been run before. */
  static void quietly(String... command) {
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
