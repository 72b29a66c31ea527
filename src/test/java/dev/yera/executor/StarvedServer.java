package dev.yera.executor;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A small server of its own process that has no descriptor left, as when too many clients connect,
 * just when it has to end a process tree. Started with a low limit of open files.
 */
final class StarvedServer {
  private StarvedServer() {}

  /** Says under which mark something runs, and then whether it believes that this is gone. */
  public static void main(String[] words) throws IOException {
    Mark mark = new Mark(UUID.randomUUID());
    ProcessBuilder builder = new ProcessBuilder("setsid", "sleep", "60");
    builder.environment().putAll(Map.of(Mark.VARIABLE, mark.toString()));
    Process process = builder.start();
    ProcessTree tree = new ProcessTree(process.pid(), mark, Optional.empty());
    // What this needs of classes it has loaded after this.
    boolean nothing =
        new ProcessTree(0, new Mark(UUID.randomUUID()), Optional.empty())
            .end(Duration.ofSeconds(5));
    System.out.println(mark + " " + nothing);

    List<FileInputStream> open = takeAll(Path.of("/dev/null"));
    boolean gone = tree.end(Duration.ofMillis(200));
    for (FileInputStream each : open) {
      each.close();
    }
    System.out.println(gone);
    System.out.println(tree.end(Duration.ofSeconds(5)));
  }

  private static List<FileInputStream> takeAll(Path file) {
    List<FileInputStream> open = new ArrayList<>();
    try {
      while (true) {
        open.add(new FileInputStream(file.toFile()));
      }
    } catch (IOException noMore) {
      return open;
    }
  }
}
