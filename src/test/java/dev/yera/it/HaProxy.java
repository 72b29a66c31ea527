package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/**
 * A real HAProxy before several nodes, with the lines of <em>Operations</em> and other addresses.
 * Tests that need it are skipped where it is not installed.
 */
final class HaProxy implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
  private static final Path PAGE = Path.of("src/site/markdown/operations.md");
  private static final Pattern LINES = Pattern.compile("(?ms)^```haproxy\n(.*?)^```$");

  private final int port;
  private final Process process;

  /** One before the nodes at these ports of loopback. */
  HaProxy(List<Integer> nodes) throws IOException {
    port = freePort();
    Path folder = Files.createDirectories(Path.of("target", "it-servers"));
    Path file = Files.writeString(folder.resolve("haproxy.cfg"), lines(nodes));
    process =
        new ProcessBuilder(PROGRAM.toString(), "-db", "-f", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("haproxy.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    await()
        .ignoreException(UncheckedIOException.class)
        .until(() -> server().get("/api/apps").status() == 200);
  }

  /** Skips what needs it where it is not. */
  static void assume() {
    if (!Files.isExecutable(PROGRAM)) {
      throw new TestAbortedException("This needs HAProxy in " + PROGRAM);
    }
  }

  private String lines(List<Integer> nodes) throws IOException {
    List<String> found =
        LINES
            .matcher(Files.readString(PAGE))
            .results()
            .map(each -> each.group(1))
            .filter(each -> each.contains("balance roundrobin"))
            .toList();
    assertThat(found).hasSize(1);
    String lines = replaced(found.get(0), "bind :80", "bind 127.0.0.1:" + port);
    for (int i = 0; i < nodes.size(); i++) {
      lines = replaced(lines, "10.0.0." + (i + 1) + ":8080", "127.0.0.1:" + nodes.get(i));
    }
    return lines;
  }

  private static String replaced(String lines, String what, String by) {
    assertThat(lines).contains(what);
    return lines.replace(what, by);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A client that knows the balancer only. */
  Server server() {
    return new Server(port, "");
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
