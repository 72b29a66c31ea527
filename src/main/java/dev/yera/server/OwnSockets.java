package dev.yera.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where this process listens. Jakarta EE does not tell it, so this reads the system's table of
 * sockets, and keeps those that this process holds.
 *
 * <p>Server: all. Test: {@code OwnSocketsTest}.
 */
public final class OwnSockets {
  private static final Path HELD = Path.of("/proc/self/fd");

  private OwnSockets() {}

  /**
   * The addresses, as a client on this machine can use them: loopback for "all".
   *
   * @throws IOException if the system does not tell
   */
  public static List<InetSocketAddress> listening() throws IOException {
    Set<String> held = held();
    return ListeningSocket.all().stream()
        .filter(each -> held.contains(each.name()))
        .map(ListeningSocket::address)
        .map(OwnSockets::reachable)
        .toList();
  }

  private static InetSocketAddress reachable(InetSocketAddress address) {
    return address.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
        : address;
  }

  private static Set<String> held() throws IOException {
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(HELD)) {
      for (Path each : all) {
        name(each).ifPresent(names::add);
      }
    }
    return names;
  }

  /** Empty if it was closed meanwhile. */
  private static Optional<String> name(Path descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException closed) {
      return Optional.empty();
    }
  }
}
