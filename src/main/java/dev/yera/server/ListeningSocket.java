package dev.yera.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A socket of this network on which somebody listens, in the system's table.
 *
 * @param address where; "all addresses" as they are
 * @param name of the descriptor of whoever holds it
 */
record ListeningSocket(InetSocketAddress address, String name) {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
  private static final String LISTEN = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  /**
   * All of them.
   *
   * @throws IOException if the system does not tell
   */
  static List<ListeningSocket> all() throws IOException {
    List<ListeningSocket> found = new ArrayList<>();
    for (Path table : TABLES) {
      for (String line : Files.exists(table) ? Files.readAllLines(table) : List.<String>of()) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length > INODE && fields[STATE].equals(LISTEN)) {
          found.add(new ListeningSocket(address(fields[ADDRESS]), name(fields[INODE])));
        }
      }
    }
    return found;
  }

  private static String name(String inode) {
    return "socket:[" + inode + "]";
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
    return new InetSocketAddress(
        InetAddress.getByAddress(bytes.array()), Integer.parseInt(entry.substring(colon + 1), 16));
  }
}
