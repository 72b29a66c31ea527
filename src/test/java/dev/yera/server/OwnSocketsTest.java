package dev.yera.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** Where this very process listens. */
class OwnSocketsTest {
  @Test
  void aListeningSocketIsThereUntilItIsClosed() throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.2");
    InetSocketAddress address;
    try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
      address = new InetSocketAddress(loopback, socket.getLocalPort());
      assertThat(OwnSockets.listening()).contains(address);
    }
    assertThat(OwnSockets.listening()).doesNotContain(address);
  }

  @Test
  void oneOnAllAddressesIsReachedThroughLoopback() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      assertThat(OwnSockets.listening())
          .contains(new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort()));
    }
  }

  @Test
  void anotherProcessesSocketsAreNotOurs() throws IOException {
    Process other =
        new ProcessBuilder(
                "python3",
                "-c",
                "import socket; s=socket.socket(); s.bind(('127.0.0.1',0)); s.listen();"
                    + " print(s.getsockname()[1], flush=True); input()")
            .start();
    try {
      int port = Integer.parseInt(other.inputReader().readLine());
      assertThat(OwnSockets.listening()).noneMatch(each -> each.getPort() == port);
    } finally {
      other.destroyForcibly();
    }
  }
}
