package dev.yera.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where it was measured, in words. */
final class Machine {
  private Machine() {}

  /** One line for each of: processor, memory, system, Java, peers. */
  static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d processors (%s), %d GB of memory"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                field("/proc/cpuinfo", "model name"),
                Long.parseLong(field("/proc/meminfo", "MemTotal").split(" ", -1)[0]) / 1_000_000));
    lines.add("%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version")));
    lines.add(
        "Java %s for server, apps and client".formatted(System.getProperty("java.vm.version")));
    for (Peers peer : Peers.values()) {
      Optional<String> version = peer.version();
      lines.add(
          version.isPresent()
              ? peer.title() + " " + version.get()
              : peer.title() + " was missing (Debian: `apt install " + peer.packages() + "`)");
    }
    return lines;
  }

  private static String field(String file, String name) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
