package dev.yera.catalog;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Something that should be an app and cannot be used. It hides no other app.
 *
 * @param place where it is: a method, or a file below its folder
 * @param problem what is wrong with it
 * @param module the class or the id that it would be, as far as that can be told; else empty
 */
public record BrokenApp(String place, String problem, String module) {
  static BrokenApp of(Path folder, Path file, String problem) {
    String place = file.equals(folder) ? "." : folder.relativize(file).toString();
    return new BrokenApp(place, problem, "");
  }

  /** Why a file cannot be read, without its path. */
  static String unreadable(IOException e) {
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return "it cannot be read: " + (reason == null ? e.getClass().getSimpleName() : reason);
  }

  /** Whether an app of this id is missing because of this. */
  boolean concerns(String id) {
    return !module.isEmpty() && (id.equals(module) || id.startsWith(module + "."));
  }
}
