package dev.yera.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a command is put into before it is started. Immutable. */
public interface Box {
  /** None: the command as it is. */
  Box NONE =
      (leader, command, folder, home) -> {
        List<String> words = new ArrayList<>(leader);
        words.addAll(command);
        return words;
      };

  /**
   * The whole command line. Its process, and not one that it starts, leads the group of all.
   *
   * @param leader makes the process that it becomes the leader of a session and a group of its own
   * @param command what the app is
   * @param folder where that runs
   * @param home the session's own folders
   */
  List<String> around(List<String> leader, List<String> command, Path folder, Home home);

  /**
   * A new control group for the processes of a session; empty if this box has none.
   *
   * @param name of the session
   * @throws IOException if it cannot be made
   */
  default Optional<ControlGroup> group(String name) throws IOException {
    return Optional.empty();
  }

  /** Whether what is at this path can be seen inside. */
  default boolean shows(Path path) {
    return true;
  }

  /** How the error output begins if the command cannot be run. */
  default String complaint() {
    return "setsid: ";
  }
}
