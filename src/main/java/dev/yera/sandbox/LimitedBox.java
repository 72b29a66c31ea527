package dev.yera.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits that the kernel keeps for each process. Where it lets us, a user namespace is around them,
 * of which the session is alone: nothing in it can read the environment or the memory of what is
 * outside, although it runs as the same user, and its processes are counted by themselves.
 *
 * @param ceilings what is limited
 * @param namespace whether there is a user namespace
 */
record LimitedBox(Ceilings ceilings, boolean namespace) implements Box {
  private static final List<String> NAMESPACE = List.of("unshare", "--user", "--map-current-user");

  @Override
  public List<String> around(List<String> leader, List<String> command, Path folder, Home home) {
    List<String> words = new ArrayList<>();
    if (namespace) {
      words.addAll(NAMESPACE);
      words.add("--");
    }
    words.addAll(ceilings.words());
    words.addAll(leader);
    words.addAll(command);
    return words;
  }
}
