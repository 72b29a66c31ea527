package dev.yera.bench.compare;

import dev.yera.bench.Postgres;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which other servers this machine has, and how to get those that it has not. */
enum Peers {
  /** A process for each WebSocket, written in Go. */
  WEBSOCKETD("websocketd", "Debian: `apt install websocketd`"),
  /** A framework for HTTP in Python. */
  FASTAPI("FastAPI", "Debian: `apt install python3-fastapi python3-uvicorn`"),
  /** Kernels behind WebSockets, in Python. */
  JUPYTER("Jupyter Server", "Debian: `apt install jupyter-server python3-ipykernel`"),
  /** Publish and subscribe in an HTTP server, in C. */
  NCHAN("nginx + nchan", "Debian: `apt install nginx libnginx-mod-nchan`"),
  /** The database that a server of ours may store in. */
  POSTGRES("PostgreSQL", "`" + Postgres.VARIABLE + "` names none, `jdbc:postgresql://…`");

  /** The system's own: the one that has the packages, whatever else is on the path. */
  static final String PYTHON = "/usr/bin/python3";

  static final Path NCHAN_MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");

  private static final Pattern MODULE_VERSIONS = Pattern.compile("[\\w.+ ]+");

  private final String title;
  private final String source;

  Peers(String title, String source) {
    this.title = title;
    this.source = source;
  }

  /** How it is called in the tables. */
  String title() {
    return title;
  }

  /** What brings it here. */
  String source() {
    return source;
  }

  /** Its version, if it is here. */
  Optional<String> version() throws IOException {
    return switch (this) {
      case WEBSOCKETD -> onPath("websocketd") ? debian("websocketd") : Optional.empty();
      case FASTAPI -> modules("fastapi", "uvicorn");
      case JUPYTER ->
          onPath("jupyter-server") ? modules("jupyter_server", "ipykernel") : Optional.empty();
      case NCHAN ->
          onPath("nginx") && Files.exists(NCHAN_MODULE)
              ? debian("nginx", "libnginx-mod-nchan")
              : Optional.empty();
      case POSTGRES -> {
        Optional<Postgres> database = Postgres.ofEnvironment();
        yield database.isPresent() ? Optional.of(database.get().version()) : Optional.empty();
      }
    };
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static Optional<String> modules(String... names) throws IOException {
    String imports = String.join(",", names);
    String versions =
        String.join(",", Stream.of(names).map(name -> name + ".__version__").toList());
    String said = output(PYTHON, "-c", "import " + imports + ";print(" + versions + ")");
    return Optional.of(said).filter(text -> MODULE_VERSIONS.matcher(text).matches());
  }

  /** As the package says it; a program that came another way is there all the same. */
  private static Optional<String> debian(String... names) throws IOException {
    StringBuilder versions = new StringBuilder();
    for (String name : names) {
      versions.append(output("dpkg-query", "-W", "-f", "${Version}", name)).append(' ');
    }
    return Optional.of(versions.toString().strip());
  }

  private static String output(String... command) throws IOException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(new File("/dev/null"))
              .start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException noSuchProgram) {
      return "";
    }
  }

  /** Those that are missing, one line each. */
  static List<String> missing() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Peers peer : values()) {
      if (peer.version().isEmpty()) {
        lines.add(peer.title + " is not here (" + peer.source + ")");
      }
    }
    return lines;
  }
}
