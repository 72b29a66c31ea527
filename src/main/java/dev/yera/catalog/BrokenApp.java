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
 */
public record BrokenApp(String place, String problem, String module) {
  static BrokenApp of(Path folder, Path file, String problem) {
    String place = file.equals(folder) ? "." : folder.relativize(file).toString();
    return new BrokenApp(place, problem, "");
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
