package dev.yera.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where it was measured, in words. */
final class Machine {
  private Machine() {}

  /** Processor, memory, system, Java and peers. */
  static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>(hardware());
    for (Peers peer : Peers.values()) {
      lines.add(peer(peer));
    }
    return lines;
  }

  /** A peer and its version. */
  static String peer(Peers peer) throws IOException {
    return peer.title()
        + peer.version()
            .map(version -> " " + version)
            .orElse(" was missing (" + peer.source() + ")");
  }

  /** What there is without the peers: processor, memory, system, Java. */
  static List<String> hardware() throws IOException {
    return List.of(
        "%d processors (%s), %d GB of memory"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                field("/proc/cpuinfo", "model name"),
                Long.parseLong(field("/proc/meminfo", "MemTotal").split(" ", -1)[0]) / 1_000_000),
        "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version")),
        "Java %s for server, apps and client".formatted(System.getProperty("java.vm.version")));
  }

  private static String field(String file, String name) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
