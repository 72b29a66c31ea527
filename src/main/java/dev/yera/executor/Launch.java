package dev.yera.executor;

import dev.yera.settings.SystemEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to start a process.
 *
 * @param command the program and its arguments
 * @param environment all that it gets, besides the mark
 * @param folder where it runs
 * @param announcesReady whether it says {@code ready} before it takes its start
 */
public record Launch(
    List<String> command, Map<String, String> environment, Path folder, boolean announcesReady) {

  /**
   * Starts it, in a session and so a process group of its own: pid and group are one number.
   *
   * @throws IOException if it cannot be started; nothing runs and the guard does not know of it
   */
  Process start(Mark mark, Guard guard) throws IOException {
    List<String> words = new ArrayList<>(Setsid.WORDS);
    words.addAll(command);
    refuseWhatCannotBeTold();
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    try {
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.environment().put(Mark.VARIABLE, mark.toString());
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e); // a name or a value that no environment takes
    }
    guard.announce(mark);
    try {
      Process started = builder.start();
      guard.started(mark, started.pid());
      return started;
    } catch (IOException e) {
      guard.forget(mark);
      throw e;
    }
  }

  /** The system would be told something else. */
  private void refuseWhatCannotBeTold() throws IOException {
    for (String word : command) {
      refuse(word, SystemEncoding.refusal(word));
    }
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      refuse("the variable " + variable.getKey(), SystemEncoding.refusal(variable.getValue()));
    }
    refuse("the folder " + folder, SystemEncoding.refusal(folder));
  }

  private static void refuse(String what, Optional<String> reason) throws IOException {
    if (reason.isPresent()) {
      throw new IOException(what + " cannot be passed to a program: " + reason.get());
    }
  }
}
