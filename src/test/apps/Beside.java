import static dev.yera.app.Yera.appFolder;

import dev.yera.app.App;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads a file beside it, and writes to the folder in which it runs. */
class Beside {
  @App(description = "What it finds beside it, how many files where it runs, and what it may write")
  static String beside() throws IOException {
    String read = Files.readString(appFolder().resolve("unsorted.txt")).strip();
    long files;
    try (Stream<Path> here = Files.list(Path.of(""))) {
      files = here.count();
    }
    Files.writeString(Path.of("mine.txt"), "secret");
    String written;
    try {
      Path file = Files.writeString(appFolder().resolve("written-by-an-app.txt"), "x");
      Files.delete(file);
      written = "beside it, too";
    } catch (IOException refused) {
      written = "where it runs";
    }
    return read.replace("\n", " ") + ", " + files + ", " + written;
  }
}
