package dev.yera.it;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private final String address;
  private final List<Process> processes = new ArrayList<>();

  FarHost() {
    // A network of its own for each of two tests of each process.
    long number = 2 * ProcessHandle.current().pid() + NEXT.getAndIncrement() % 2;
    name = "yera" + number;
    cable = "ye" + number;
    String network = "10.%d.%d.".formatted(200 + number / 256 % 50, number % 256);
    address = network + "1";
    Privileged.run("ip", "netns", "add", name);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    try {
      Privileged.run(
          "ip", "link", "add", cable, "type", "veth", "peer", "name", "far0", "netns", name);
      Privileged.run("ip", "address", "add", address + "/24", "dev", cable);
      Privileged.run("ip", "link", "set", cable, "up");
      Privileged.run("ip", "-n", name, "address", "add", network + "2/24", "dev", "far0");
      plug();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** This host's address, as the far one sees it. */
  InetAddress near() throws IOException {
    return InetAddress.getByName(address);
  }

  /** Whether the system believes that somebody there is connected with this host. */
  boolean isConnected() throws IOException {
    String[] numbers = address.split("\\.", -1);
    String remote =
        "02%02X%02X0A:".formatted(Integer.parseInt(numbers[2]), Integer.parseInt(numbers[1]));
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
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", name));
    command.addAll(program.command());
    Process process = program.command(command).start();
    processes.add(process);
    return process;
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
    try {
      // The cable goes with it.
      new ProcessBuilder("ip", "netns", "delete", name)
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
