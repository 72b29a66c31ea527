package dev.yera.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a server holds at one moment.
 *
 * @param rss resident bytes of the server's own process
 * @param threads of the server's own process
 * @param descriptors of the server's own process
 * @param children processes of sessions and ready workers
 * @param files regular files below the work folder
 * @param cpuSeconds processor time of the server's own process since its start
 */
public record ServerSample(
    long rss, long threads, long descriptors, long children, long files, double cpuSeconds) {
  static ServerSample of(YeraServer server) throws IOException {
    long pid = server.pid();
    List<Long> children = server.children();
    return new ServerSample(
        ProcFiles.rss(pid),
        ProcFiles.threads(pid),
        ProcFiles.descriptors(pid),
        children.size(),
        files(server.work()),
        ProcFiles.cpuSeconds(pid));
  }

  private static long files(Path folder) throws IOException {
    long files = 0;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path path : all.toList()) {
        if (Files.isDirectory(path)) {
          files += files(path);
        } else {
          files++;
        }
      }
    } catch (java.nio.file.NoSuchFileException goneMeanwhile) {
      return 0;
    }
    return files;
  }
}
