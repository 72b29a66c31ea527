package dev.yera.session;

import dev.yera.event.block.Exit;
import dev.yera.event.block.Failure;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An exit event as those see it who did not write the app (contract, section 6): what kind of error
 * it was, and its words, but no error output, no path and no trace.
 */
public final class ExitForOthers {
  /** An absolute path. Nothing in it is tried twice: apps choose what stands here. */
  private static final Pattern PATH =
      Pattern.compile("(?<![\\w/-])~?/[\\w.@%+~-][^\\s'\"`<>()\\[\\]{},;:]*+");

  private ExitForOthers() {}

  /** That event. */
  public static Exit of(Exit exit) {
    Failure error = exit.error();
    if (error == null) {
      return exit;
    }
    return new Exit(
        exit.exitCode(),
        plain(exit.reason()),
        exit.returnType(),
        exit.returnValue(),
        exit.durationSeconds(),
        new Failure(error.errorType(), plain(error.message()), List.of()),
        exit.models());
  }

  private static String plain(String words) {
    String first = words.strip().lines().findFirst().orElse("");
    return PATH.matcher(first).replaceAll("…");
  }
}
