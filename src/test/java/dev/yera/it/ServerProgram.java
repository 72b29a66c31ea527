package dev.yera.it;

import dev.yera.PayaraMicro;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a server is started for a test that ends it as it likes: in the foreground, with its JVM as
 * the process that gets the signals.
 */
interface ServerProgram {
  /** Who is known to a realm that has users. */
  String USER = "ada";

  /** The password of that. */
  String PASSWORD = "secret";

  /**
   * What is started.
   *
   * @param folder one that nobody else has, and that exists
   * @param war what is deployed; its name is its context path, and ROOT that of the root
   * @param options of the JVM, which have the settings
   * @param groups those of {@link #USER} in the server's own realm; none, and there is no such user
   */
  record Start(
      Path folder,
      Path war,
      List<String> options,
      InetAddress address,
      int port,
      List<String> groups) {
    /** The context path, {@code /} or {@code /x}. */
    String context() {
      String name = war.getFileName().toString().replace(".war", "");
      return name.equals("ROOT") ? "/" : "/" + name;
    }
  }

  /** The JVM, ready to be started; whatever it writes goes below the folder. */
  ProcessBuilder command(Start start) throws IOException;

  /** The server that this build's profile names. */
  private static String name() {
    return System.getProperty("arquillian.launch", "payara-micro");
  }

  /** Whether the container answers for its health at its root, whatever is deployed there. */
  static boolean hasHealth() {
    return name().startsWith("payara");
  }

  /** That of the server that this build's profile names. */
  static ServerProgram ofThisBuild() {
    Path home = Path.of(System.getProperty("server.home", "none")).toAbsolutePath();
    return switch (name()) {
      case "payara-micro" -> ServerProgram::payaraMicro;
      case "wildfly" -> new WildFlyProgram(home);
      case "liberty" -> new LibertyProgram(home);
      case "glassfish", "payara-server" -> new GlassFishProgram(home);
      default ->
          throw new IllegalStateException("no test can start a server of its own on " + name());
    };
  }

  private static ProcessBuilder payaraMicro(Start start) throws IOException {
    ProcessBuilder builder =
        payaraMicro(start.folder(), start.options(), start.address(), start.port());
    builder.command().addAll(List.of("--deploy", start.war().toString()));
    if (!start.groups().isEmpty()) {
      Path password =
          Files.writeString(
              start.folder().resolve("password"), "AS_ADMIN_USERPASSWORD=" + PASSWORD + "\n");
      Path user =
          Files.writeString(
              start.folder().resolve("user.asadmin"),
              "create-file-user --groups %s --passwordfile %s %s\n"
                  .formatted(String.join(":", start.groups()), password, USER));
      builder.command().addAll(List.of("--postbootcommandfile", user.toString()));
    }
    return builder;
  }

  /** Payara Micro with nothing deployed yet. */
  static ProcessBuilder payaraMicro(
      Path folder, List<String> options, InetAddress address, int port) throws IOException {
    return payaraMicro(PayaraMicro.server(options), folder, address, port);
  }

  /** The same, of this command. */
  static ProcessBuilder payaraMicro(
      ProcessBuilder builder, Path folder, InetAddress address, int port) throws IOException {
    // The product's own, with this address in the place of loopback's.
    String commands = Files.readString(Path.of(System.getProperty("yera.preboot")));
    Path preboot =
        Files.writeString(
            folder.resolve("preboot.asadmin"),
            commands.replace("address=127.0.0.1", "address=" + address.getHostAddress()));
    builder
        .command()
        .addAll(
            List.of(
                "--port",
                Integer.toString(port),
                "--nocluster",
                "--disablephonehome",
                "--prebootcommandfile",
                preboot.toString()));
    return builder;
  }

  /** A port of loopback that nobody has. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A JVM with the options of {@link PayaraMicro#options} and these. */
  static List<String> java(List<String> options, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(PayaraMicro.options());
    command.add("-Xmx512m");
    command.addAll(options);
    command.addAll(List.of(more));
    return command;
  }
}
