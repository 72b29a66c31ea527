package dev.yera.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The programs of the page on console programs, as an author has them. */
public final class Programs {
  private static final Path FOLDER = Path.of("src/site/programs");

  private Programs() {}

  /** Puts all into an apps folder. */
  public static void copy(Path apps) throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      for (Path each : all.toList()) {
        Files.copy(each, apps.resolve(each.getFileName()));
      }
    }
  }

  /**
   * Adds the client of PostgreSQL once more, as {@code programs.psql-here}: the description names
   * the database and the user of its author.
   *
   * @return the password that it will ask for
   */
  public static String addPostgres(Path apps) throws IOException {
    Map<String, String> database = Postgres.shared().database();
    String url = database.get("yera.store");
    Files.writeString(
        apps.resolve("psql-here.app.json"),
        Files.readString(FOLDER.resolve("psql.app.json"))
            .replace("programs.psql", "programs.psql-here")
            .replace("5432", Integer.toString(Postgres.shared().port()))
            .replace("reader", database.get("yera.store.user"))
            .replace("shop", url.substring(url.lastIndexOf('/') + 1)));
    return database.get("yera.store.password");
  }

  /** Whether it is on the path of the machine. */
  public static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
