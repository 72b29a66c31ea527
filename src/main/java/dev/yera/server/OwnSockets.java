package dev.yera.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
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
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
  private static final String LISTEN = "0A";
  private static final int STATE = 3;
  private static final int INODE = 9;

  private OwnSockets() {}

  /**
   * The addresses, as a client on this machine can use them: loopback for "all".
   *
   * @throws IOException if the system does not tell
   */
  public static List<InetSocketAddress> listening() throws IOException {
    Set<String> held = held();
    List<InetSocketAddress> found = new ArrayList<>();
    for (Path table : TABLES) {
      for (String line : Files.exists(table) ? Files.readAllLines(table) : List.<String>of()) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length > INODE
            && fields[STATE].equals(LISTEN)
            && held.contains("socket:[" + fields[INODE] + "]")) {
          found.add(address(fields[1]));
        }
      }
    }
    return found;
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

  /** Addresses are hexadecimal, in groups of four bytes in the machine's byte order. */
  static InetSocketAddress address(String entry) throws UnknownHostException {
    int colon = entry.indexOf(':');
    ByteBuffer groups = ByteBuffer.wrap(HexFormat.of().parseHex(entry.substring(0, colon)));
    ByteBuffer bytes = ByteBuffer.allocate(groups.capacity());
    while (groups.hasRemaining()) {
      int group = groups.getInt();
      bytes.putInt(
          ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? group : Integer.reverseBytes(group));
    }
    InetAddress address = InetAddress.getByAddress(bytes.array());
    return new InetSocketAddress(
        address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address,
        Integer.parseInt(entry.substring(colon + 1), 16));
  }
}
