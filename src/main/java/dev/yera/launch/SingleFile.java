package dev.yera.launch;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the server that the file it is in carries. The log goes to a file; the console has where
 * the server is, or why it is nowhere. All is one process: what ends it ends the server.
 */
public final class SingleFile {
  private static final String LOG = "--log";
  private static final String PORT = "--port";
  private static final String ADDRESS = "--address";
  private static final String STANDARD_OUTPUT = "-";

  /** Takes effect before boot only, after what the file itself brings for that. */
  private static final String PREBOOT = "--prebootcommandfile";

  /** Where it listens without more. */
  private static final String OURS = "127.0.0.1";

  private static final String LISTEN =
      "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=";

  private static final String HELP =
      """
      java [-D<setting>=<value> …] -jar yera-sessions.jar [--address 127.0.0.1] [--port 8080] [--log yera.log] [option of Payara Micro …]
        --address, --port  where it listens
        --log              the file of its log; - for standard output
      Settings are also taken from the environment (YERA_APPS_DIR=/srv/apps) and from the file that YERA_CONFIG names.
      Apps are in the folder apps, and what sessions said in the folder data, of the folder where it is started.""";

  private final PrintStream console;
  private final Optional<Path> log;
  private final String url;
  private volatile boolean there;

  private SingleFile(PrintStream console, Optional<Path> log, String url) {
    this.console = console;
    this.log = log;
    this.url = url;
  }

  /**
   * Starts it, and ends the process with status 1 if that fails.
   *
   * @param arguments {@code --help}, {@code --log}, and all that Payara Micro takes
   */
  public static void main(String[] arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    PrintStream console = System.out;
    if (all.contains("--help")) {
      console.println(HELP);
      return;
    }
    String log = taken(all, LOG).orElse("yera.log");
    String address = taken(all, ADDRESS).orElse(OURS);
    String port = taken(all, PORT).orElse("8080");
    all.addAll(List.of(PORT, port, "--nocluster", "--disablephonehome"));
    InetAddress at;
    try {
      at = InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      console.println("Yera Sessions cannot start: there is no host " + address + " (--address)");
      System.exit(1);
      return;
    }
    Optional<Path> file =
        log.equals(STANDARD_OUTPUT)
            ? Optional.empty()
            : Optional.of(Path.of(log).toAbsolutePath().normalize());
    if (file.isPresent()) {
      Files.createDirectories(file.get().getParent());
      OutputStream out = new FileOutputStream(file.get().toFile());
      PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
      System.setOut(to);
      System.setErr(to);
    }
    all.addAll(listening(at));
    new SingleFile(console, file, url(at, port)).start(all);
  }

  /** What makes it listen there; on what the file itself brings it does so already. */
  static List<String> listening(InetAddress address) throws IOException {
    if (address.getHostAddress().equals(OURS)) {
      return List.of();
    }
    Path preboot = Files.createTempFile("yera", ".asadmin");
    preboot.toFile().deleteOnExit();
    Files.writeString(preboot, LISTEN + address.getHostAddress() + "\n");
    return List.of(PREBOOT, preboot.toString());
  }

  static String url(InetAddress address, String port) {
    String host = address.isAnyLocalAddress() ? OURS : address.getHostAddress();
    return "http://%s:%s/".formatted(host.contains(":") ? "[" + host + "]" : host, port);
  }

  /** The value of an option, which is taken out. */
  private static Optional<String> taken(List<String> arguments, String option) {
    int at = arguments.indexOf(option);
    if (at < 0 || at + 1 == arguments.size()) {
      return Optional.empty();
    }
    arguments.remove(at);
    return Optional.of(arguments.remove(at));
  }

  private void start(List<String> arguments) {
    log.ifPresent(file -> console.println("Yera Sessions starts; its log is " + file));
    if (!"UTF-8".equals(System.getProperty("sun.jnu.encoding"))) {
      console.println("Its locale is not UTF-8: for file names beyond ASCII, set LC_ALL=C.UTF-8");
    }
    // Payara ends the process by itself if it does not know an option.
    Runtime.getRuntime().addShutdownHook(new Thread(this::sayIfItIsNowhere));
    try {
      Class.forName("fish.payara.micro.PayaraMicro")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments.toArray(String[]::new));
    } catch (ReflectiveOperationException e) {
      Logger.getLogger(SingleFile.class.getName()).log(Level.SEVERE, "There is no server", e);
    }
    // Payara says that it is ready also when the deployment has failed.
    there = answers(url);
    if (there) {
      console.println("Yera Sessions is at " + url);
    } else {
      System.exit(1);
    }
  }

  /**
   * Whether the application is there, though it may not be ready now: that it says itself. Without
   * it, the server says that nothing is ready, and has no API.
   */
  static boolean answers(String url) {
    try {
      int ready = status(url + "health/ready");
      return ready == HttpURLConnection.HTTP_OK
          || (ready == HttpURLConnection.HTTP_UNAVAILABLE
              && status(url + "api/apps") != HttpURLConnection.HTTP_NOT_FOUND);
    } catch (IOException e) {
      return false;
    }
  }

  private static int status(String url) throws IOException {
    HttpURLConnection asked =
        (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
    asked.setReadTimeout(60_000);
    return asked.getResponseCode();
  }

  private void sayIfItIsNowhere() {
    if (!there) {
      log.flatMap(SingleFile::cause).ifPresent(console::println);
      console.println("Yera Sessions cannot start" + log.map(file -> "; see " + file).orElse(""));
    }
  }

  /** The last word on what went wrong. */
  private static Optional<String> cause(Path log) {
    try (var lines = Files.lines(log)) {
      return lines
          .filter(line -> line.startsWith("Caused by: ") || line.startsWith("SEVERE: "))
          .reduce((earlier, later) -> later);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
