package dev.yera.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Which format the files of a store's folder have: a number in its file {@code format}. The first
 * format had no such file. Whoever changes how files are named, or what is in them, so that an
 * older server would misread them, adds a step.
 */
final class FolderFormat {
  /** The steps from each format to the next, the first from 1 to 2. */
  static final List<Step> STEPS = List.of();

  private static final String FILE = "format";
  private static final String DRAFT = "format.new";

  /** No mark is longer. */
  private static final int MOST_BYTES = 32;

  /** Makes the files of a folder those of the next format. */
  @FunctionalInterface
  interface Step {
    /** Does it, also if it was begun before and not finished. */
    void run(Path folder) throws IOException;
  }

  private final Path folder;
  private final List<Step> steps;

  FolderFormat(Path folder, List<Step> steps) {
    this.folder = folder;
    this.steps = steps;
  }

  private int known() {
    return 1 + steps.size();
  }

  /**
   * Which it is; the folder need not be there. Changes nothing.
   *
   * @throws IOException if a newer server wrote it, or it cannot be read
   */
  int check() throws IOException {
    int found = found();
    if (found > known()) {
      throw new IOException(
          "its files are of format %d, and this version knows formats up to %d: start the version that wrote them, or a newer one"
              .formatted(found, known()));
    }
    return found;
  }

  private int found() throws IOException {
    Path file = folder.resolve(FILE);
    try {
      if (Files.size(file) <= MOST_BYTES) {
        int number = Integer.parseInt(Files.readString(file).strip());
        if (number >= 1) {
          return number;
        }
      }
    } catch (NoSuchFileException first) {
      return 1;
    } catch (NumberFormatException e) {
      throw new IOException(file + " is no number", e);
    }
    throw new IOException(file + " is no number");
  }

  /**
   * Makes it the newest, and says so in the folder. For who holds the folder's lock.
   *
   * @throws IOException as {@link #check}, or if a step fails; then the next start goes on with it
   */
  void update() throws IOException {
    for (int format = check(); format < known(); format++) {
      steps.get(format - 1).run(folder);
      write(format + 1);
    }
    if (!Files.exists(folder.resolve(FILE))) {
      write(known());
    }
  }

  private void write(int format) throws IOException {
    Path draft = folder.resolve(DRAFT);
    PrivateFiles.write(draft, (format + "\n").getBytes(StandardCharsets.US_ASCII), true);
    Files.move(draft, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    PrivateFiles.syncFolder(folder);
  }
}
