package dev.yera.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListeningTest {
  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "0100007F, 127.0.0.1, true",
    "0200FF7F, 127.255.0.2, true",
    "00000000, 0.0.0.0, false",
    "0101A8C0, 192.168.1.1, false",
    "7F000001, 1.0.0.127, false",
    "00000000000000000000000001000000, ::1, true",
    "00000000000000000000000000000000, ::, false",
    "0000000000000000FFFF00000100007F, ::ffff:127.0.0.1, true",
    "0000000000000000FFFF00000101A8C0, ::ffff:192.168.1.1, false",
    "000080FE00000000000000000100007F, fe80::7f00:1, false"
  })
  void loopbackIsKnownByTheKernelsHexadecimal(String address, String name, boolean loopback)
      throws IOException {
    InetSocketAddress known = ListeningSocket.address(address + ":1F90");
    assertThat(known).isEqualTo(new InetSocketAddress(InetAddress.getByName(name), 8080));
    assertThat(known.getAddress().isLoopbackAddress()).isEqualTo(loopback);
  }

  @Test
  void aSocketOnLoopbackIsKnownAsThat() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(new Listening().isLoopbackOnly(socket.getLocalPort())).isTrue();
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getAllByName("::1")[0])) {
      assertThat(new Listening().isLoopbackOnly(socket.getLocalPort())).isTrue();
    }
  }

  @Test
  void aSocketOnAllAddressesIsNotOnlyOnLoopback() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      assertThat(new Listening().isLoopbackOnly(socket.getLocalPort())).isFalse();
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getAllByName("0.0.0.0")[0])) {
      assertThat(new Listening().isLoopbackOnly(socket.getLocalPort())).isFalse();
    }
  }

  @Test
  void whereNobodyListensItIsNotSafeToSay() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(new Listening().isLoopbackOnly(port)).isFalse();
  }
}
