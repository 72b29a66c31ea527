package dev.yera.catalog;

import dev.yera.event.reason.Reason;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * An app that cannot be used. It hides no other app.
 *
 * @param place its location: a method, or a file below its folder
 * @param reason what is wrong with it
 * @param module the class or id that it would have, if known; else empty
 * @param line where the first problem of the file is, from 1 on; 0 if it is not known
 * @param column likewise
 */
public record BrokenApp(String place, Reason reason, String module, int line, int column) {
  /** At no known line. */
  BrokenApp(String place, Reason reason, String module) {
    this(place, reason, module, 0, 0);
  }

  static BrokenApp of(Path folder, Path file, Reason reason) {
    return of(folder, file, new BrokenAppException(reason));
  }

  static BrokenApp of(Path folder, Path file, BrokenAppException why) {
    String place = file.equals(folder) ? "." : folder.relativize(file).toString();
    return new BrokenApp(place, why.reason(), "", why.line(), why.column());
  }

  /** Says why a file cannot be read, without its path. */
  static Reason unreadable(IOException e) {
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return AppFault.UNREADABLE.with(reason == null ? e.getClass().getSimpleName() : reason);
  }

  /** What is wrong with it, in English. */
  public String problem() {
    return reason.toString();
  }

  /** Whether an app of this id is missing because of this. */
  boolean concerns(String id) {
    return !module.isEmpty() && (id.equals(module) || id.startsWith(module + "."));
  }
}
