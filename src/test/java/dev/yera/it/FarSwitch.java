package dev.yera.it;

import java.io.IOException;
import java.net.InetAddress;

/**
 * What several {@link FarHost}s and this host are joined by: each reaches each, until a route of
 * theirs says otherwise.
 */
final class FarSwitch implements AutoCloseable {
  private final String network = FarHost.unused();
  private final String name = "yb" + network.replaceFirst("^10", "").replaceAll("\\.", "-");

  FarSwitch() {
    Privileged.run("ip", "link", "add", name, "type", "bridge");
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    Privileged.run("ip", "address", "add", network + "1/24", "dev", name);
    Privileged.run("ip", "link", "set", name, "up");
  }

  /** The beginning of all addresses at it. */
  String network() {
    return network;
  }

  /** As the system knows it. */
  String name() {
    return name;
  }

  /** This host's address, as the others see it. */
  InetAddress near() throws IOException {
    return InetAddress.getByName(network + "1");
  }

  @Override
  public void close() {
    FarHost.quietly("ip", "link", "delete", name);
  }
}
