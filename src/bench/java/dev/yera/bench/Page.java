package dev.yera.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The page <i>Performance</i>: what people wrote stays, the parts that a program makes are replaced
 * whole. A run that is not for the page makes a copy of it instead.
 */
public final class Page {
  private static final Path PAGE = Path.of("src", "site", "markdown", "performance.md");
  private static final Path PICTURE = Path.of("src", "site", "pictures", "performance.png");

  private final Path page;
  private final Path picture;

  /** The page itself, or a copy under {@code target/bench}. */
  public Page(boolean itself) throws IOException {
    Path drafts = Files.createDirectories(Path.of("target", "bench"));
    page = itself ? PAGE : drafts.resolve(PAGE.getFileName());
    picture = itself ? PICTURE : drafts.resolve(PICTURE.getFileName());
    if (!itself) {
      Files.writeString(page, Files.readString(PAGE));
    }
  }

  /** Where the picture goes. */
  public Path picture() {
    return picture;
  }

  /**
   * Replaces a part.
   *
   * @param part stands in the comment before it: {@code <!-- made by the benchmark: figures -->}
   */
  public void replace(String part, String text) throws IOException {
    String all = Files.readString(page);
    String begin = "<!-- made by the benchmark: " + part + " -->\n";
    int from = all.indexOf(begin);
    int to = all.indexOf("<!-- end -->", Math.max(0, from));
    if (from < 0 || to < 0) {
      throw new IOException("No part " + part + " in " + page);
    }
    Files.writeString(page, all.substring(0, from) + begin + text + all.substring(to));
    System.out.println("Wrote " + part + " into " + page);
  }
}
