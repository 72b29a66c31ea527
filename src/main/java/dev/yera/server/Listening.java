package dev.yera.server;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
  private final Map<Integer, Boolean> loopbackOnly = new ConcurrentHashMap<>();

  /** Whether this port is reachable through loopback only; false if unknown. */
  public boolean isLoopbackOnly(int port) {
    return loopbackOnly.computeIfAbsent(port, Listening::look);
  }

  private static boolean look(int port) {
    try {
      List<InetAddress> addresses =
          ListeningSocket.all().stream()
              .map(ListeningSocket::address)
              .filter(each -> each.getPort() == port)
              .map(InetSocketAddress::getAddress)
              .toList();
      return !addresses.isEmpty() && addresses.stream().allMatch(InetAddress::isLoopbackAddress);
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "The addresses on which the server listens cannot be determined; "
              + "it counts as reachable from the network",
          e);
      return false;
    }
  }
}
