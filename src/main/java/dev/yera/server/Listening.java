package dev.yera.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Finds the addresses on which the server listens. Jakarta EE does not tell them, and the address
 * of one connection is not enough, so this reads the system's table of sockets.
 *
 * <p>Server: all. Test: {@code ListeningTest}.
 */
@ApplicationScoped
public class Listening {
  private static final Logger LOG = Logger.getLogger(Listening.class.getName());
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
  private static final String LISTEN = "0A";

  private final Map<Integer, Boolean> loopbackOnly = new ConcurrentHashMap<>();

  /** Whether this port is reachable through loopback only; false if unknown. */
  public boolean isLoopbackOnly(int port) {
    return loopbackOnly.computeIfAbsent(port, Listening::look);
  }

  private static boolean look(int port) {
    boolean found = false;
    for (Path table : TABLES) {
      try {
        for (String line : Files.exists(table) ? Files.readAllLines(table) : List.<String>of()) {
          String[] fields = line.strip().split("\\s+", 5);
          if (isListeningOn(fields, port)) {
            found = true;
            if (!isLoopback(fields[1].substring(0, fields[1].indexOf(':')))) {
              return false;
            }
          }
        }
      } catch (IOException e) {
        LOG.log(
            Level.WARNING,
            "The addresses on which the server listens cannot be determined; "
                + "it counts as reachable from the network",
            e);
        return false;
      }
    }
    return found;
  }

  private static boolean isListeningOn(String[] fields, int port) {
    return fields.length > 3
        && fields[3].equals(LISTEN)
        && fields[1].endsWith(":%04X".formatted(port));
  }

  /** Addresses are hexadecimal, in groups of four bytes in the machine's byte order. */
  static boolean isLoopback(String address) {
    return switch (address.length()) {
      case 8 -> address.endsWith("7F");
      case 32 ->
          address.equals("00000000000000000000000001000000")
              || (address.startsWith("0000000000000000FFFF0000") && address.endsWith("7F"));
      default -> false;
    };
  }
}
