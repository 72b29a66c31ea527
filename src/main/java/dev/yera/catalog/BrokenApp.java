package dev.yera.catalog;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * An app that cannot be used. It hides no other app.
 *
 * @param place its location: a method, or a file below its folder
 * @param problem what is wrong with it
 * @param module the class or id that it would have, if known; else empty
 * @param line where the first problem of the file is, from 1 on; 0 if it is not known
 * @param column likewise
 */
public record BrokenApp(String place, String problem, String module, int line, int column) {
  /** At no known line. */
  BrokenApp(String place, String problem, String module) {
    this(place, problem, module, 0, 0);
  }

  static BrokenApp of(Path folder, Path file, String problem) {
    return of(folder, file, new BrokenAppException(problem));
  }

  static BrokenApp of(Path folder, Path file, BrokenAppException why) {
    String place = file.equals(folder) ? "." : folder.relativize(file).toString();
    return new BrokenApp(place, why.getMessage(), "", why.line(), why.column());
  }

  /** Says why a file cannot be read, without its path. */
  static String unreadable(IOException e) {
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return "it cannot be read: " + (reason == null ? e.getClass().getSimpleName() : reason);
  }

  /** Whether an app of this id is missing because of this. */
  boolean concerns(String id) {
    return !module.isEmpty() && (id.equals(module) || id.startsWith(module + "."));
  }
}
