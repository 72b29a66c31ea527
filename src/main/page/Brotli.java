import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Run by the build: beside each file of a folder it puts the same in Brotli (RFC 7932), as small as
 * it gets.
 */
final class Brotli {
  private static final int BEST = 11;

  private Brotli() {}

  public static void main(String[] words) throws IOException {
    Brotli4jLoader.ensureAvailability();
    Encoder.Parameters best = new Encoder.Parameters().setQuality(BEST);
    for (Path file : files(Path.of(words[0]))) {
      byte[] small = Encoder.compress(Files.readAllBytes(file), best);
      Files.write(file.resolveSibling(file.getFileName() + ".br"), small);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }
}
