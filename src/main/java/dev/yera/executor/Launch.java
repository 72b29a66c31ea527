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
 * @param environment its whole environment, except the mark
 * @param folder the working directory
 * @param announcesReady whether it reports {@code ready} before it reads its start line
 */
public record Launch(
    List<String> command, Map<String, String> environment, Path folder, boolean announcesReady) {

  /**
   * Starts the process in its own session and process group, so pid and group are the same number.
   *
   * @throws IOException if it cannot be started; then no process runs and the guard has no entry
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
      throw new IOException(
          e.getMessage(), e); // an invalid name or value of an environment variable
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

  /** Refuses text that Java would encode wrongly for the system. */
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
